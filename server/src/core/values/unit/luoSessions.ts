import type { ValueJudge, ValueProblem } from '../judge.ts';
import { quoted, warning } from '../problem.ts';
import { isSafeString } from '../safeStrings.ts';
import { splitWords } from '../words.ts';
import { isFdName } from './strings.ts';

/** `config_parse_luo_sessions`: names, each once in all lines together. */
export const luoSessions: ValueJudge = (value, _row, context) => {
  const known = new Set(context.earlier.flatMap((line) => validNames(line, context.version)));
  const { words, invalid } = splitWords(value);
  const problems: ValueProblem[] = [];
  for (const { word, start, end } of words) {
    const fault = nameFault(word, known, context.version);
    if (fault) problems.push(warning('value.session-name', start, end, `${quoted(word)} ${fault}`));
    known.add(word);
  }
  if (!invalid) return problems;
  const message = `A backslash at the end of ${context.key}= escapes nothing; drop it.`;
  return [...problems, warning('value.syntax', invalid.start, value.length, message)];
};

function nameFault(word: string, known: ReadonlySet<string>, version: number): string | undefined {
  if (!isSessionName(word, version))
    return 'cannot name a session: use ASCII without blanks, colons, quotes and globs.';
  return known.has(word) ? 'is in the list already; drop it here.' : undefined;
}

function validNames(line: string, version: number): string[] {
  return splitWords(line)
    .words.map(({ word }) => word)
    .filter((word) => isSessionName(word, version));
}

/** `luo_session_name_is_valid` of shared/luo-util.c. */
function isSessionName(name: string, version: number): boolean {
  return isFdName(name) && isSafeString(name, version) && !/\s/.test(name);
}
