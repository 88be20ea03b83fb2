import { parseBoolean } from '../boolean.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { isRefusal, LLONG_MAX, parseMode, type Refusal, safeAtoi, safeAtoi64, safeAtou } from '../numbers.ts';
import { likelyWord, quoted, replacement, warnAll, warning } from '../problem.ts';
import { signalFromString, signalNames } from '../signals.ts';
import { parseSize } from '../size.ts';
import { parseNsec, parseSec, parseSecDefInfinity, TIMESPAN_UNITS } from '../timespan.ts';

/** `config_parse_bool`: a bad value is fatal where the table passes `true`. */
export const bool: ValueJudge = (value, _row, context, argument) => {
  if (parseBoolean(value) !== undefined) return [];
  const problem = booleanProblem(value, context);
  return [argument === 'true' ? { ...problem, severity: 'fatal' } : problem];
};

/** `config_parse_tristate`: a boolean, or nothing for undecided. */
export const tristate: ValueJudge = (value, _row, context) =>
  value === '' || parseBoolean(value) !== undefined ? [] : [booleanProblem(value, context)];

/** The complaint about something that is no boolean. */
export function booleanProblem(value: string, context: ValueContext, start = 0): ValueProblem {
  const likely = likelyBoolean(value);
  const found = value === '' ? 'nothing' : quoted(value);
  const message = `${context.key}= takes yes or no, not ${found}.`;
  return warning('value.boolean', start, start + value.length, message, likely ? replacement(likely) : undefined);
}

/** Words that people write for yes and no, and that systemd does not know. */
const BOOLEANS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['enable', 'enabled', 'active', 'always', 'ok'].map((word) => [word, 'yes'])),
  ...Object.fromEntries(['disable', 'disabled', 'inactive', 'never', 'none', 'nope'].map((word) => [word, 'no'])),
};

/** What was meant by something that is no boolean: one in quotes, misspelt, or in other words. */
function likelyBoolean(value: string): string | undefined {
  const bare = value
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim()
    .toLowerCase();
  if (parseBoolean(bare) !== undefined) return bare;
  if (Object.hasOwn(BOOLEANS, bare)) return BOOLEANS[bare];
  return likelyWord(bare, ['yes', 'no', 'true', 'false', 'on', 'off']);
}

/** `config_parse_unsigned` */
export const unsigned = numberJudge((value) => safeAtou(value), 'a whole number from 0 to 4294967295');
/** `config_parse_int` */
export const int = numberJudge(safeAtoi, 'a whole number from -2147483648 to 2147483647');
/** `config_parse_long`, where `long` has 64 bits. */
export const long = numberJudge(safeAtoi64, 'a whole number');
/** `config_parse_mode` */
export const mode = numberJudge(parseMode, 'an access mode in octal, such as 0644');
/** `config_parse_exit_status` */
export const exitStatus = orEmpty(numberJudge((value) => safeAtou(value, {}, 255), 'an exit status from 0 to 255'));
/** `config_parse_tty_size` */
export const ttySize = orEmpty(unsigned);

/** `config_parse_iec_size` */
export const iecSize = numberJudge(
  (value) => parseSize(value, 1024),
  'a size in bytes such as 512K, 10M or 2G',
  'value.size',
);
/** `config_parse_iec_size_long` */
export const iecSizeLong = numberJudge(
  (value) => {
    const size = parseSize(value, 1024);
    return typeof size === 'bigint' && size > LLONG_MAX ? 'out of range' : size;
  },
  'a size in bytes such as 512K, 10M or 2G',
  'value.size',
);

/** `config_parse_sec` and all parsers that differ from it only in what they do with the result. */
export const sec = timespanJudge(parseSec);
/** `config_parse_sec_def_infinity`: nothing means for ever. */
export const secDefInfinity = timespanJudge(parseSecDefInfinity);
/** `config_parse_nsec` */
export const nsec = timespanJudge(parseNsec);
/** `config_parse_service_timeout_abort`: nothing takes the setting back. */
export const timeoutAbort = orEmpty(sec);

/** `config_parse_signal` */
export const signal: ValueJudge = (value, _row, context) => {
  if (signalFromString(value) !== undefined) return [];
  const likely = likelyWord(
    value,
    signalNames().flatMap((name) => [`SIG${name}`, name]),
  );
  const found = value === '' ? 'nothing' : quoted(value);
  return warnAll(value, 'value.signal', `${context.key}= takes a signal such as SIGTERM, not ${found}.`, likely);
};

function numberJudge(
  parse: (value: string) => number | bigint | Refusal,
  wanted: string,
  code = 'value.number',
): ValueJudge {
  return (value, _row, context) => {
    const result = parse(value);
    return isRefusal(result) ? warnAll(value, code, refusal(value, result, wanted, context.key)) : [];
  };
}

function refusal(value: string, why: Refusal, wanted: string, key: string): string {
  if (value === '') return `${key}= takes ${wanted}, not nothing.`;
  return why === 'out of range'
    ? `${quoted(value)} is out of range: ${key}= takes ${wanted}.`
    : `${key}= takes ${wanted}, not ${quoted(value)}.`;
}

function timespanJudge(parse: (value: string) => bigint | Refusal): ValueJudge {
  return (value, _row, context) => timespanProblems(value, parse(value), context.key);
}

/** The complaint about a time span that was refused, with the nearest unit when only that is misspelt. */
export function timespanProblems(value: string, result: bigint | Refusal, key: string): ValueProblem[] {
  if (!isRefusal(result)) return [];
  const message = refusal(value, result, "a time span such as 30, 5min 20s or 'infinity'", key);
  return warnAll(value, 'value.timespan', message, respelt(value));
}

function respelt(value: string): string | undefined {
  if (/^[a-z]+$/i.test(value)) return likelyWord(value, ['infinity']);
  const fixed = value.replace(/[ \t]*([a-zA-Z]+)/g, (written, unit: string) =>
    TIMESPAN_UNITS.includes(unit) ? written : (likelyUnit(unit) ?? written),
  );
  return fixed !== value && !isRefusal(parseSec(fixed)) ? fixed : undefined;
}

/** Other languages and hands: `mins`, `hrs`, `Min`; else the nearest unit. */
function likelyUnit(unit: string): string | undefined {
  const singular = unit.toLowerCase().replace(/s$/, '');
  if (unit.length > 1 && TIMESPAN_UNITS.includes(singular)) return singular;
  return likelyWord(unit, TIMESPAN_UNITS);
}

function orEmpty(judge: ValueJudge): ValueJudge {
  return (value, row, context, argument) => (value === '' ? [] : judge(value, row, context, argument));
}

/** `config_parse_warn_compat`: settings that are gone say so, whatever their value; those left out of the build do not. */
export const warnCompat: ValueJudge = (value, _row, context, argument) => {
  if (argument === 'DISABLED_CONFIGURATION') return [];
  return warnAll(
    value,
    'value.removed-setting',
    `systemd ${context.version} has no ${context.key}= any more; drop the line.`,
  );
};

/** `config_parse_job_mode_isolate`: a boolean, and deprecated. */
export const jobModeIsolate: ValueJudge = (value, _row, context) => {
  if (parseBoolean(value) === undefined) return [booleanProblem(value, context)];
  const message = `${context.key}= is deprecated; write OnFailureJobMode=${parseBoolean(value) ? 'isolate' : 'replace'}.`;
  return warnAll(value, 'value.deprecated', message);
};
