import type { JobType } from './job.ts';

/** What of a job its place in time depends on. */
export interface OrderedJob {
  readonly type: JobType;
  readonly ignoreOrder?: boolean;
}

/**
 * `job_compare` of job.c, for a unit that is to come before another one: negative when the job of the first goes first,
 * positive when that of the second does, 0 when neither waits. A stop goes first whichever unit it is for, and so does a
 * restart, which begins as a stop.
 */
export function jobCompareBefore(first: OrderedJob, second: OrderedJob): number {
  if (first.type === 'nop' || second.type === 'nop') return 0;
  if (first.ignoreOrder || second.ignoreOrder) return 0;
  return second.type === 'stop' || second.type === 'restart' ? 1 : -1;
}
