import type { ValueProblem } from '../../values/judge.ts';
import type { Assigned } from './reading.ts';

/** Complaints after which systemd takes the value all the same, or mends it. */
const TAKEN_ALL_THE_SAME: ReadonlySet<string> = new Set([
  'value.calendar-never',
  'value.deprecated',
  'value.deprecated-specifier',
  'value.specifier-deprecated',
  'value.legacy-path',
  'value.user-nobody',
  'value.user-odd',
]);

/** Whether systemd goes on as if the assignment were not there. */
export function isRefused(assigned: Assigned): boolean {
  return assigned.problems.some(refuses);
}

/** Whether a problem makes systemd pass over the part that it covers. */
export function refuses(problem: ValueProblem): boolean {
  return !TAKEN_ALL_THE_SAME.has(problem.code);
}
