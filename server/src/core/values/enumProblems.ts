import { enumeration, enumValues } from '../knowledge/enums.ts';
import type { ValueJudge, ValueProblem } from './judge.ts';
import { isRefusal, safeAtou } from './numbers.ts';
import { likelyWord, quoted, replacement, warning } from './problem.ts';

/** The rules of a word list beyond its words. */
export interface WordRules {
  /** An empty value stands for the default, or clears the setting. */
  readonly emptyOk?: boolean;
}

/** Whether the enumeration, as this version knows it, takes the word; numbers too where the table says so. */
export function isEnumWord(name: string, word: string, version: number): boolean {
  if (enumValues(name, version).includes(word)) return true;
  const integer = enumeration(name)?.acceptsInteger as boolean | { readonly max?: number } | undefined;
  if (!integer) return false;
  const max = typeof integer === 'object' ? integer.max : undefined;
  return !isRefusal(safeAtou(word, {}, max));
}

/** The complaint about a word that the enumeration does not have, with the likely word when there is one. */
export function wordProblem(
  word: string,
  start: number,
  choices: readonly string[],
  key: string,
  end = start + word.length,
): ValueProblem {
  const likely = likelyWord(word, choices);
  const list = choices.length > 12 ? `${choices.slice(0, 10).join(', ')}...` : choices.join(', ');
  const found = word === '' ? 'nothing' : quoted(word);
  const hint = likely === undefined ? `Write one of: ${list}.` : `Did you mean '${likely}'?`;
  const fix = likely === undefined ? undefined : replacement(likely);
  return warning('value.word', start, end, `${key}= does not know ${found}. ${hint}`, fix);
}

/** A judge for one word of an enumeration: `DEFINE_CONFIG_PARSE_ENUM` of shared/conf-parser.h. */
export function enumJudge(name: string, rules: WordRules = {}): ValueJudge {
  return (value, _row, context) => {
    if (value === '' && rules.emptyOk) return [];
    if (isEnumWord(name, value, context.version)) return [];
    return [wordProblem(value, 0, enumValues(name, context.version), context.key)];
  };
}
