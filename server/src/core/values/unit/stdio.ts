import { enumValues } from '../../knowledge/enums.ts';
import { cunescape } from '../cEscape.ts';
import { wordProblem } from '../enumProblems.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { resolvePath } from '../pathProblems.ts';
import { quoted, warnAll, warning } from '../problem.ts';
import { AS_FD_NAME, type Part, resolve, whole } from '../resolve.ts';
import { fdNameMessage, isFdName } from './strings.ts';

const OBSOLETE: Readonly<Record<string, string>> = { syslog: 'journal', 'syslog+console': 'journal+console' };

/** `config_parse_exec_input` */
export const execInput: ValueJudge = (value, _row, context) => streamProblems(value, context, 'exec_input', ['file:']);

/** `config_parse_exec_output`: the syslog outputs are taken with a notice. */
export const execOutput: ValueJudge = (value, _row, context) => {
  const modern = OBSOLETE[value];
  if (modern === undefined) return streamProblems(value, context, 'exec_output', ['file:', 'append:', 'truncate:']);
  return warnAll(
    value,
    'value.deprecated',
    `Output ${quoted(value)} is obsolete; write '${modern}', or drop the line.`,
    modern,
  );
};

function streamProblems(
  value: string,
  context: ValueContext,
  words: string,
  fileForms: readonly string[],
): ValueProblem[] {
  if (value.startsWith('fd:')) return fdProblems(value, context);
  const form = fileForms.find((prefix) => value.startsWith(prefix));
  if (form) return resolvePath(value, whole(value, form.length), { absolute: true }, context).problems;
  const known = enumValues(words, context.version);
  return known.includes(value) ? [] : [wordProblem(value, 0, known, context.key)];
}

function fdProblems(value: string, context: ValueContext): ValueProblem[] {
  const part: Part = whole(value, 'fd:'.length);
  const { text, problems } = resolve(value, part, context, AS_FD_NAME);
  if (text === undefined || isFdName(text)) return problems;
  return [...problems, warning('value.fd-name', part.start, part.end, fdNameMessage(text))];
}

/** `config_parse_exec_input_text`: C escapes first, then specifiers. */
export const execInputText: ValueJudge = (value, _row, context) => {
  const text = cunescape(value);
  if (text === undefined) {
    const message = `A backslash in ${context.key}= begins no known escape sequence; write '\\\\' for the character itself.`;
    return warnAll(value, 'value.escape', message);
  }
  return resolve(value, { ...whole(value), text }, context).problems;
};

/** `config_parse_exec_input_data`: base64, see {@link isBase64}. */
export const execInputData: ValueJudge = (value, _row, context) =>
  isBase64(value, context.version)
    ? []
    : warnAll(value, 'value.base64', `${context.key}= takes base64 data, padded with '='.`);

/** `unbase64mem` of basic/hexdecoct.c: blanks anywhere, padding needed, unused bits zero; since 257 both alphabets. */
export function isBase64(text: string, version: number): boolean {
  if (version < 257 && /[-_]/.test(text)) return false;
  const dense = text.replace(/[ \t\n\r]/g, '');
  const found = /^((?:[A-Za-z0-9+/_-]{4})*)(?:[A-Za-z0-9+/_-]{2}==|[A-Za-z0-9+/_-]{3}=)?$/.exec(dense);
  if (!found) return false;
  const last = dense.slice(found[1]!.length);
  if (last.endsWith('==')) return 'AQgw'.includes(last[1]!);
  return !last.endsWith('=') || 'AEIMQUYcgkosw048'.includes(last[2]!);
}
