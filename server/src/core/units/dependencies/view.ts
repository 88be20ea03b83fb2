import { type DependencyMask, type GraphUnit, UNIT_DEPENDENCIES, type UnitDependency } from '../graph.ts';
import type { Edges } from './edges.ts';
import { KIND } from './kinds.ts';

/** From so many units on one is looked up in a table. */
const INDEXED_FROM = 12;

type Dependencies = ReadonlyMap<UnitDependency, ReadonlyMap<GraphUnit, DependencyMask>>;

/** The edges of a unit by kind, for those who read the finished graph. */
export function dependenciesOf(edges: Edges<GraphUnit>): Dependencies {
  return new ByKind(edges);
}

/** A bit for each kind of dependency in such a map, by its number. */
export function kindBits(dependencies: Dependencies): number {
  return dependencies instanceof ByKind ? dependencies.bits : bitsOf(dependencies.keys());
}

/** A bit for each of these kinds, by its number. */
export function bitsOf(names: Iterable<UnitDependency>): number {
  let bits = 0;
  for (const name of names) bits |= 1 << KIND[name];
  return bits;
}

/** Goes through units; undefined is behind the last one. */
export interface UnitWalk {
  next(): GraphUnit | undefined;
}

/** Goes through the units of one kind, in the order of the map. Nothing is listed for that. */
export function walkDependencies(dependencies: Dependencies, kind: UnitDependency): UnitWalk {
  if (dependencies instanceof ByKind) return dependencies.walk(KIND[kind]);
  return new ListWalk([...(dependencies.get(kind)?.keys() ?? [])]);
}

/** Goes through the units of a list. */
export class ListWalk implements UnitWalk {
  private place = 0;

  constructor(private readonly units: readonly GraphUnit[]) {}

  next(): GraphUnit | undefined {
    return this.units[this.place++];
  }
}

class EdgeWalk implements UnitWalk {
  private from = 0;

  constructor(
    private readonly edges: Edges<GraphUnit>,
    private readonly kinds: number,
  ) {}

  next(): GraphUnit | undefined {
    const place = this.edges.next(this.kinds, this.from);
    if (place < 0) return undefined;
    this.from = place + 1;
    return this.edges.other(place);
  }
}

/** The units in such a map, in its order; nothing is copied where it has a list of them. */
export function unitsIn(others: ReadonlyMap<GraphUnit, unknown>): readonly GraphUnit[] {
  return others instanceof Others ? others.units : [...others.keys()];
}

/** The masks that go with those units, in the same order. */
export function masksIn(others: ReadonlyMap<GraphUnit, DependencyMask>): readonly DependencyMask[] {
  return others instanceof Others ? others.masks() : [...others.values()];
}

const NOBODY: UnitWalk = { next: () => undefined };

/**
 * The few kinds of dependencies that a unit has. There are many units, so this takes the place of a table, and the units of
 * a kind are listed when they are asked for.
 */
class ByKind implements Dependencies {
  readonly bits: number;
  /** A chain of those that were asked for. */
  private made: Others | undefined;

  constructor(private readonly edges: Edges<GraphUnit>) {
    this.bits = edges.kinds();
  }

  get size(): number {
    return this.names().length;
  }

  get(name: UnitDependency): Others | undefined {
    const kind = KIND[name];
    if ((this.bits & (1 << kind)) === 0) return undefined;
    for (let made = this.made; made; made = made.next) if (made.kind === kind) return made;
    this.made = new Others(this.edges, kind, this.edges.to(kind), this.made);
    return this.made;
  }

  has(name: UnitDependency): boolean {
    return (this.bits & (1 << KIND[name])) !== 0;
  }

  walk(kind: number): UnitWalk {
    return (this.bits & (1 << kind)) === 0 ? NOBODY : new EdgeWalk(this.edges, 1 << kind);
  }

  keys() {
    return this.names().values();
  }

  values() {
    return this.all().values();
  }

  entries() {
    return this.all()
      .map((others): [UnitDependency, Others] => [others.name, others])
      .values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  forEach(call: (others: Others, name: UnitDependency, map: Dependencies) => void, self?: unknown): void {
    for (const others of this.all()) call.call(self, others, others.name, this);
  }

  private names(): UnitDependency[] {
    return this.edges.kindsInOrder().map((kind) => UNIT_DEPENDENCIES[kind]!);
  }

  private all(): Others[] {
    return this.names().map((name) => this.get(name)!);
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
    /** Those of another kind, of the same unit. */
    readonly next: Others | undefined,
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

  masks(): readonly DependencyMask[] {
    return this.edges.masks(this.kind);
  }

  values() {
    return this.masks().values();
  }

  entries() {
    const masks = this.masks();
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
