import type { GraphUnit } from '../units/graph.ts';
import type { DraftJob } from './draft.ts';

/**
 * The jobs of each unit of a graph, the youngest first, in the order in which the units came. They are asked for all the
 * time, so they are found by the place of the unit in its graph.
 */
export class JobLists {
  private readonly lists = new Map<GraphUnit, DraftJob[]>();
  private readonly places: (DraftJob[] | undefined)[];

  /** @param count how many units the graph has */
  constructor(count: number) {
    this.places = new Array(count).fill(undefined);
  }

  get(unit: GraphUnit): DraftJob[] | undefined {
    return this.places[unit.index];
  }

  has(unit: GraphUnit): boolean {
    return this.places[unit.index] !== undefined;
  }

  set(unit: GraphUnit, list: DraftJob[]): void {
    this.lists.set(unit, list);
    this.places[unit.index] = list;
  }

  delete(unit: GraphUnit): void {
    this.lists.delete(unit);
    this.places[unit.index] = undefined;
  }

  keys(): Iterable<GraphUnit> {
    return this.lists.keys();
  }

  values(): Iterable<DraftJob[]> {
    return this.lists.values();
  }
}
