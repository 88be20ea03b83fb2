import type { GraphUnit } from '../../units/graph.ts';
import type { LoadedUnit } from '../../units/load.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { isRefusal } from '../../values/numbers.ts';
import { expandSpecifiers, isFault } from '../../values/specifiers.ts';
import { INFINITE, parseSec } from '../../values/timespan.ts';
import { splitWords } from '../../values/words.ts';

/** Specifiers that stand for the same text on every machine: folders of the system manager, the root user. */
const CERTAIN = 'CEghLSTtUuV';
const NONE: readonly string[] = [];

/** A unit with more lines than this is indexed; in fewer it is quicker to look. */
const FEW_LINES = 24;
const keysOf = new WeakMap<LoadedUnit, ReadonlySet<string>>();

/** Whether any line of a unit's files sets a directive; quick, as most do not. */
export function mentions({ loaded }: GraphUnit, key: string): boolean {
  const { assignments } = loaded;
  if (assignments.length > FEW_LINES) return keysIn(loaded).has(key);
  for (const { node } of assignments) if (node.key === key) return true;
  return false;
}

function keysIn(loaded: LoadedUnit): ReadonlySet<string> {
  const known = keysOf.get(loaded) ?? new Set(loaded.assignments.map(({ node }) => node.key));
  keysOf.set(loaded, known);
  return known;
}

/** The value of a directive as it is written; undefined when it is not set. */
export function settingOf(unit: GraphUnit, section: string, key: string): string | undefined {
  return mentions(unit, key) ? unit.settings.value(section, key) : undefined;
}

/** A boolean; the one given where it is not set or no boolean. */
export function booleanOf(unit: GraphUnit, section: string, key: string, otherwise: boolean): boolean {
  const text = settingOf(unit, section, key);
  return (text === undefined ? undefined : parseBoolean(text)) ?? otherwise;
}

/** A time span in microseconds, `Infinity` for `infinity`; undefined where it is not set or no time span. */
export function spanOf(unit: GraphUnit, section: string, key: string): number | undefined {
  const text = settingOf(unit, section, key);
  return text === undefined ? undefined : spanIn(text);
}

/** A text as a time span. */
export function spanIn(text: string): number | undefined {
  const usec = parseSec(text);
  if (isRefusal(usec)) return undefined;
  return usec === INFINITE ? Number.POSITIVE_INFINITY : Number(usec);
}

/** A time span of [Unit], which older files have in the section of their type. */
export function unitSpan(unit: GraphUnit, key: string): number | undefined {
  return spanOf(unit, 'Unit', key) ?? spanOf(unit, 'Service', key);
}

/** A word of [Unit], which older files have in [Service]. */
export function unitWord(unit: GraphUnit, key: string): string | undefined {
  return settingOf(unit, 'Unit', key) ?? settingOf(unit, 'Service', key);
}

/** All words of all lines of a directive, specifiers replaced; words that only the machine knows are left out. */
export function wordsOf(unit: GraphUnit, section: string, key: string): readonly string[] {
  if (!mentions(unit, key)) return NONE;
  return unit.settings
    .all(section, key)
    .flatMap(({ node }) => splitWords(node.value.text).words)
    .flatMap(({ word }) => expanded(unit, word) ?? []);
}

/** A value with its specifiers replaced; undefined when it is not set, or only the machine knows what it comes to. */
export function textOf(unit: GraphUnit, section: string, key: string): string | undefined {
  const text = settingOf(unit, section, key);
  return text === undefined ? undefined : expanded(unit, text);
}

/** The text with its specifiers replaced; undefined when only the machine knows what it comes to. */
export function expanded(unit: GraphUnit, text: string): string | undefined {
  if (!text.includes('%')) return text;
  const scope = { version: 999, unitName: unit.id, unitType: unit.loaded.type };
  const expansion = expandSpecifiers(text, 'unit', scope);
  if (isFault(expansion) || expansion.assumed.some((letter) => !CERTAIN.includes(letter))) return undefined;
  return expansion.text;
}
