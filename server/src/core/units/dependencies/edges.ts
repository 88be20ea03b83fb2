import type { DependencyMask } from '../graph.ts';

/** The masks of both ends take the bits below, the kind of dependency those from here on. */
const KIND_SHIFT = 25;
const MASK_BITS = (1 << KIND_SHIFT) - 1;
/** From so many edges on they are found by a table; before that, looking at all of them is quicker. */
const INDEXED_FROM = 24;

/**
 * The dependencies of one unit, each a kind (a number below 31), the unit at the other end and a mask. Most units have but
 * a few, and there are many units, so all of them stand in two plain lists, without any table.
 */
export class Edges<T extends object> {
  private readonly others: T[] = [];
  /** Kind and mask; the mask is 0 when the edge has been taken away. */
  private readonly infos: number[] = [];
  /** To the last edge to a unit, and from each edge to the one before it to the same unit. */
  private last: Map<T, number> | undefined;
  private before: number[] | undefined;

  /** Adds the bits of the mask to the edge, which is made when there is none. */
  put(kind: number, other: T, mask: DependencyMask): void {
    const at = this.find(kind, other);
    if (at >= 0) this.infos[at]! |= mask;
    else this.append(kind, other, mask);
  }

  /** The mask of the edge; 0 when there is none. */
  mask(kind: number, other: T): DependencyMask {
    const at = this.find(kind, other);
    return at < 0 ? 0 : this.infos[at]! & MASK_BITS;
  }

  /** The first unit at the end of such an edge. */
  first(kind: number): T | undefined {
    for (let i = 0; i < this.infos.length; i++) {
      if (this.infos[i]! >>> KIND_SHIFT === kind && (this.infos[i]! & MASK_BITS) !== 0) return this.others[i];
    }
    return undefined;
  }

  /** The units at the ends of edges of these kinds, a bit for each kind. A unit may come more than once. */
  toKinds(kinds: number): T[] {
    const found: T[] = [];
    for (let i = 0; i < this.infos.length; i++) {
      const info = this.infos[i]!;
      if ((kinds & (1 << (info >>> KIND_SHIFT))) !== 0 && (info & MASK_BITS) !== 0) found.push(this.others[i]!);
    }
    return found;
  }

  /** Calls back for every edge, in the order in which they were added. */
  each(call: (kind: number, other: T, mask: DependencyMask) => void): void {
    for (let i = 0; i < this.infos.length; i++) {
      const info = this.infos[i]!;
      if ((info & MASK_BITS) !== 0) call(info >>> KIND_SHIFT, this.others[i]!, info & MASK_BITS);
    }
  }

  /** Gives every edge to the unit another mask; those for which it is 0 are gone. */
  change(other: T, mask: (kind: number, before: DependencyMask) => DependencyMask): void {
    for (let i = 0; i < this.infos.length; i++) {
      if (this.others[i] !== other) continue;
      const info = this.infos[i]!;
      const kind = info >>> KIND_SHIFT;
      this.infos[i] = (kind << KIND_SHIFT) | mask(kind, info & MASK_BITS);
    }
  }

  private find(kind: number, other: T): number {
    if (this.last && this.before) {
      for (let at = this.last.get(other) ?? -1; at >= 0; at = this.before[at]!) {
        if (this.infos[at]! >>> KIND_SHIFT === kind) return at;
      }
      return -1;
    }
    const { others, infos } = this;
    for (let i = 0; i < infos.length; i++) if (others[i] === other && infos[i]! >>> KIND_SHIFT === kind) return i;
    return -1;
  }

  private append(kind: number, other: T, mask: DependencyMask): void {
    this.others.push(other);
    this.infos.push((kind << KIND_SHIFT) | mask);
    if (this.last) this.index(this.infos.length - 1, this.last, this.before!);
    else if (this.infos.length === INDEXED_FROM) {
      this.last = new Map();
      this.before = [];
      for (let i = 0; i < INDEXED_FROM; i++) this.index(i, this.last, this.before);
    }
  }

  private index(at: number, last: Map<T, number>, before: number[]): void {
    const other = this.others[at]!;
    before.push(last.get(other) ?? -1);
    last.set(other, at);
  }
}
