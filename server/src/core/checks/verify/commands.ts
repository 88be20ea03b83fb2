import type { AssignmentNode } from '../../parse/unitFile.ts';
import { skip, WHITESPACE } from '../../values/charsets.ts';
import { EXTRACT, extractFirstWord } from '../../values/words.ts';
import type { Reading } from './reading.ts';
import { refusedFrom } from './refused.ts';
import { all } from './settings.ts';

/** The assignments of the commands that an `Exec...=` setting holds, one entry per command. */
export function commandsOf(unit: Reading, key: string): readonly AssignmentNode[] {
  const lines = all(unit, unit.section, key, (value, assigned) => commandCount(value, refusedFrom(assigned)));
  return lines.flatMap(({ value, node }) => Array.from({ length: value }, () => node));
}

/**
 * How many commands `config_parse_exec` of core/load-fragment.c takes from one value: a lone `;` parts them, and at the
 * first one that is refused it stops.
 *
 * @param refused the offset at which systemd found something it does not take
 */
export function commandCount(value: string, refused: number | undefined): number {
  let commands = 0;
  let at: number | undefined = 0;
  while (at !== undefined) {
    const first = extractFirstWord(value, at, WHITESPACE, EXTRACT.UNQUOTE | EXTRACT.CUNESCAPE);
    if (first.kind !== 'word') return commands;
    const rest = first.word === ';' ? { ended: true, next: first.next } : skipArguments(value, first.next);
    if (first.word !== ';') {
      if (refused !== undefined && refused < (rest.next ?? value.length + 1)) return commands;
      commands++;
    }
    at = rest.ended ? rest.next : undefined;
  }
  return commands;
}

/** Goes on behind the `;` that ends a command; `ended` is false when there is none. */
function skipArguments(value: string, start: number | undefined): { ended: boolean; next: number | undefined } {
  let at = start;
  while (at !== undefined && at < value.length) {
    if (isLone(value, at, ';')) return { ended: true, next: behind(value, at + 1) };
    if (isLone(value, at, '\\;')) {
      at = behind(value, at + 2);
      continue;
    }
    const word = extractFirstWord(value, at, WHITESPACE, EXTRACT.UNQUOTE | EXTRACT.CUNESCAPE);
    at = word.kind === 'word' ? word.next : undefined;
  }
  return { ended: false, next: undefined };
}

function isLone(value: string, at: number, token: string): boolean {
  const next = value[at + token.length];
  return value.startsWith(token, at) && (next === undefined || WHITESPACE.includes(next));
}

function behind(value: string, at: number): number | undefined {
  const next = skip(value, at, WHITESPACE);
  return next < value.length ? next : undefined;
}
