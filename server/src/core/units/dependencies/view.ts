import { type DependencyMask, type GraphUnit, UNIT_DEPENDENCIES, type UnitDependency } from '../graph.ts';
import type { Edges } from './edges.ts';
import { KIND } from './kinds.ts';

/** From so many units on one is looked up in a table. */
const INDEXED_FROM = 12;

type Dependencies = ReadonlyMap<UnitDependency, ReadonlyMap<GraphUnit, DependencyMask>>;

/** The edges of a unit by kind, for those who read the finished graph. */
export function dependenciesOf(edges: Edges<GraphUnit>): Dependencies {
  return new ByKind(edges.byKind((kind, units) => new Others(edges, kind, units)));
}

/** A bit for each kind of dependency in such a map, by its number. */
export function kindBits(dependencies: Dependencies): number {
  let bits = 0;
  if (!(dependencies instanceof ByKind)) {
    for (const name of dependencies.keys()) bits |= 1 << KIND[name];
    return bits;
  }
  const { kinds } = dependencies;
  for (let i = 0; i < kinds.length; i++) bits |= 1 << kinds[i]!.kind;
  return bits;
}

/** The units in such a map, in its order; nothing is copied where it has a list of them. */
export function unitsIn(others: ReadonlyMap<GraphUnit, unknown>): readonly GraphUnit[] {
  return others instanceof Others ? others.units : [...others.keys()];
}

/** The few kinds of dependencies that a unit has. There are many units, so this takes the place of a table. */
class ByKind implements Dependencies {
  constructor(readonly kinds: readonly Others[]) {}

  get size(): number {
    return this.kinds.length;
  }

  get(name: UnitDependency): Others | undefined {
    const { kinds } = this;
    for (let i = 0; i < kinds.length; i++) if (kinds[i]!.name === name) return kinds[i];
    return undefined;
  }

  has(name: UnitDependency): boolean {
    return this.get(name) !== undefined;
  }

  keys() {
    return this.kinds.map(({ name }) => name).values();
  }

  values() {
    return this.kinds.values();
  }

  entries() {
    return this.kinds.map((others): [UnitDependency, Others] => [others.name, others]).values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  forEach(call: (others: Others, name: UnitDependency, map: Dependencies) => void, self?: unknown): void {
    for (const others of this.kinds) call.call(self, others, others.name, this);
  }
}

/** Units in the order in which the dependencies were added; most readers do not ask for the masks. */
class Others implements ReadonlyMap<GraphUnit, DependencyMask> {
  readonly name: UnitDependency;
  private known: ReadonlySet<GraphUnit> | undefined;

  constructor(
    private readonly edges: Edges<GraphUnit>,
    readonly kind: number,
    readonly units: readonly GraphUnit[],
  ) {
    this.name = UNIT_DEPENDENCIES[kind]!;
  }

  get size(): number {
    return this.units.length;
  }

  get(unit: GraphUnit): DependencyMask | undefined {
    return this.edges.mask(this.kind, unit) || undefined;
  }

  has(unit: GraphUnit): boolean {
    if (this.units.length < INDEXED_FROM) return this.units.includes(unit);
    this.known ??= new Set(this.units);
    return this.known.has(unit);
  }

  keys() {
    return this.units.values();
  }

  values() {
    return this.edges.masks(this.kind).values();
  }

  entries() {
    const masks = this.edges.masks(this.kind);
    return this.units.map((unit, index): [GraphUnit, DependencyMask] => [unit, masks[index]!]).values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  forEach(
    call: (mask: DependencyMask, unit: GraphUnit, map: ReadonlyMap<GraphUnit, DependencyMask>) => void,
    self?: unknown,
  ): void {
    for (const [unit, mask] of this.entries()) call.call(self, mask, unit, this);
  }
}
