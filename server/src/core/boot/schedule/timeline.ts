import type { Job } from '../../transaction/job.ts';
import { jobOrder } from '../../transaction/jobOrder.ts';
import type { ScheduledJob } from '../result.ts';
import type { Duration } from './durations.ts';

/** For every job those that have to be done before it may run. */
type JobOrder = ReadonlyMap<Job, readonly Job[]>;

/** How a job ends, as far as that can be told beforehand. */
export type JobOutcome = Pick<ScheduledJob, 'outcome' | 'because' | 'unknown'>;

/** A job with its place in time. */
export interface TimedJob {
  readonly job: Job;
  readonly start: number;
  readonly end: number;
  readonly assumed: boolean;
  readonly outcome: JobOutcome;
  /** How many jobs are before it on the longest way: what tells the order of jobs that start at the same moment. */
  readonly depth: number;
  /** In the order in which they end. */
  readonly waitsFor: readonly TimedJob[];
}

/**
 * Puts jobs into time: each starts when all that it waits for are done, and nothing else holds it up. A job that does
 * nothing (its condition fails, what it needs has failed) takes no time. Sorted by start; of those that start together
 * one that waits for another comes behind it.
 */
export function timeline(
  jobs: readonly Job[],
  outcomeOf: (job: Job) => JobOutcome,
  durationOf: (job: Job) => Duration,
): TimedJob[] {
  const order = jobOrder({ jobs });
  const timed = new Map<Job, TimedJob>();
  for (const job of inOrder(jobs, order)) {
    const waitsFor = (order.get(job) ?? []).flatMap((each) => timed.get(each) ?? []);
    waitsFor.sort(byEnd);
    const start = waitsFor.at(-1)?.end ?? 0;
    const depth = waitsFor.reduce((deepest, each) => Math.max(deepest, each.depth + 1), 0);
    const outcome = outcomeOf(job);
    const idle = outcome.outcome === 'skipped' || outcome.outcome === 'dependency';
    const { took, assumed } = idle ? { took: 0, assumed: false } : durationOf(job);
    timed.set(job, { job, start, end: start + took, assumed, outcome, depth, waitsFor });
  }
  return [...timed.values()].sort(byStart);
}

function byEnd(a: TimedJob, b: TimedJob): number {
  return a.end - b.end || byStart(a, b);
}

function byStart(a: TimedJob, b: TimedJob): number {
  return a.start - b.start || a.depth - b.depth || (a.job.unit.id < b.job.unit.id ? -1 : 1);
}

/** All jobs, each behind those it waits for. A transaction has no cycles; were there one, its jobs would come last. */
function inOrder(jobs: readonly Job[], order: JobOrder): Job[] {
  const waiting = new Map<Job, number>();
  const waitedForBy = new Map<Job, Job[]>();
  for (const job of jobs) {
    const before = order.get(job) ?? [];
    waiting.set(job, before.length);
    for (const each of before) {
      const list = waitedForBy.get(each);
      if (list) list.push(job);
      else waitedForBy.set(each, [job]);
    }
  }
  const sorted = jobs.filter((job) => waiting.get(job) === 0);
  for (let at = 0; at < sorted.length; at++) {
    for (const next of waitedForBy.get(sorted[at]!) ?? []) {
      const left = waiting.get(next)! - 1;
      waiting.set(next, left);
      if (left === 0) sorted.push(next);
    }
  }
  return sorted.length === jobs.length ? sorted : [...sorted, ...jobs.filter((job) => waiting.get(job)! > 0)];
}
