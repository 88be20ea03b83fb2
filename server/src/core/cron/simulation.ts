import type { Timezone } from '../values/timezone.ts';
import type { DailyHours, Uptime } from './offHours.ts';
import type { CronContext, CronSystem } from './system.ts';

/** What is to be played through. */
export interface SimulationInput {
  readonly cron: CronContext & { readonly system: CronSystem };
  readonly zone: Timezone;
  /** Seconds since the epoch. */
  readonly from: number;
  readonly days: number;
  /** When the machine is off each day. */
  readonly off: readonly DailyHours[];
  /** Decides what is left to chance. */
  readonly seed: number;
}

/** A job of a table. */
export interface SimulatedJob {
  readonly id: number;
  readonly by: 'cron' | 'anacron';
  /** Where it is written: a path inside the root, and a line from 1. */
  readonly path: string;
  readonly line: number;
  /** The identifier of anacron, else the command. */
  readonly name: string;
  readonly command: string;
  readonly user: string;
  /** When it runs, in words. */
  readonly when: string;
  /** Scripts that run-parts runs, and those that it passes over. */
  readonly scripts: readonly string[];
  readonly skipped: readonly string[];
}

/** A start of a job. In seconds since the epoch. */
export interface SimulatedStart {
  readonly job: number;
  readonly at: number;
  /** Minutes that were added by chance. */
  readonly delayed?: number;
  /** The day since which it has been due, where that is another one. Days since the epoch. */
  readonly dueSince?: number;
}

/** A time at which a job would have been started. */
export interface SimulatedMiss {
  readonly job: number;
  readonly at: number;
  readonly why: 'off' | 'hours' | 'switched-off';
}

/** A minute in which several jobs start. */
export interface Peak {
  readonly at: number;
  readonly jobs: readonly number[];
}

export interface Simulation {
  readonly jobs: readonly SimulatedJob[];
  /** In the order of time. */
  readonly starts: readonly SimulatedStart[];
  readonly missed: readonly SimulatedMiss[];
  readonly uptimes: readonly Uptime[];
  /** When anacron itself is started. */
  readonly anacronStarts: readonly number[];
  /** The fullest minutes, the fullest first. */
  readonly peaks: readonly Peak[];
  /** The same without what is added by chance. */
  readonly peaksWithoutDelay: readonly Peak[];
  /** What else there is to know: tables that are not read, jobs that anacron takes over. */
  readonly notes: readonly string[];
}
