import { type DependencyMask, type GraphUnit, UNIT_DEPENDENCIES } from '../graph.ts';
import { DESTINATION_HALF, dependencyOrigins, ORIGIN_HALF } from './masks.ts';
import { masksIn, unitsIn } from './view.ts';

/** What a unit depends on by kind and name, each with its origins: `{ After: { 'a.target': ['origin-default'] } }`. */
export type PrintedDependencies = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * The dependencies of a unit as `systemd --test` prints them: unit-serialize.c, `unit_dump`. The paths whose mounts it
 * needs are among them, by `RequiresMountsFor` and `WantsMountsFor`. Kinds of which it has none are left out.
 */
export function printedDependencies(unit: GraphUnit): PrintedDependencies {
  const printed: Record<string, Readonly<Record<string, readonly string[]>>> = {};
  eachPrinted(
    unit,
    (kind, others) => {
      printed[kind] = named(others, ({ id }) => id);
    },
    (kind, paths) => {
      printed[kind] = named(paths, (path) => path);
    },
  );
  return printed;
}

/** Goes through what is printed of a unit, kind by kind, in order: the units that it has to do with, then the paths. */
export function eachPrinted(
  unit: GraphUnit,
  ofUnits: (kind: string, others: ReadonlyMap<GraphUnit, DependencyMask>) => void,
  ofPaths: (kind: string, paths: ReadonlyMap<string, DependencyMask>) => void,
): void {
  for (const kind of UNIT_DEPENDENCIES) {
    const derived = kind === 'References' || kind === 'ReferencedBy';
    const others = derived ? references(unit, kind) : unit.dependencies.get(kind);
    if (others?.size) ofUnits(kind, others);
  }
  const { requires, wants } = unit.mountsFor ?? {};
  if (requires?.size) ofPaths('RequiresMountsFor', requires);
  if (wants?.size) ofPaths('WantsMountsFor', wants);
}

/** No name of a unit and no path is one that objects have of their own. */
function named<T>(
  others: ReadonlyMap<T, DependencyMask>,
  nameOf: (other: T) => string,
): Record<string, readonly string[]> {
  // Without a prototype it is a table from the beginning, which is what an object with such names becomes in the end.
  const names: Record<string, readonly string[]> = Object.create(null);
  for (const [other, mask] of others) names[nameOf(other)] = originWords(mask);
  return names;
}

const known = new Map<DependencyMask, readonly string[]>();

/** There are few masks, and each stands between many units. */
function originWords(mask: DependencyMask): readonly string[] {
  const before = known.get(mask);
  if (before) return before;
  const words = dependencyOrigins(mask);
  known.set(mask, words);
  return words;
}

const HALF = { References: ORIGIN_HALF, ReferencedBy: DESTINATION_HALF } as const;

/**
 * All units that a unit speaks of in whatever way, or all that speak of it. Every dependency is a reference too, so those
 * are not kept in the graph but worked out here.
 */
export function references(
  unit: GraphUnit,
  kind: 'References' | 'ReferencedBy',
): ReadonlyMap<GraphUnit, DependencyMask> {
  const found = new Map<GraphUnit, DependencyMask>();
  const bits = HALF[kind];
  for (const others of unit.dependencies.values()) {
    const units = unitsIn(others);
    const masks = masksIn(others);
    for (let i = 0; i < units.length; i++) {
      const half = masks[i]! & bits;
      if (half !== 0) found.set(units[i]!, (found.get(units[i]!) ?? 0) | half);
    }
  }
  return found;
}
