import type { UnitType } from '../../knowledge/directives.ts';
import { kindBits, unitsIn } from '../../units/dependencies/view.ts';
import type { GraphUnit, UnitGraph } from '../../units/graph.ts';
import type { JobRequest, ManagerState, Transaction } from '../job.ts';
import { Agenda } from './agenda.ts';
import { ATOM_BITS, ATOMS, type Atom } from './atoms.ts';
import { rankUnits } from './jobPriority.ts';
import type { Happened, Machine } from './machine.ts';
import { RunQueue } from './runQueue.ts';
import type { InstalledJob, JobResult, UnitRun } from './unitRun.ts';

/** The answers of `unit_start`, `unit_stop` and `unit_reload`, by what the errors of unit.c stand for. */
export type Answer =
  | 'ok'
  | 'already'
  | 'again'
  | 'condition'
  | 'no-verb'
  | 'not-running'
  | 'assert'
  | 'unsupported'
  | 'dependency'
  | 'once'
  | 'failed';

/** What a type of units does: `UnitVTable` of unit.h. */
export interface UnitBehaviour {
  readonly create: (unit: GraphUnit) => UnitRun;
  /** `can_start`, `test_startable`; undefined when it may go on. */
  readonly test?: (sim: Simulation, run: UnitRun) => Answer | undefined;
  readonly start?: (sim: Simulation, run: UnitRun) => Answer;
  readonly stop?: (sim: Simulation, run: UnitRun) => Answer;
  readonly reload?: (sim: Simulation, run: UnitRun) => Answer;
  /** A unit that this one triggers has changed, or its job. */
  readonly triggerNotify?: (sim: Simulation, run: UnitRun, other: UnitRun) => void;
  /** `reset_failed`. */
  readonly resetFailed?: (sim: Simulation, run: UnitRun) => void;
  readonly willRestart?: (run: UnitRun) => boolean;
}

/** What has happened to a unit, in the order of the simulated time. */
export interface Incident {
  readonly at: number;
  readonly unit: string;
  readonly what: 'job' | 'state';
  /** The type of the job, or the state before. */
  readonly from: string;
  readonly to: string;
}

/** After so many requests the likeliest of systemd's answers is not looked for any more, as that takes its time. */
const MOST_DRAWN = 50;

const NONE: readonly UnitRun[] = [];
const NO_UNITS: readonly GraphUnit[] = [];

/** The manager as it runs: units, jobs, queues, clock. Changes all the time; nothing of it leaves this folder. */
export class Simulation {
  /** Microseconds since the manager began. */
  now = 0;
  readonly agenda = new Agenda();
  readonly runs = new Map<string, UnitRun>();
  /** By the places of the units in the graph. */
  private byIndex: UnitRun[] = [];
  readonly jobs = new Set<InstalledJob>();
  /** How many transactions were asked for since the manager was last left to itself. */
  requests = 0;
  /** Whether units start each other for ever. */
  restless = false;
  /** Whether jobs have failed and been asked for again in one go without an end. systemd overruns its stack there. */
  endless = false;
  /** How many processes there were. */
  forked = 0;
  /** How often a job was put in, or became another one. */
  installed = 0;
  readonly runQueue = new RunQueue();
  readonly unneededQueue: UnitRun[] = [];
  readonly upheldQueue: UnitRun[] = [];
  readonly boundQueue: UnitRun[] = [];
  readonly jobGarbage = new Set<InstalledJob>();
  /** Commands of idle services that wait until there is no job. */
  readonly whenIdle: (() => void)[] = [];
  readonly incidents: Incident[] = [];
  readonly happened: Happened = { made: new Set(), updated: false };
  graph: UnitGraph;

  constructor(
    graph: UnitGraph,
    readonly machine: Machine,
    readonly behaviours: Readonly<Record<UnitType, UnitBehaviour>>,
    private readonly build: TransactionBuilder,
  ) {
    this.graph = graph;
    this.adopt(graph);
  }

  get version(): number {
    return this.graph.version;
  }

