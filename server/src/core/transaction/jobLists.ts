import type { GraphUnit } from '../units/graph.ts';
import type { DraftJob } from './draft.ts';

/**
 * The jobs of each unit of a graph, the youngest first, in the order in which the units came. They are asked for all the
 * time, so they are found by the place of the unit in its graph.
 */
export class JobLists {
  /** The units in that order, and a gap for each that has no more jobs, or has come anew since. */
  private readonly order: (GraphUnit | undefined)[] = [];
  /** By the place of a unit in its graph: its jobs, and where it stands in the order. */
  private readonly lists: (DraftJob[] | undefined)[];
  private readonly places: Int32Array;

  /** @param count how many units the graph has */
  constructor(count: number) {
    this.lists = new Array(count).fill(undefined);
    this.places = new Int32Array(count);
  }

  get(unit: GraphUnit): DraftJob[] | undefined {
    return this.lists[unit.index];
  }

  has(unit: GraphUnit): boolean {
    return this.lists[unit.index] !== undefined;
  }

  set(unit: GraphUnit, list: DraftJob[]): void {
    if (!this.has(unit)) this.places[unit.index] = this.order.push(unit) - 1;
    this.lists[unit.index] = list;
  }

  delete(unit: GraphUnit): void {
    if (!this.has(unit)) return;
    this.order[this.places[unit.index]!] = undefined;
    this.lists[unit.index] = undefined;
  }

  /** How many places there are in the order, gaps among them. */
  get size(): number {
    return this.order.length;
  }

  /** The jobs of the unit at a place in the order, from 0; undefined for a gap. Units may come and go meanwhile. */
  at(place: number): DraftJob[] | undefined {
    const unit = this.order[place];
    return unit && this.lists[unit.index];
  }

  keys(): Iterable<GraphUnit> {
    return this.order.filter((unit) => unit !== undefined);
  }

  *values(): Generator<DraftJob[]> {
    for (let place = 0; place < this.size; place++) {
      const list = this.at(place);
      if (list) yield list;
    }
  }
}
