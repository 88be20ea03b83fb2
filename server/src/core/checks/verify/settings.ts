import { enumeration, enumOfKind, enumValues } from '../../knowledge/enums.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { safeAtou } from '../../values/numbers.ts';
import { checkPath } from '../../values/paths.ts';
import { EXPANDED_MAX, expandSpecifiers, isFault } from '../../values/specifiers.ts';
import { INFINITE, parseSec } from '../../values/timespan.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import type { Assigned, Reading } from './reading.ts';
import { isRefused, refuses } from './refused.ts';

/** A value that counts, and the assignment it comes from. */
export interface Setting<T> {
  readonly value: T;
  readonly node: AssignmentNode;
}

/** A text whose specifiers are expanded. It is a guess where only the running machine knows what they stand for. */
export interface ExpandedText {
  readonly text: string;
  readonly guessed: boolean;
}

type Parse<T> = (value: string, assigned: Assigned) => T | undefined;

/** The last value that the parser takes; a refused one leaves the former in place, an empty one clears it. */
export function last<T>(unit: Reading, section: string, keys: string | readonly string[], parse: Parse<T>) {
  let found: Setting<T> | undefined;
  for (const assigned of assignmentsOf(unit, section, keys)) {
    const { node, row } = assigned;
    if (node.value.text === '') {
      if (row.empty === 'reset' || row.empty === 'special') found = undefined;
      continue;
    }
    const value = parse(node.value.text, assigned);
    if (value !== undefined) found = { value, node };
  }
  return found;
}

/** All values that the parser takes since the last empty assignment to one of the keys, which share one list. */
export function all<T>(unit: Reading, section: string, keys: string | readonly string[], parse: Parse<T>) {
  let found: Setting<T>[] = [];
  for (const assigned of assignmentsOf(unit, section, keys)) {
    const { node, row } = assigned;
    if (node.value.text === '') {
      if (row.empty === 'reset' || row.empty === 'special') found = [];
      continue;
    }
    const value = parse(node.value.text, assigned);
    if (value !== undefined) found.push({ value, node });
  }
  return found;
}

/** The assignments to one of the keys, empty ones included, oldest first. */
export function assignmentsOf(unit: Reading, section: string, keys: string | readonly string[]): readonly Assigned[] {
  const wanted = typeof keys === 'string' ? [keys] : keys;
  const set = wanted.filter((key) => unit.byName.has(`${section}.${key}`));
  if (set.length <= 1) return set.length === 0 ? [] : unit.byName.get(`${section}.${set[0]}`)!;
  return unit.assigned.filter((one) => one.section === section && wanted.includes(one.node.key));
}

/** A boolean; false when it is not set. */
export function isOn(unit: Reading, section: string, key: string): boolean {
  return last(unit, section, key, parseBoolean)?.value ?? false;
}

/** A word of the enumeration that the directive takes, booleans translated. */
export function word(unit: Reading, section: string, key: string): Setting<string> | undefined {
  return last(unit, section, key, (value, { row }) => enumWord(value, enumOfKind(row.kind) ?? '', unit.version));
}

function enumWord(value: string, name: string, version: number): string | undefined {
  if (enumValues(name, version).includes(value)) return value;
  const table = enumeration(name);
  const alias = table?.aliases?.[value] ?? table?.obsolete?.[value];
  if (alias !== undefined) return alias;
  const flag = table?.acceptsBoolean ? parseBoolean(value) : undefined;
  if (flag === undefined) return undefined;
  const words = typeof table?.acceptsBoolean === 'object' ? table.acceptsBoolean : {};
  return words[String(flag)] ?? (flag ? 'yes' : 'no');
}

/** A time span in microseconds. */
export function span(unit: Reading, section: string, key: string): Setting<bigint> | undefined {
  return last(unit, section, key, readSpan);
}

/** `parse_sec`, undefined for what it refuses. */
export function readSpan(value: string): bigint | undefined {
  const usec = parseSec(value);
  return typeof usec === 'bigint' ? usec : undefined;
}

/** `parse_sec_fix_0`: zero means for ever. */
export function readSpanFix0(value: string): bigint | undefined {
  const usec = readSpan(value);
  return usec === 0n ? INFINITE : usec;
}

/** A number, 0 to 2^32-1. */
export function count(unit: Reading, section: string, key: string): Setting<number> | undefined {
  return last(unit, section, key, (value) => {
    const number = safeAtou(value);
    return typeof number === 'string' ? undefined : Number(number);
  });
}

/** A value that its parser holds nothing against, with specifiers expanded. */
export function text(unit: Reading, section: string, key: string): Setting<ExpandedText> | undefined {
  return last(unit, section, key, (value, assigned) => (isRefused(assigned) ? undefined : expand(unit, value)));
}

/** An absolute path as `config_parse_unit_path_printf` keeps it. */
export function path(unit: Reading, section: string, key: string): Setting<ExpandedText> | undefined {
  return last(unit, section, key, (value) => readPath(unit, value));
}

/** The simplified absolute path that a value stands for; undefined when it is none. */
export function readPath(unit: Reading, value: string): ExpandedText | undefined {
  const expanded = expand(unit, value);
  if (!expanded) return undefined;
  const checked = checkPath(expanded.text, { absolute: true }, unit.version);
  return 'fault' in checked ? undefined : { text: checked.path, guessed: expanded.guessed };
}

/** Expands the specifiers of a value that may be as long as a path; undefined when that fails. */
export function expand(unit: Reading, value: string): ExpandedText | undefined {
  const scope = { version: unit.version, unitName: unit.unitName, unitType: unit.type };
  const expansion = expandSpecifiers(value, 'unit', scope, EXPANDED_MAX.unit);
  return isFault(expansion) ? undefined : { text: expansion.text, guessed: isGuess(unit, expansion.assumed, value) };
}

/** Without a name, what the name gives is a guess too. */
function isGuess(unit: Reading, assumed: readonly string[], value: string): boolean {
  return assumed.length > 0 || (unit.unitName === undefined && value.includes('%'));
}

/** Whether a list that takes several words per line has any word left that was not refused. */
export function hasWords(unit: Reading, section: string, keys: string | readonly string[]): boolean {
  return wordsOf(unit, section, keys).length > 0;
}

/** The words of such a list, with their lines. */
export function wordsOf(unit: Reading, section: string, keys: string | readonly string[]): Setting<string>[] {
  const lines = all(unit, section, keys, (value, { problems }) => {
    const { words } = splitWords(value, undefined, EXTRACT.UNQUOTE);
    return words.filter(
      (one) => !problems.some((problem) => refuses(problem) && problem.start < one.end && one.start < problem.end),
    );
  });
  return lines.flatMap(({ value, node }) => value.map((one) => ({ value: one.word, node })));
}
