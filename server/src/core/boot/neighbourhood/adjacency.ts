import { destinationOf, MASK, originOf } from '../../units/dependencies/masks.ts';
import type { DependencyMask, GraphUnit, UnitDependency } from '../../units/graph.ts';

/** Which dependencies are followed. */
export interface Followed {
  /** Those that only decide the order, too. */
  readonly order: boolean;
  /** Those that systemd adds by itself, too: `DefaultDependencies=`, and the slices. */
  readonly defaults: boolean;
}

/** Where a neighbour stands: at the side of what comes before a unit, or of what comes behind it. */
export type Side = 'before' | 'behind';

/** Dependencies to units that are needed, that wake the unit, or that are parts of it: those stand before it. */
const NEEDED: readonly UnitDependency[] = [
  'Requires',
  'BindsTo',
  'Requisite',
  'Wants',
  'Upholds',
  'TriggeredBy',
  'ConsistsOf',
];
const NEEDING: readonly UnitDependency[] = [
  'RequiredBy',
  'BoundBy',
  'RequisiteOf',
  'WantedBy',
  'UpheldBy',
  'Triggers',
  'PartOf',
];

/**
 * The neighbours of a unit at one side: those that one brings or needs first, then those that only the order ties.
 *
 * @param conflicts whether units that cannot run beside it count, too
 */
export function neighboursAt(unit: GraphUnit, side: Side, followed: Followed, conflicts = false): Set<GraphUnit> {
  const found = new Set<GraphUnit>();
  const take = (kind: UnitDependency): void => {
    for (const [other, mask] of unit.dependencies.get(kind) ?? []) {
      if (other !== unit && isFollowed(mask, other, followed)) found.add(other);
    }
  };
  (side === 'before' ? NEEDED : NEEDING).forEach(take);
  if (followed.order) take(side === 'before' ? 'After' : 'Before');
  if (conflicts) take(side === 'before' ? 'ConflictedBy' : 'Conflicts');
  return found;
}

/** Whether a dependency is one that is followed. */
export function isFollowed(mask: DependencyMask, other: GraphUnit, { defaults }: Followed): boolean {
  if (defaults) return true;
  return other.loaded.type !== 'slice' && !isDefault(mask);
}

function isDefault(mask: DependencyMask): boolean {
  return ((originOf(mask) | destinationOf(mask)) & ~MASK.DEFAULT) === 0;
}
