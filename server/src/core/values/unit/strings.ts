import type { ValueJudge, ValueProblem } from '../judge.ts';
import { filenameIsValid } from '../paths.ts';
import { quoted, warnAll, warning } from '../problem.ts';
import { AS_FD_NAME, resolve, whole } from '../resolve.ts';
import { isGlobFree, isSafeString } from '../safeStrings.ts';
import { unitInstanceIsValid } from '../unitNames.ts';
import { byteLength, isAscii } from '../utf8.ts';
import { EXTRACT, splitWords, type Word } from '../words.ts';

const NAME_MAX = 255;
const BUS_NAME_MAX = 255;
const LOG_NAMESPACE_MAX = 222;

/** `config_parse_string`, without flags. */
export const string: ValueJudge = () => [];

/** `config_parse_unit_string_printf` */
export const unitStringPrintf: ValueJudge = (value, _row, context) => resolve(value, whole(value), context).problems;

/** `config_parse_strv` */
export const strv: ValueJudge = (value, _row, context) => {
  const { invalid } = splitWords(value, undefined, EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE);
  return invalid ? [quoteProblem(value, invalid.start, context.key)] : [];
};

/** The complaint about a quote that is not closed. */
export function quoteProblem(value: string, start: number, key: string): ValueProblem {
  return warning(
    'value.quotes',
    start,
    value.length,
    `A quote is not closed here, so ${key}= cannot be split into words.`,
  );
}

/** `config_parse_reboot_parameter` */
export const rebootParameter: ValueJudge = (value, _row, context) => {
  const { text, problems } = resolve(value, whole(value), context);
  if (text === undefined || (isAscii(text) && byteLength(text) <= NAME_MAX)) return problems;
  const message = `${context.key}= takes at most ${NAME_MAX} ASCII characters.`;
  return [...problems, ...warnAll(value, 'value.reboot-argument', message)];
};

/** `config_parse_bus_name` */
export const busName: ValueJudge = (value, _row, context) => {
  const { text, problems } = resolve(value, whole(value), context, { max: BUS_NAME_MAX });
  if (text === undefined || isBusName(text)) return problems;
  const message = `${context.key}= takes a bus name such as org.example.Service, not ${quoted(text)}.`;
  return [...problems, ...warnAll(value, 'value.bus-name', message)];
};

/** `service_name_is_valid` of sd-bus/bus-internal.c: at least two parts; only unique names may have parts that begin with digits. */
function isBusName(name: string): boolean {
  if (byteLength(name) > BUS_NAME_MAX) return false;
  const unique = name.startsWith(':');
  const parts = (unique ? name.slice(1) : name).split('.');
  const part = unique ? /^[A-Za-z0-9_-]+$/ : /^[A-Za-z_-][A-Za-z0-9_-]*$/;
  return parts.length > 1 && parts.every((text) => part.test(text));
}

/** `config_parse_log_namespace` */
export const logNamespace: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  const { text, problems } = resolve(value, whole(value), context, { max: NAME_MAX });
  if (text === undefined || isLogNamespace(text, context.version)) return problems;
  const message = `${quoted(text)} cannot name a log namespace: use letters, digits and :-_. only.`;
  return [...problems, ...warnAll(value, 'value.log-namespace', message)];
};

function isLogNamespace(name: string, version: number): boolean {
  if (!filenameIsValid(name) || byteLength(name) > LOG_NAMESPACE_MAX) return false;
  return unitInstanceIsValid(name) && isSafeString(name, version) && isGlobFree(name);
}

/** `config_parse_fdname` */
export const fdname: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  const { text, problems } = resolve(value, whole(value), context, AS_FD_NAME);
  if (text === undefined || isFdName(text)) return problems;
  return [...problems, ...warnAll(value, 'value.fd-name', fdNameMessage(text))];
};

/** `fdname_is_valid`: at most 255 printable ASCII characters, no colon. */
export function isFdName(name: string): boolean {
  return /^[ -9;-~]*$/.test(name) && name.length <= 255;
}

/** What a name of a file descriptor may look like. */
export function fdNameMessage(name: string): string {
  return `${quoted(name)} cannot name a file descriptor: use up to 255 ASCII characters, without colons and control characters.`;
}

const URL = /^(https?:\/\/.|file:\/.|info:.|man:.)/;

/** `config_parse_documentation` */
export const documentation: ValueJudge = (value, _row, context) => {
  const { text, problems } = resolve(value, whole(value), context);
  if (text === undefined || value === '') return problems;
  const flags = EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE;
  const { words, invalid } = splitWords(text, undefined, flags);
  const places = splitWords(value, undefined, flags).words;
  const found = words.map((word, i) => urlProblem(word, places[i], value, context.key));
  if (invalid) found.push(quoteProblem(value, Math.min(invalid.start, value.length), context.key));
  const wrong = found.filter((problem) => problem !== undefined);
  // Since 257, one quote that is not closed drops the whole line before any address of it is looked at.
  return [...problems, ...(invalid && context.version >= 257 ? wrong.slice(-1) : wrong)];
};

function urlProblem(word: Word, place: Word | undefined, value: string, key: string) {
  if (URL.test(word.word) && isAscii(word.word)) return undefined;
  const message = `${key}= takes addresses that begin with http://, https://, file:/, info: or man:, not ${quoted(word.word)}.`;
  const manual = /^([\w.+-]+)\((\d\w*)\)$/.test(word.word);
  const fix = manual ? { title: `Write 'man:${word.word}'`, newText: `man:${word.word}` } : undefined;
  return warning('value.documentation', place?.start ?? 0, place?.end ?? value.length, message, fix);
}
