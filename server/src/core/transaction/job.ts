import type { GraphUnit } from '../units/graph.ts';

/** `JobType` of job.h, without those that only stand for others while a transaction is made. */
export type JobType = 'start' | 'verify-active' | 'stop' | 'reload' | 'restart' | 'nop';

/** What a caller can ask for: those, and the ones that `job_type_collapse` turns into others by the unit's state. */
export type RequestedJobType = JobType | 'try-restart' | 'try-reload' | 'reload-or-start';

/** `JobMode` of job.h. */
export type JobMode =
  | 'fail'
  | 'replace'
  | 'replace-irreversibly'
  | 'isolate'
  | 'flush'
  | 'ignore-dependencies'
  | 'ignore-requirements'
  | 'triggering'
  | 'restart-dependencies'
  /** Only of 262, and only for what systemd itself asks for: nothing that goes on may be disturbed. */
  | 'lenient';

export interface Job {
  readonly unit: GraphUnit;
  readonly type: JobType;
  /** Whether the anchor job comes to nothing without it: `matters_to_anchor`. */
  readonly mattersToAnchor: boolean;
  /** The jobs that asked for this one, the anchor's shortest chain first; empty for the anchor. */
  readonly pulledInBy: readonly JobLink[];
  /** It waits for nobody: mode `ignore-dependencies`. */
  readonly ignoreOrder?: boolean;
}

/** `JobDependency`: why one job brings another. */
export interface JobLink {
  readonly by: GraphUnit;
  /** The dependency of `by` that did it, such as `Wants`; `Triggers`, `isolate` where systemd has other reasons. */
  readonly because: string;
  /** `matters`: the subject fails when the object does. */
  readonly matters: boolean;
}

export type DropReason =
  /** It contradicted another job of the same unit, or a conflicting one. */
  | 'conflict'
  /** It was on an ordering cycle. */
  | 'cycle'
  /** What it was there for is gone: `transaction_collect_garbage`. */
  | 'unneeded'
  /** The unit is in that state already: `transaction_drop_redundant`. */
  | 'redundant'
  /** It would stop a running unit or a job that goes on, and does not matter: `transaction_minimize_impact`. */
  | 'impact'
  /** Its unit is masked, not there, or broken, and whoever asked can do without. */
  | 'not-loadable'
  /** Its unit never has such a job, such as a stop of the root slice. */
  | 'not-applicable';

export interface DroppedJob {
  readonly unit: string;
  readonly type: RequestedJobType;
  readonly reason: DropReason;
  /** In words, with the other units: `conflicts with the start of shutdown.target`. */
  readonly text: string;
  /** For `cycle`: the units on it, each of which has to come before the next, and the last one before the first. */
  readonly cycle?: readonly string[];
}

/** What the manager has when a transaction is asked for: a fresh one before a boot. */
export interface ManagerState {
  /** `UnitActiveState`; inactive for what it does not know. */
  activeState(unit: GraphUnit): ActiveState;
  /** The job that a unit has waiting or running. */
  job(unit: GraphUnit): JobType | undefined;
  /** Whether that job was asked for with `replace-irreversibly`; no job is when this is left out. */
  irreversible?(unit: GraphUnit): boolean;
  /** Whether that job was asked for with `ignore-dependencies`; no job is when this is left out. */
  ignoresOrder?(unit: GraphUnit): boolean;
  /** Whether that job has begun; one that has not is only waiting. */
  running?(unit: GraphUnit): boolean;
}

/** What is asked of a manager. */
export interface JobRequest {
  readonly type: RequestedJobType;
  /** Any name of the unit. */
  readonly unit: string;
  /** More units that are asked for in the same transaction: `EnqueueUnitJobMany()` of manager 262. */
  readonly also?: readonly string[];
  readonly mode: JobMode;
  /** It comes from `systemctl` or another caller outside, so that `RefuseManualStart=` and the like hold. */
  readonly manual?: boolean;
  /** A restart may be a reload for a unit that can: `systemctl reload-or-restart`, with `manual`. */
  readonly reloadIfPossible?: boolean;
}

export type ActiveState =
  | 'active'
  | 'reloading'
  | 'inactive'
  | 'failed'
  | 'activating'
  | 'deactivating'
  | 'maintenance'
  | 'refreshing';

export interface Transaction {
  /** The job that was asked for, the first of several. Undefined when systemd refuses; then there are no jobs. */
  readonly anchor: Job | undefined;
  readonly jobs: readonly Job[];
  readonly dropped: readonly DroppedJob[];
  readonly error: TransactionError | undefined;
  /** Set when systemd's answer differs from boot to boot; this one is the likeliest. */
  readonly chance?: TransactionChance;
  /** Units whose jobs of before are cancelled: modes `isolate` and `flush`. */
  readonly cancelled?: readonly GraphUnit[];
}

/**
 * systemd keeps units in hash tables that are seeded at random, so which job it leaves out of a cycle, say, is a matter of
 * chance.
 */
export interface TransactionChance {
  /** How often this answer comes, from 0 to 1, by a number of draws. */
  readonly share: number;
  /** The other answers that were drawn, the likeliest first. */
  readonly others: readonly OtherTransaction[];
}

/** Another answer that systemd may give. */
export interface OtherTransaction {
  readonly share: number;
  readonly error?: TransactionError;
  /** The jobs that it has and this one has not, as `start a.service`. */
  readonly more: readonly string[];
  /** The jobs that this one has and it has not. */
  readonly less: readonly string[];
}

export interface TransactionError {
  /** Such as `ENOENT`, `EDEADLK`; as a bus error would name it. */
  readonly code: string;
  /** The end of the bus error's name, such as `NoSuchUnit`. */
  readonly name?: string;
  /** In words: which unit, why. */
  readonly text: string;
  /** For an ordering cycle that cannot be broken: as for a dropped job. */
  readonly cycle?: readonly string[];
}
