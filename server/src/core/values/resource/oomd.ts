import { enumValues } from '../../knowledge/enums.ts';
import type { ValueJudge } from '../judge.ts';
import { filenameIsValid } from '../paths.ts';
import { parsePermyriad } from '../percent.ts';
import { warnAll } from '../problem.ts';
import { isSafeString } from '../safeStrings.ts';
import { INFINITE, parseSec, USEC } from '../timespan.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { takePieces, wholePiece } from './pieces.ts';

const MANAGED_TYPES = ['service', 'scope', 'slice'];

/** `can_set_managed_oom` of the unit types' vtables: others are told so whatever the value is. */
function managed(judge: ValueJudge): ValueJudge {
  return (value, row, context, argument) => {
    if (MANAGED_TYPES.includes(context.unitType)) return unlessEmpty(judge)(value, row, context, argument);
    const message = `${row.key}= works in service, scope and slice units only; leave it out here.`;
    return warnAll(value, 'value.unit-type', message);
  };
}

const mode: ValueJudge = (value, _row, context) => {
  const modes = enumValues('managed_oom_mode', context.version);
  return modes.includes(value) ? [] : [notOneOf(wholePiece(value), modes, context)];
};

const pressureLimit: ValueJudge = (value) => {
  if (typeof parsePermyriad(value) === 'number') return [];
  return warnAll(value, 'value.percent', `'${value}' is no share of time; write a percentage up to 100%, such as 60%.`);
};

const pressureDuration: ValueJudge = (value) => {
  const span = parseSec(value);
  if (typeof span === 'bigint' && span >= USEC.s && span !== INFINITE) return [];
  return warnAll(value, 'value.timespan', `'${value}' is no duration of at least one second; write one such as 30s.`);
};

/** Names of rules, space-separated: `string_is_safe(…, STRING_FILENAME)` for each. */
const rules: ValueJudge = (value, _row, context) => {
  const flags = EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE;
  const { pieces, invalid } = takePieces(wholePiece(value), 0, undefined, flags);
  const problems = pieces
    .filter((piece) => !isRuleName(piece.text, context.version))
    .map((piece) => complain(piece, 'value.oom-rule', badRule(piece.text)));
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

function badRule(name: string): string {
  return `'${name}' cannot name a rule of systemd-oomd; rules are named as their files are, without the suffix.`;
}

function isRuleName(name: string, version: number): boolean {
  return filenameIsValid(name) && isSafeString(name, version);
}

/** Parsers of what systemd-oomd shall do. */
export const oomdJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_managed_oom_mem_pressure_duration_sec: managed(pressureDuration),
  config_parse_managed_oom_mem_pressure_limit: managed(pressureLimit),
  config_parse_managed_oom_mode: managed(mode),
  config_parse_managed_oom_rules: managed(rules),
};
