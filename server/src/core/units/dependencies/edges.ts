import type { DependencyMask } from '../graph.ts';

/** The masks of both ends take the bits below, the kind of dependency those from here on. */
const KIND_SHIFT = 25;
const MASK_BITS = (1 << KIND_SHIFT) - 1;
/** From so many edges on they are found by a table; before that, looking at all of them is quicker. */
const INDEXED_FROM = 24;
/** How often all of them are looked at before such a table is made, as most units with many edges are hardly ever asked. */
const LOOKS = 8;

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
  private looks = 0;

  get size(): number {
    return this.infos.length;
  }

  /** Adds the bits of the mask to the edge, which is made when there is none. */
  put(kind: number, other: T, mask: DependencyMask): void {
    if (!this.widen(kind, other, mask)) this.append(kind, other, mask);
  }

  /** Adds the bits of the mask to the edge; false when there is none. */
  widen(kind: number, other: T, mask: DependencyMask): boolean {
    const at = this.find(kind, other);
    if (at < 0) return false;
    this.infos[at]! |= mask;
    return true;
  }

  /** Makes an edge that is known not to be there. */
  append(kind: number, other: T, mask: DependencyMask): void {
    this.others.push(other);
    this.infos.push((kind << KIND_SHIFT) | mask);
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

  /**
   * The place of the next edge of one of these kinds, a bit for each; -1 when there is none. Edges that are added meanwhile
   * come at the end.
   *
   * @param from the place to begin at, 0 for the first edge
   */
  next(kinds: number, from: number): number {
    const { infos } = this;
    for (let i = from; i < infos.length; i++) {
      const info = infos[i]!;
      if ((kinds & (1 << (info >>> KIND_SHIFT))) !== 0 && (info & MASK_BITS) !== 0) return i;
    }
    return -1;
  }

  /** The unit at the end of the edge at a place that `next` gave. */
  other(place: number): T {
    return this.others[place]!;
  }

  /** The kinds of edges that there are, a bit for each. */
  kinds(): number {
    const { infos } = this;
    let kinds = 0;
    for (let i = 0; i < infos.length; i++) {
      if ((infos[i]! & MASK_BITS) !== 0) kinds |= 1 << (infos[i]! >>> KIND_SHIFT);
    }
    return kinds;
  }

  /** The kinds in the order of their first edges. */
  kindsInOrder(): number[] {
    const { infos } = this;
    const kinds: number[] = [];
    for (let i = 0; i < infos.length; i++) {
      const kind = infos[i]! >>> KIND_SHIFT;
      if ((infos[i]! & MASK_BITS) !== 0 && !kinds.includes(kind)) kinds.push(kind);
    }
    return kinds;
  }

  /** The units at the ends of the edges of a kind, in the order in which they were added. */
  to(kind: number): T[] {
    const { others, infos } = this;
    let count = 0;
    for (let i = 0; i < infos.length; i++) if (isOf(kind, infos[i]!)) count++;
    // A list of just that length: there are very many of them.
    const found = new Array<T>(count);
    for (let i = 0, to = 0; to < count; i++) if (isOf(kind, infos[i]!)) found[to++] = others[i]!;
    return found;
  }

  /** The masks of the edges of a kind, in the order in which they were added. */
  masks(kind: number): DependencyMask[] {
    const { infos } = this;
    const found: DependencyMask[] = [];
    for (let i = 0; i < infos.length; i++) {
      const mask = infos[i]! & MASK_BITS;
      if (mask !== 0 && infos[i]! >>> KIND_SHIFT === kind) found.push(mask);
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
    const { others, infos } = this;
    if (infos.length >= INDEXED_FROM && ++this.looks > LOOKS) return this.findIndexed(kind, other);
    for (let i = 0; i < infos.length; i++) if (others[i] === other && infos[i]! >>> KIND_SHIFT === kind) return i;
    return -1;
  }

  /** The table is brought up to date when it is needed. */
  private findIndexed(kind: number, other: T): number {
    this.last ??= new Map();
    this.before ??= [];
    const { before, last, others, infos } = this;
    for (let i = before.length; i < infos.length; i++) {
      before.push(last.get(others[i]!) ?? -1);
      last.set(others[i]!, i);
    }
    for (let at = last.get(other) ?? -1; at >= 0; at = before[at]!) if (infos[at]! >>> KIND_SHIFT === kind) return at;
    return -1;
  }
}

/** Whether it is of an edge of that kind that is there. */
function isOf(kind: number, info: number): boolean {
  return info >>> KIND_SHIFT === kind && (info & MASK_BITS) !== 0;
}
