import type { GraphUnit, UnitDependency } from '../../units/graph.ts';

/** A unit that is started for another one, and the way to it. */
export interface Required {
  readonly unit: GraphUnit;
  /** From the first unit to this one, both included. */
  readonly way: readonly GraphUnit[];
}

/** Dependencies without which a start is refused: `UNIT_ATOM_PULL_IN_START` of unit-dependency-atom.c. */
const REQUIRING: readonly UnitDependency[] = ['Requires', 'BindsTo'];

/** All units that have to start with a unit, itself first, each by the shortest way. */
export function requirementsOf(unit: GraphUnit): Required[] {
  const found = new Map<GraphUnit, Required>([[unit, { unit, way: [unit] }]]);
  for (const { unit: from, way } of found.values()) {
    for (const kind of REQUIRING) {
      for (const other of from.dependencies.get(kind)?.keys() ?? []) {
        if (!found.has(other)) found.set(other, { unit: other, way: [...way, other] });
      }
    }
  }
  return [...found.values()];
}

/** Keys of section `[Unit]` that require. */
export const REQUIRING_KEYS: ReadonlySet<string> = new Set(['Requires', 'BindsTo', 'BindTo', 'RequiresOverridable']);

/** `a.service needs b.service, which needs c.service` */
export function wayInWords(way: readonly GraphUnit[]): string {
  return way.map(({ id }, at) => (at === 0 ? id : at === 1 ? ` needs ${id}` : `, which needs ${id}`)).join('');
}
