import type { Job } from '../../transaction/job.ts';
import { earlierJobs } from '../../transaction/jobOrder.ts';
import type { ScheduledJob } from '../result.ts';
import type { Duration } from './durations.ts';

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
  const order = earlierJobs(jobs);
  const timed: (TimedJob | undefined)[] = jobs.map(() => undefined);
  for (const place of inOrder(order)) {
    const job = jobs[place]!;
    const waitsFor = order[place]!.map((each) => timed[each]).filter((each) => each !== undefined);
    waitsFor.sort(byEnd);
    const start = waitsFor.at(-1)?.end ?? 0;
    let depth = 0;
    for (const each of waitsFor) depth = Math.max(depth, each.depth + 1);
    const outcome = outcomeOf(job);
    const idle = outcome.outcome === 'skipped' || outcome.outcome === 'dependency';
    const { took, assumed } = idle ? IDLE : durationOf(job);
    timed[place] = { job, start, end: start + took, assumed, outcome, depth, waitsFor };
  }
  return timed.filter((each) => each !== undefined).sort(byStart);
}

const IDLE: Duration = { took: 0, assumed: false };

function byEnd(a: TimedJob, b: TimedJob): number {
  return a.end - b.end || byStart(a, b);
}

function byStart(a: TimedJob, b: TimedJob): number {
  return a.start - b.start || a.depth - b.depth || (a.job.unit.id < b.job.unit.id ? -1 : 1);
}

/** The places of all jobs, each behind those it waits for. A transaction has no cycles; were there one, its jobs would come last. */
function inOrder(order: readonly (readonly number[])[]): number[] {
  const left = order.map((before) => before.length);
  const waitedForBy: number[][] = order.map(() => []);
  for (const [place, before] of order.entries()) for (const each of before) waitedForBy[each]!.push(place);
  const sorted: number[] = [];
  for (const [place, count] of left.entries()) if (count === 0) sorted.push(place);
  for (let at = 0; at < sorted.length; at++) {
    for (const next of waitedForBy[sorted[at]!]!) if (--left[next]! === 0) sorted.push(next);
  }
  for (const [place, count] of left.entries()) if (count > 0) sorted.push(place);
  return sorted;
}
