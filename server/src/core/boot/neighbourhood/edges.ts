import { dependencyOrigins } from '../../units/dependencies/masks.ts';
import type { DependencyMask, GraphUnit, UnitDependency } from '../../units/graph.ts';
import { type Followed, isFollowed } from './adjacency.ts';

/** By what one unit brings another, the strongest first. */
const BRINGING = ['BindsTo', 'Requires', 'Requisite', 'Upholds', 'Wants'] as const;

/** These are dependencies of the unit that comes first. */
const LOOSE = ['Triggers', 'PartOf'] as const;

/** `Triggers` and `PartOf` are those of the unit that comes first: they do not bring it with a start. */
export type Requirement = (typeof BRINGING)[number] | (typeof LOOSE)[number];

/** All that two units' dependencies say of each other. */
export interface NeighbourEdge {
  /** The unit that needs the other one, is woken by it, consists of it, or comes later. */
  readonly from: GraphUnit;
  readonly to: GraphUnit;
  readonly requirement: Requirement | undefined;
  /** When `from` starts. */
  readonly order: 'after' | 'before' | undefined;
  readonly conflict: boolean;
  /** Each dependency with where it comes from, such as `Requires (file)`. */
  readonly words: readonly string[];
}

/** The edges among some units, one for each pair that has to do with each other. */
export function edgesAmong(units: readonly GraphUnit[], followed: Followed): NeighbourEdge[] {
  const edges: NeighbourEdge[] = [];
  units.forEach((a, index) => {
    for (const b of units.slice(index + 1)) {
      const edge = edgeOf(a, b, followed);
      if (edge) edges.push(edge);
    }
  });
  return edges;
}

function edgeOf(a: GraphUnit, b: GraphUnit, followed: Followed): NeighbourEdge | undefined {
  const has = (one: GraphUnit, kind: UnitDependency, other: GraphUnit): DependencyMask | undefined => {
    const mask = one.dependencies.get(kind)?.get(other);
    return mask !== undefined && isFollowed(mask, other, followed) && isFollowed(mask, one, followed)
      ? mask
      : undefined;
  };
  const brings = (one: GraphUnit, other: GraphUnit) => BRINGING.find((kind) => has(one, kind, other) !== undefined);
  const later = (one: GraphUnit, other: GraphUnit) => followed.order && has(one, 'After', other) !== undefined;
  const ties: readonly ((one: GraphUnit, other: GraphUnit) => boolean)[] = [
    (one, other) => brings(one, other) !== undefined,
    (one, other) => has(other, 'Triggers', one) !== undefined,
    later,
    (one, other) => has(other, 'PartOf', one) !== undefined,
    (one, other) => has(one, 'Conflicts', other) !== undefined,
  ];
  const tie = ties.find((is) => is(a, b) || is(b, a));
  if (!tie) return undefined;
  const [from, to] = tie(a, b) ? [a, b] : [b, a];
  return {
    from,
    to,
    requirement: brings(from, to) ?? LOOSE.find((kind) => has(to, kind, from) !== undefined),
    order: later(from, to) ? 'after' : later(to, from) ? 'before' : undefined,
    conflict: has(a, 'Conflicts', b) !== undefined || has(b, 'Conflicts', a) !== undefined,
    words: [...wordsOf(from, to, has), ...wordsOf(to, from, has)],
  };
}

const SAID: readonly UnitDependency[] = [...BRINGING, ...LOOSE, 'Conflicts', 'After'];

function wordsOf(
  one: GraphUnit,
  other: GraphUnit,
  has: (one: GraphUnit, kind: UnitDependency, other: GraphUnit) => DependencyMask | undefined,
): string[] {
  return SAID.flatMap((kind) => {
    const mask = has(one, kind, other);
    if (mask === undefined) return [];
    const origins = dependencyOrigins(mask).map((origin) => origin.replace(/^(?:origin|destination)-/, ''));
    return [`${one.id} ${kind}=${other.id} (${[...new Set(origins)].join(', ')})`];
  });
}
