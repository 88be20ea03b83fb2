import { ListWalk, type UnitWalk, unitsIn, walkDependencies } from '../units/dependencies/view.ts';
import type { GraphUnit, UnitDependency } from '../units/graph.ts';
import type { DraftJob } from './draft.ts';

/**
 * The order in which a transaction goes through units. systemd keeps them in hash tables that are seeded at random, so that
 * with cycles and contradictions its answer can differ from boot to boot. A table has the same order each time it is gone
 * through.
 */
export interface TableOrder {
  /** The units at the other ends of a unit's dependencies of one kind. */
  walk(unit: GraphUnit, kind: UnitDependency): UnitWalk;
  /** The kinds of a unit's dependencies that are gone through together. */
  kinds(kinds: readonly UnitDependency[], unit: GraphUnit): readonly UnitDependency[];
  /** All units of the manager. */
  all(units: readonly GraphUnit[]): Iterable<GraphUnit>;
  /** The jobs of a transaction. */
  jobs(jobs: JobTable): Iterable<DraftJob[]>;
}

/** Jobs by their units. */
export type JobTable = Pick<ReadonlyMap<GraphUnit, DraftJob[]>, 'get'> & {
  keys(): Iterable<GraphUnit>;
  values(): Iterable<DraftJob[]>;
};

const NONE: readonly GraphUnit[] = [];

/** As units came in: a calm order that systemd might have, too. */
export const GRAPH_ORDER: TableOrder = {
  walk: ({ dependencies }, kind) => walkDependencies(dependencies, kind),
  kinds: (kinds) => kinds,
  all: (units) => units,
  jobs: (jobs) => jobs.values(),
};

/** An order at random for one transaction, the same for the same seed. Once its jobs are gone through, none may be added. */
export function drawnOrder(seed: number): TableOrder {
  const random = mulberry32(seed);
  const tables = new WeakMap<ReadonlyMap<GraphUnit, unknown>, readonly GraphUnit[]>();
  const lots = new Map<GraphUnit, number>();
  const sorted = new WeakMap<JobTable, readonly GraphUnit[]>();
  const lotOf = (unit: GraphUnit) => {
    const lot = lots.get(unit) ?? random();
    lots.set(unit, lot);
    return lot;
  };
  const shuffledTable = (table: ReadonlyMap<GraphUnit, unknown>) => {
    const known = tables.get(table);
    if (known) return known;
    const keys = unitsIn(table);
    const units = keys.length === 2 ? orderOfTwo(keys, lotOf) : shuffled([...keys], random);
    tables.set(table, units);
    return units;
  };
  return {
    walk: ({ dependencies }, kind) => {
      const table = dependencies.get(kind);
      return new ListWalk(table ? shuffledTable(table) : NONE);
    },
    kinds: (kinds, unit) => (kinds.length > 1 && kindsSwap(lotOf(unit)) ? [...kinds].reverse() : kinds),
    all: (units) => shuffled([...units], random),
    jobs: (jobs) => {
      const units = sorted.get(jobs) ?? [...jobs.keys()].sort((a, b) => lotOf(a) - lotOf(b));
      sorted.set(jobs, units);
      return listsOf(units, jobs);
    },
  };
}

function* listsOf(units: readonly GraphUnit[], jobs: JobTable): Generator<DraftJob[]> {
  for (const unit of units) {
    const list = jobs.get(unit);
    if (list) yield list;
  }
}

/**
 * Tables of two entries all have the same seed, so a unit is at home in the first or the second place of each. Whoever came in
 * second takes the place that is left: hashmap.c, `shared_hash_key`.
 */
function orderOfTwo(units: readonly GraphUnit[], lotOf: (unit: GraphUnit) => number): readonly GraphUnit[] {
  return lotOf(units[0]!) < 0.5 ? units : [...units].reverse();
}

/** Whether a unit has its tables of dependencies in the other order: by a digit of its lot that is not among the first. */
function kindsSwap(lot: number): boolean {
  return Math.floor(lot * 65536) % 2 === 1;
}

/** Fisher and Yates's shuffle. */
function shuffled<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

/** A small generator of numbers from 0 to 1 that are the same for the same seed. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