  /** Goes on with a graph that has more units. What was known of a unit is kept. */
  adopt(graph: UnitGraph): void {
    this.graph = graph;
    this.byIndex = [];
    for (let i = 0; i < graph.units.length; i++) {
      const unit = graph.units[i]!;
      const run = this.runs.get(unit.id) ?? this.behaviours[unit.loaded.type].create(unit);
      run.unit = unit;
      run.kinds = kindBits(unit.dependencies);
      this.runs.set(unit.id, run);
      this.byIndex.push(run);
    }
    rankUnits(this.runs);
  }

  run(unit: GraphUnit): UnitRun {
    return this.known(unit)!;
  }

  /** Undefined for a unit of another graph. */
  private known(unit: GraphUnit): UnitRun | undefined {
    const run = this.byIndex[unit.index];
    return run?.unit === unit ? run : undefined;
  }

  behaviour(run: UnitRun): UnitBehaviour {
    return this.behaviours[run.type];
  }

  /** The units to which a unit has a dependency with that effect, each once. */
  others(run: UnitRun, atom: Atom): readonly UnitRun[] {
    if ((run.kinds & ATOM_BITS[atom]) === 0) return NONE;
    const kinds = ATOMS[atom];
    let found: UnitRun[] | undefined;
    let seen: Set<UnitRun> | undefined;
    for (let kind = 0; kind < kinds.length; kind++) {
      const table = run.unit.dependencies.get(kinds[kind]!);
      if (!table?.size) continue;
      const units = unitsIn(table);
      if (!found) {
        found = this.runsOf(units);
        continue;
      }
      seen ??= new Set(found);
      for (let i = 0; i < units.length; i++) {
        const other = this.known(units[i]!);
        if (!other || seen.has(other)) continue;
        found.push(other);
        seen.add(other);
      }
    }
    return found ?? NONE;
  }

  private runsOf(units: readonly GraphUnit[]): UnitRun[] {
    const found: UnitRun[] = [];
    for (let i = 0; i < units.length; i++) {
      const run = this.known(units[i]!);
      if (run) found.push(run);
    }
    return found;
  }

  /** The units that a unit comes after or before. */
  ordered(run: UnitRun, kind: 'After' | 'Before'): readonly GraphUnit[] {
    const units = run.unit.dependencies.get(kind);
    return units ? unitsIn(units) : NO_UNITS;
  }

  /** The job that a unit has. */
  jobOf(unit: GraphUnit): InstalledJob | undefined {
    return this.known(unit)?.job;
  }

  /** Whether a unit has a dependency with that effect to the other one. */
  depends(run: UnitRun, atom: Atom, other: UnitRun): boolean {
    if ((run.kinds & ATOM_BITS[atom]) === 0) return false;
    return ATOMS[atom].some((kind) => run.unit.dependencies.get(kind)?.has(other.unit) === true);
  }

  /** Works a transaction out for the state that the units are in now. */
  transaction(request: JobRequest): Transaction {
    const drawn = !this.restless && this.requests++ < MOST_DRAWN;
    return this.build(this.graph, this.managerState(), request, drawn);
  }

  managerState(): ManagerState {
    return {
      activeState: (unit) => this.known(unit)?.active ?? 'inactive',
      job: (unit) => this.known(unit)?.job?.type,
      irreversible: (unit) => this.known(unit)?.job?.irreversible === true,
      ignoresOrder: (unit) => this.known(unit)?.job?.ignoreOrder === true,
      running: (unit) => this.known(unit)?.job?.state === 'running',
    };
  }

  note(unit: UnitRun, what: Incident['what'], from: string, to: string): void {
    this.incidents.push({ at: this.now, unit: unit.id, what, from, to });
  }

  /** Told of every job that ends. */
  onJobEnd: (job: InstalledJob, result: JobResult) => void = () => undefined;
}

/** `buildTransaction`; where not `drawn`, with one order of systemd's tables, whatever is likely. */
export type TransactionBuilder = (
  graph: UnitGraph,
  state: ManagerState,
  request: JobRequest,
  drawn: boolean,
) => Transaction;
