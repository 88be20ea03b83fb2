import type { Assigned } from './reading.ts';

/** Complaints after which systemd takes the value all the same. */
const TAKEN_ALL_THE_SAME: ReadonlySet<string> = new Set([]);

/** Whether systemd goes on as if the assignment were not there. */
export function isRefused(assigned: Assigned): boolean {
  return assigned.problems.some((problem) => !TAKEN_ALL_THE_SAME.has(problem.code));
}

/** The offset in the value of the first part that systemd refuses; undefined when it takes all. */
export function refusedFrom(assigned: Assigned): number | undefined {
  const refused = assigned.problems.filter((problem) => !TAKEN_ALL_THE_SAME.has(problem.code));
  return refused.length === 0 ? undefined : Math.min(...refused.map((problem) => problem.start));
}
