import type { AssignmentNode } from '../../parse/unitFile.ts';
import { skip, WHITESPACE } from '../../values/charsets.ts';
import type { ValueProblem } from '../../values/judge.ts';
import { EXTRACT, extractFirstWord } from '../../values/words.ts';
import type { Reading } from './reading.ts';
import { refuses } from './refused.ts';
import { all } from './settings.ts';

/** The assignments of the commands that an `Exec...=` setting holds, one entry per command. */
export function commandsOf(unit: Reading, key: string): readonly AssignmentNode[] {
  const lines = all(unit, unit.section, key, (value, { problems }) => commandCount(value, problems));
  return lines.flatMap(({ value, node }) => Array.from({ length: value }, () => node));
}

/**
 * How many commands `config_parse_exec` of core/load-fragment.c takes from one value: a lone `;` parts them, and at the
 * first one that is refused it stops.
 */
export function commandCount(value: string, problems: readonly ValueProblem[]): number {
  const refused = problems.find((problem) => refuses(problem) && problem.code !== 'value.escape')?.start;
  let commands = 0;
  let at: number | undefined = 0;
  while (at !== undefined) {
    const first = nextWord(value, at);
    if (!first) return commands;
    if (first.word === ';') {
      at = first.next;
      continue;
    }
    const next = behindSemicolon(value, first.next);
    if (refused !== undefined && refused < (next ?? value.length + 1)) return commands;
    commands++;
    at = next;
  }
  return commands;
}

/** Where the command behind the next lone `;` starts; undefined when there is none. */
function behindSemicolon(value: string, start: number | undefined): number | undefined {
  let at = start;
  while (at !== undefined && at < value.length) {
    if (isLone(value, at, ';')) return skip(value, at + 1, WHITESPACE);
    at = isLone(value, at, '\\;') ? skip(value, at + 2, WHITESPACE) : nextWord(value, at)?.next;
  }
  return undefined;
}

function isLone(value: string, at: number, token: string): boolean {
  const next = value[at + token.length];
  return value.startsWith(token, at) && (next === undefined || WHITESPACE.includes(next));
}

/** `extract_first_word_and_warn` of basic/extract-word.c: unknown escape sequences stay as they are. */
function nextWord(value: string, at: number) {
  const flags = EXTRACT.UNQUOTE | EXTRACT.CUNESCAPE;
  const strict = extractFirstWord(value, at, WHITESPACE, flags);
  const found =
    strict.kind === 'invalid' ? extractFirstWord(value, at, WHITESPACE, flags | EXTRACT.UNESCAPE_RELAX) : strict;
  return found.kind === 'word' ? found : undefined;
}
