import type { UnitType } from '../../knowledge/directives.ts';
import type { GraphUnit } from '../../units/graph.ts';
import type { ActiveState, JobType } from '../job.ts';
import type { Appointment } from './agenda.ts';
import type { KindBits } from './atoms.ts';
import { RateLimit } from './rateLimit.ts';
import { unitSpan, unitWord } from './settingValues.ts';
import { TRAIT, type Traits, traitsOf } from './traits.ts';

/** `JobResult` of job.h. */
export type JobResult =
  | 'done'
  | 'canceled'
  | 'timeout'
  | 'failed'
  | 'dependency'
  | 'skipped'
  | 'invalid'
  | 'assert'
  | 'unsupported'
  | 'collected'
  | 'once';

/** A job that is installed. */
export interface InstalledJob {
  readonly unit: UnitRun;
  type: JobType;
  state: 'waiting' | 'running' | 'finished';
  ignoreOrder: boolean;
  irreversible: boolean;
  inRunQueue: boolean;
  timeout: Appointment | undefined;
  /** How far the search for a job that holds this one back has come. */
  search: JobSearch | undefined;
}

/** A search that goes on where it stopped, as long as jobs only end. */
export interface JobSearch {
  /** The count of jobs that were put in when it began. */
  readonly installed: number;
  kind: 'After' | 'Before';
  next: number;
  /** The job that held it back when it stopped. */
  heldBackBy: InstalledJob | undefined;
}

/** What a unit of some type is in, in systemd's words: `running`, `exited`, `listening`, `dead`... */
export type SubState = string;

const SECOND = 1_000_000;
const START_LIMIT = { interval: 10 * SECOND, burst: 5 };
/** `auto_start_stop_ratelimit` of unit.c. */
const AUTO_LIMIT = { interval: 10 * SECOND, burst: 16 };

/** What the manager knows of a unit while it runs. */
export class UnitRun {
  readonly id: string;
  readonly type: UnitType;
  /** Another object of the same unit after more units were loaded. */
  unit: GraphUnit;
  /** Of jobs that may run, that of the unit with the lowest rank is run first. */
  rank = 0;
  /** A bit for each kind of dependency that it has. */
  kinds: KindBits = 0;
  active: ActiveState = 'inactive';
  sub: SubState = 'dead';
  job: InstalledJob | undefined;
  nopJob: InstalledJob | undefined;
  /** Timestamps in microseconds; undefined for what has not happened. */
  inactiveExit: number | undefined;
  inactiveEnter: number | undefined;
  activeEnter: number | undefined;
  /** Whether its conditions held when they were last asked; undefined before. */
  conditionMet: boolean | undefined;
  /** The first condition or assertion that did not hold, as it is written. */
  unmet: string | undefined;
  /** Why it failed: `ServiceResult` and its like. */
  result = 'success';
  startLimitHit = false;
  /** What its settings are about. */
  readonly traits: Traits;
  private startLimit: RateLimit | undefined;
  private autoLimit: RateLimit | undefined;
  autoStartStopRetry: Appointment | undefined;
  /** Which of the manager's queues it waits in. */
  inUnneededQueue = false;
  inUpheldQueue = false;
  inBoundQueue = false;

  constructor(unit: GraphUnit) {
    this.id = unit.id;
    this.type = unit.loaded.type;
    this.unit = unit;
    this.traits = traitsOf(unit.loaded);
  }

  /** How often it was started: `start_ratelimit`. */
  get starts(): RateLimit {
    this.startLimit ??= startLimitOf(this);
    return this.startLimit;
  }

  /** How often the manager started or stopped it by itself. */
  get autoStartStop(): RateLimit {
    this.autoLimit ??= new RateLimit(AUTO_LIMIT.interval, AUTO_LIMIT.burst);
    return this.autoLimit;
  }
}

function startLimitOf({ unit, traits }: UnitRun): RateLimit {
  if ((traits & TRAIT.startLimit) === 0) return new RateLimit(START_LIMIT.interval, START_LIMIT.burst);
  const interval = unitSpan(unit, 'StartLimitIntervalSec') ?? unitSpan(unit, 'StartLimitInterval');
  const burst = unitWord(unit, 'StartLimitBurst');
  return new RateLimit(interval ?? START_LIMIT.interval, burst === undefined ? START_LIMIT.burst : Number(burst));
}
