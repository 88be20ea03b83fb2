import { append } from '../../lists/append.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { checkPathPart, resolvePath } from '../pathProblems.ts';
import { pathIsAbsolute, pathStartsWith } from '../paths.ts';
import { quoted, replacement, warnAll, warning } from '../problem.ts';
import { AS_PATH, type Part, resolve, whole } from '../resolve.ts';
import { EXTRACT, splitWords } from '../words.ts';
import { quoteProblem } from './strings.ts';

const ABSOLUTE = { absolute: true } as const;
/** From this version on, PIDFile= refuses paths below /dev, /proc and /sys. */
const PID_FILE_API_VFS = 257;

/** `config_parse_unit_path_printf`: fatal where the table passes `true`; nothing clears the setting. */
export const unitPathPrintf: ValueJudge = (value, _row, context, argument) => {
  const severity = argument === 'true' ? 'fatal' : 'warning';
  const { text, problems } = resolve(value, whole(value), context, { ...AS_PATH, severity });
  if (text === undefined || text === '') return problems;
  return [...problems, ...checkPathPart(text, whole(value), ABSOLUTE, context, severity).problems];
};

/** `config_parse_path_spec`: nothing clears the list. */
export const pathSpec: ValueJudge = (value, _row, context) =>
  value === '' ? [] : resolvePath(value, whole(value), ABSOLUTE, context).problems;

/** `config_parse_unit_path_strv_printf`: words behind a wrong one are not read. */
export const unitPathStrvPrintf: ValueJudge = (value, _row, context) => {
  const { words, invalid } = splitWords(value, undefined, EXTRACT.UNQUOTE);
  const problems: ValueProblem[] = [];
  for (const word of words) {
    const checked = resolvePath(value, { ...word, text: word.word }, ABSOLUTE, context);
    append(problems, checked.problems);
    if (checked.path === undefined) return problems;
  }
  return invalid ? [...problems, quoteProblem(value, invalid.start, context.key)] : problems;
};

/** `config_parse_unit_mounts_for`, `config_parse_unit_requires_mounts_for`: each wrong path is left out. */
export const mountsFor: ValueJudge = (value, _row, context) => {
  const { words, invalid } = splitWords(value, undefined, EXTRACT.UNQUOTE);
  const problems = words.flatMap(
    (word) => resolvePath(value, { ...word, text: word.word }, ABSOLUTE, context).problems,
  );
  return invalid ? [...problems, quoteProblem(value, invalid.start, context.key)] : problems;
};

/** `config_parse_working_directory`: a bad path is fatal unless a dash stands before it. */
export const workingDirectory: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  const dash = value.startsWith('-');
  const part = whole(value, dash ? 1 : 0);
  if (part.text === '~') return [];
  return resolvePath(value, part, ABSOLUTE, context, dash ? 'warning' : 'fatal').problems;
};

/** `config_parse_unit_env_file`: a dash before the path, even out of a specifier, makes the file optional. */
export const envFile: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  const { text, problems } = resolve(value, whole(value), context, AS_PATH);
  if (text === undefined) return problems;
  const part = whole(value, value.startsWith('-') ? 1 : 0);
  return [...problems, ...checkPathPart(text.replace(/^-/, ''), part, ABSOLUTE, context).problems];
};

/** `config_parse_pid_file`: a relative path is one below /run; a bad path is fatal, one in /var/run is moved to /run. */
export const pidFile: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  const part = whole(value);
  const { text, problems } = resolve(value, part, context, AS_PATH);
  if (text === undefined) return problems;
  const full = pathIsAbsolute(text) ? text : `/run/${text}`;
  const check = { absolute: true, nonApiVfs: context.version >= PID_FILE_API_VFS };
  const checked = checkPathPart(full, part, check, context, 'fatal');
  if (checked.path === undefined) return [...problems, ...checked.problems];
  return [...problems, ...varRunProblems(checked.path, part, context)];
};

/** `patch_var_run` of core/load-fragment.c: a path below /var/run is taken as one below /run. */
function varRunProblems(path: string, part: Part, context: ValueContext): ValueProblem[] {
  if (!pathStartsWith(path, '/var/run')) return [];
  const message = `/var/run is the old name of /run; write ${context.key}=${path.replace('/var', '')}.`;
  const fix = part.text.startsWith('/var/run') ? replacement(part.text.slice(4)) : undefined;
  return [warning('value.legacy-path', part.start, part.end, message, fix)];
}

/** `config_parse_unit_condition_path` */
export const conditionPath: ValueJudge = (value, _row, context) => {
  if (value === '') return [];
  const signs = /^\|?!?/.exec(value)![0].length;
  return resolvePath(value, whole(value, signs), ABSOLUTE, context).problems;
};

/** `config_parse_unit_condition_string` */
export const conditionString: ValueJudge = (value, _row, context) => {
  const signs = /^(\|[ \t\n\r]*)?(![ \t\n\r]*)?/.exec(value)![0].length;
  return resolve(value, whole(value, signs), context).problems;
};

/** The complaint about a value whose parts cannot be told apart. */
export function syntaxProblem(value: string, key: string, wanted: string): ValueProblem[] {
  return warnAll(value, 'value.syntax', `${key}= takes ${wanted}; ${quoted(value)} cannot be read so.`);
}
