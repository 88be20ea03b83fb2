import type { UnitType } from '../knowledge/directives.ts';
import type { DropReason, JobType, RequestedJobType } from '../transaction/job.ts';
import type { UnitDependency } from '../units/graph.ts';
import type { LoadState } from '../units/load.ts';

/** What a machine would do when it boots: plain data, as JSON keeps it. Times are microseconds since systemd began. */
export interface Boot {
  /** Major version of systemd. */
  readonly systemd: string;
  /** The unit that the boot is for, by the name that it was asked for. */
  readonly anchor: string;
  /** Where the anchor's name comes from. */
  readonly anchorFrom: 'asked' | 'command-line' | 'default';
  /** What is booted into when the anchor cannot be loaded. */
  readonly instead?: BootInstead;
  /** Why systemd refuses the boot; then there are no jobs. */
  readonly error?: BootError;
  /** Sorted by unit, then by action. */
  readonly jobs: readonly BootJob[];
  readonly dropped: readonly BootDropped[];
  /** All units that the manager has loaded, by their ids. */
  readonly units: Readonly<Record<string, BootUnit>>;
  /** What comes before the units, in order. */
  readonly stages: readonly BootStage[];
  /** All jobs in the order in which they start. */
  readonly schedule: readonly ScheduledJob[];
  readonly phases: readonly BootPhase[];
  /** From the anchor back to the first unit of its chain. */
  readonly criticalChain: readonly CriticalUnit[];
  /** What is active when the dust has settled, sorted. */
  readonly active: readonly string[];
  /** What commands did to the machine after its boot: `then` in the JSON of the command line. */
  readonly commands: readonly BootCommand[];
}

export interface BootInstead {
  readonly unit: string;
  /** What is the matter with the anchor. */
  readonly text: string;
}

export interface BootError {
  /** Such as `ENOENT`, `EDEADLK`. */
  readonly code: string;
  readonly text: string;
  /** For an ordering cycle that cannot be broken. */
  readonly cycle?: readonly string[];
}

export interface BootJob {
  readonly unit: string;
  readonly action: JobType;
}

/** A job that was in the transaction for a while. */
export interface BootDropped {
  readonly unit: string;
  readonly action: RequestedJobType;
  readonly reason: DropReason;
  /** The reason in words, with the other units. */
  readonly text: string;
  /** For `cycle`: the units on it, in order, the first one once. */
  readonly cycle?: readonly string[];
}

export interface BootUnit {
  readonly load: LoadState;
  /** Where its file is inside the root. */
  readonly fragment?: string;
  readonly type: UnitType;
  /** Its `Description=`, specifiers resolved; its id when it has none. */
  readonly description: string;
  /** Its other names. */
  readonly aliases?: readonly string[];
  /** What `dependencies` says of it, in systemd's words: `origin-file`, `destination-default`... */
  readonly dependencies: BootDependencies;
}

export type BootDependencies = { readonly [kind in UnitDependency]?: Readonly<Record<string, readonly string[]>> };

/** A step before the units: firmware, boot loader, kernel, initrd, the change of roots, systemd itself. */
export interface BootStage {
  readonly id: string;
  /** Such as `Boot loader`. */
  readonly title: string;
  /** What it does here, such as the chosen entry or the command line. */
  readonly details: readonly string[];
  /** The file that says so, inside the root, and the line in it, from 1. */
  readonly path?: string;
  readonly line?: number;
  /** What neither the root nor the profile tells. */
  readonly unknown: readonly string[];
  /** How long it took, when that was measured. */
  readonly took?: number;
}

/** `sysinit`, `basic`, `multi-user`, `graphical`; the name of the anchor when it is none of those targets. */
export type PhaseName = string;

/** The part of a boot that ends when its target is reached; only those that this boot reaches. */
export interface BootPhase {
  readonly name: PhaseName;
  readonly target: string;
  readonly start: number;
  readonly end: number;
}

export interface ScheduledJob extends BootJob {
  readonly start: number;
  /** When its job is done, and those that wait for it may go on. */
  readonly end: number;
  /** The duration was not measured; it is what units of this type commonly take. */
  readonly assumed: boolean;
  /**
   * - `done`: the unit is started (or stopped)
   * - `skipped`: a condition fails, so nothing is run; it counts as started for those that need it
   * - `failed`: its command or an assertion certainly fails
   * - `dependency`: not tried, for a unit that it needs has failed
   */
  readonly outcome: 'done' | 'skipped' | 'failed' | 'dependency';
  /** For what is not done: the condition, such as `ConditionPathExists=/etc/shop.conf`, or the reason in words. */
  readonly because?: string;
  /** Conditions of which the root and the profile do not tell whether they hold; they are taken to hold. */
  readonly unknown?: readonly string[];
  /** The units whose jobs of this boot have to be done first, in the order in which they are done. */
  readonly waitsFor: readonly string[];
  /** The one of them that ends last, so that this job starts when that one ends. */
  readonly waitedFor?: string;
  /** `later` for what starts when the anchor has been reached. */
  readonly phase: PhaseName;
}

/** A line of what `systemd-analyze critical-chain` prints. */
export interface CriticalUnit {
  readonly unit: string;
  /** 0 for the anchor, 1 for what it waited for. */
  readonly depth: number;
  /** When it became active. */
  readonly at: number;
  /** How long it took to start. */
  readonly took: number;
  readonly assumed: boolean;
}

/** The machine after a command that was given to it when it had booted. */
export interface BootCommand {
  /** Such as `isolate rescue.target`. */
  readonly command: string;
  readonly error?: string;
  readonly jobs: readonly BootJob[];
  readonly active: readonly string[];
}
