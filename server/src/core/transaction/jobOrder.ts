import { unitsIn } from '../units/dependencies/view.ts';
import type { GraphUnit } from '../units/graph.ts';
import type { Job, Transaction } from './job.ts';
import { jobCompareBefore } from './jobCompare.ts';

/**
 * For each job of a transaction, those of its other jobs that have to be done first: job.c, `job_is_runnable`. A restart
 * stands with its stop here; once that is done, it waits as a start would.
 */
export function jobOrder({ jobs }: Pick<Transaction, 'jobs'>): Map<Job, Job[]> {
  const earlier = earlierJobs(jobs);
  return new Map(jobs.map((job, index) => [job, earlier[index]!.map((each) => jobs[each]!)]));
}

const NONE: readonly GraphUnit[] = [];

/** The same by the places of the jobs in the list. */
export function earlierJobs(jobs: readonly Job[]): number[][] {
  const places = placesOf(jobs);
  const waiting: number[][] = jobs.map(() => []);
  let turned = false;
  for (let place = 0; place < jobs.length; place++) {
    const job = jobs[place]!;
    const after = job.unit.dependencies.get('After');
    const units = after ? unitsIn(after) : NONE;
    for (let i = 0; i < units.length; i++) {
      const other = places[units[i]!.index] ?? -1;
      if (other < 0 || other === place) continue;
      const order = jobCompareBefore(jobs[other]!, job);
      if (order < 0) waiting[place]!.push(other);
      else if (order > 0) waiting[other]!.push(place);
      turned ||= order > 0;
    }
  }
  // Only where the order of two units is turned can it be entered from both ends.
  return turned ? waiting.map((others) => [...new Set(others)]) : waiting;
}

/** By the place of a unit in its graph the place of its job, -1 for none. The units are those of one graph. */
function placesOf(jobs: readonly Job[]): Int32Array {
  let most = -1;
  for (let i = 0; i < jobs.length; i++) most = Math.max(most, jobs[i]!.unit.index);
  const places = new Int32Array(most + 1).fill(-1);
  for (let i = 0; i < jobs.length; i++) places[jobs[i]!.unit.index] = i;
  return places;
}
