import { type DependencyMask, type GraphUnit, UNIT_DEPENDENCIES, type UnitDependency } from '../graph.ts';
import type { Edges } from './edges.ts';

/** From so many units on one is looked up in a table. */
const INDEXED_FROM = 12;

/** The edges of a unit by kind, for those who read the finished graph. */
export function dependenciesOf<T extends GraphUnit & object>(
  edges: Edges<T>,
): ReadonlyMap<UnitDependency, ReadonlyMap<GraphUnit, DependencyMask>> {
  const kinds = new Map<UnitDependency, Others>();
  edges.each((kind, other, mask) => {
    const name = UNIT_DEPENDENCIES[kind]!;
    let others = kinds.get(name);
    if (!others) {
      others = new Others();
      kinds.set(name, others);
    }
    others.push(other, mask);
  });
  return kinds;
}

/** Units with masks, in the order in which the dependencies were added: a map that is made quickly and gone through quickly. */
class Others implements ReadonlyMap<GraphUnit, DependencyMask> {
  private readonly units: GraphUnit[] = [];
  private readonly masks: DependencyMask[] = [];
  private places: Map<GraphUnit, number> | undefined;

  push(unit: GraphUnit, mask: DependencyMask): void {
    this.units.push(unit);
    this.masks.push(mask);
  }

  get size(): number {
    return this.units.length;
  }

  get(unit: GraphUnit): DependencyMask | undefined {
    const place = this.place(unit);
    return place < 0 ? undefined : this.masks[place];
  }

  has(unit: GraphUnit): boolean {
    return this.place(unit) >= 0;
  }

  keys() {
    return this.units.values();
  }

  values() {
    return this.masks.values();
  }

  entries() {
    const { masks } = this;
    return this.units.map((unit, i): [GraphUnit, DependencyMask] => [unit, masks[i]!]).values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  forEach(
    call: (mask: DependencyMask, unit: GraphUnit, map: ReadonlyMap<GraphUnit, DependencyMask>) => void,
    self?: unknown,
  ): void {
    for (const [i, unit] of this.units.entries()) call.call(self, this.masks[i]!, unit, this);
  }

  private place(unit: GraphUnit): number {
    if (this.units.length < INDEXED_FROM) return this.units.indexOf(unit);
    this.places ??= new Map(this.units.map((one, i) => [one, i]));
    return this.places.get(unit) ?? -1;
  }
}
