import type { GraphUnit } from '../../units/graph.ts';
import { type Followed, neighboursAt, type Side } from './adjacency.ts';
import { edgesAmong, type NeighbourEdge } from './edges.ts';

export type { Followed } from './adjacency.ts';
export type { NeighbourEdge, Requirement } from './edges.ts';

/** A unit near the one in the middle. */
export interface Neighbour {
  readonly unit: GraphUnit;
  /** Steps from the middle: below 0 for what comes before it, above for what comes behind. */
  readonly distance: number;
  /** How many neighbours it has at its far side that are not in the picture. */
  readonly more: number;
}

export interface Neighbourhood {
  /** The one in the middle first, then the nearer ones first. */
  readonly units: readonly Neighbour[];
  readonly edges: readonly NeighbourEdge[];
  /** How many units are near enough and left out, because there are too many. */
  readonly left: number;
}

/**
 * A unit with what it needs, what that needs, and so on, at one side, and what needs it at the other. Nobody is followed
 * back and forth: the other needs of those that need the unit are no neighbours.
 *
 * @param depth how many steps from the unit, 1 or more
 * @param most how many units are given at most
 */
export function neighbourhood(center: GraphUnit, depth: number, followed: Followed, most: number): Neighbourhood {
  const distance = new Map<GraphUnit, number>([[center, 0]]);
  const leftOut = new Set<GraphUnit>();
  for (let step = 1; step <= depth; step++) {
    for (const side of ['before', 'behind'] as const) spread(distance, leftOut, side, step, followed, most);
  }
  const units = [...distance].map(([unit, far]) => ({
    unit,
    distance: far,
    more: beyond(unit, far, distance, followed),
  }));
  return { units, edges: edgesAmong([...distance.keys()], followed), left: leftOut.size };
}

/** Goes one step further at one side. */
function spread(
  distance: Map<GraphUnit, number>,
  leftOut: Set<GraphUnit>,
  side: Side,
  step: number,
  followed: Followed,
  most: number,
): void {
  const sign = side === 'before' ? -1 : 1;
  const edge = [...distance].filter(([, far]) => far === sign * (step - 1)).map(([unit]) => unit);
  for (const unit of edge) {
    for (const other of neighboursAt(unit, side, followed, step === 1)) {
      if (distance.has(other)) continue;
      if (distance.size < most) distance.set(other, sign * step);
      else leftOut.add(other);
    }
  }
}

function beyond(unit: GraphUnit, far: number, shown: ReadonlyMap<GraphUnit, number>, followed: Followed): number {
  if (far === 0) return 0;
  const others = neighboursAt(unit, far < 0 ? 'before' : 'behind', followed);
  return [...others].filter((other) => !shown.has(other)).length;
}
