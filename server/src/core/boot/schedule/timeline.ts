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
  const sorted: TimedJob[] = [];
  const places = inOrder(order);
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    const job = jobs[place]!;
    const waitsFor = waitedFor(order[place]!, timed);
    const start = waitsFor.length === 0 ? 0 : waitsFor[waitsFor.length - 1]!.end;
    let depth = 0;
    for (let each = 0; each < waitsFor.length; each++) depth = Math.max(depth, waitsFor[each]!.depth + 1);
    const outcome = outcomeOf(job);
    const idle = outcome.outcome === 'skipped' || outcome.outcome === 'dependency';
    const { took, assumed } = idle ? IDLE : durationOf(job);
    const one = { job, start, end: start + took, assumed, outcome, depth, waitsFor };
    timed[place] = one;
    sorted.push(one);
  }
  return sorted.sort(byStart);
}

/** Up to so many are put in order as they come; hardly a job waits for more. */
const FEW = 16;

/** The jobs at those places that are in time already, in the order in which they end. */
function waitedFor(places: readonly number[], timed: readonly (TimedJob | undefined)[]): TimedJob[] {
  const found: TimedJob[] = [];
  const isFew = places.length <= FEW;
  for (let i = 0; i < places.length; i++) {
    const one = timed[places[i]!];
    if (one === undefined) continue;
    let at = found.length;
    found.push(one);
    for (; isFew && at > 0 && byEnd(one, found[at - 1]!) < 0; at--) found[at] = found[at - 1]!;
    found[at] = one;
  }
  return isFew ? found : found.sort(byEnd);
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
  const count = order.length;
  const left = new Int32Array(count);
  // Who waits for a job: a chain of entries from the last to the first, as one list for each job would take much room.
  const last = new Int32Array(count).fill(-1);
  const waiting: number[] = [];
  const before: number[] = [];
  const sorted: number[] = [];
  for (let place = count - 1; place >= 0; place--) {
    const earlier = order[place]!;
    left[place] = earlier.length;
    for (let i = 0; i < earlier.length; i++) {
      before.push(last[earlier[i]!]!);
      last[earlier[i]!] = waiting.push(place) - 1;
    }
  }
  for (let place = 0; place < count; place++) if (left[place] === 0) sorted.push(place);
  for (let at = 0; at < sorted.length; at++) {
    for (let entry = last[sorted[at]!]!; entry >= 0; entry = before[entry]!) {
      if (--left[waiting[entry]!]! === 0) sorted.push(waiting[entry]!);
    }
  }
  for (let place = 0; place < count; place++) if (left[place]! > 0) sorted.push(place);
  return sorted;
}
