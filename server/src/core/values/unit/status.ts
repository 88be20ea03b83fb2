import { enumValues } from '../../knowledge/enums.ts';
import { append } from '../../lists/append.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { isRefusal, safeAtou } from '../numbers.ts';
import { likelyWord, quoted, replacement, warning } from '../problem.ts';
import { type Part, resolve, whole } from '../resolve.ts';
import { signalFromString, signalNames } from '../signals.ts';
import { isOddUserGroupName, isValidUserGroupName } from '../users.ts';
import { splitWords } from '../words.ts';

/** Names of exit statuses that came later than the oldest version that we know. */
const STATUS_SINCE: Readonly<Record<string, number>> = { KSM: 254, MEMORY_THP: 262 };

/** `config_parse_set_status`: exit statuses by number or name, and signals. */
export const setStatus: ValueJudge = (value, _row, context) => {
  const all = enumValues('exit_status', context.version);
  const known = all.filter((name) => context.version >= (STATUS_SINCE[name] ?? 0));
  const { words, invalid } = splitWords(value);
  const wrong = words.filter(({ word }) => !isStatus(word, known) && signalFromString(word) === undefined);
  const right = wrong.length > 0 ? [...known, ...signalNames().map((name) => `SIG${name}`)] : [];
  const problems = wrong.map(({ word, start, end }) => {
    const likely = likelyWord(word, right);
    const message = `${quoted(word)} is neither an exit status (0 to 255, or a name such as TEMPFAIL) nor a signal.`;
    return warning('value.exit-status', start, end, message, likely ? replacement(likely) : undefined);
  });
  return invalid ? [...problems, backslashProblem(value, invalid.start, context)] : problems;
};

/** `exit_status_from_string` of shared/exit-status.c. */
function isStatus(word: string, known: readonly string[]): boolean {
  return known.includes(word) || !isRefusal(safeAtou(word, {}, 255));
}

/** `config_parse_user_group_compat`: anything that cannot be a name or number is fatal. */
export const userGroup: ValueJudge = (value, _row, context) =>
  value === '' ? [] : nameProblems(value, whole(value), context, context.key.includes('User'));

/** `config_parse_user_group_strv_compat` */
export const userGroups: ValueJudge = (value, _row, context) => {
  const { words, invalid } = splitWords(value);
  const problems: ValueProblem[] = [];
  for (const word of words) {
    append(problems, nameProblems(value, { ...word, text: word.word }, context, false));
    if (problems.some((problem) => problem.severity === 'fatal')) return problems;
  }
  if (invalid) problems.push({ ...backslashProblem(value, invalid.start, context), severity: 'fatal' });
  return problems;
};

function nameProblems(value: string, part: Part, context: ValueContext, isUser: boolean): ValueProblem[] {
  const { text, problems } = resolve(value, part, context, { severity: 'fatal' });
  if (text === undefined) return problems;
  const { start, end } = part;
  if (!isValidUserGroupName(text, { relax: true, allowNumeric: true })) {
    const message = `${quoted(text)} can be neither the name nor the number of a user or group; the unit does not load.`;
    return [...problems, { start, end, severity: 'fatal', code: 'value.user', message }];
  }
  if (isOddUserGroupName(text)) {
    const message = `${quoted(text)} is taken, but names should be up to 31 letters, digits, _ and -, no digit or dash first.`;
    return [...problems, warning('value.user-odd', start, end, message)];
  }
  if (!isUser || text !== 'nobody') return problems;
  const message = `The user nobody owns what belongs to nobody else; give the service a user of its own.`;
  return [...problems, warning('value.user-nobody', start, end, message)];
}

function backslashProblem(value: string, start: number, context: ValueContext): ValueProblem {
  return warning(
    'value.syntax',
    start,
    value.length,
    `A backslash at the end of ${context.key}= escapes nothing; drop it.`,
  );
}
