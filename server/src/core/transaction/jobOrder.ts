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

/** The same by the places of the jobs in the list. */
export function earlierJobs(jobs: readonly Job[]): number[][] {
  const places = new Map<GraphUnit, number>();
  for (const [place, { unit }] of jobs.entries()) places.set(unit, place);
  const waiting: number[][] = jobs.map(() => []);
  let turned = false;
  for (const [place, job] of jobs.entries()) {
    const after = job.unit.dependencies.get('After');
    for (const unit of after ? unitsIn(after) : []) {
      const other = places.get(unit);
      if (other === undefined || other === place) continue;
      const order = jobCompareBefore(jobs[other]!, job);
      if (order < 0) waiting[place]!.push(other);
      else if (order > 0) waiting[other]!.push(place);
      turned ||= order > 0;
    }
  }
  // Only where the order of two units is turned can it be entered from both ends.
  return turned ? waiting.map((others) => [...new Set(others)]) : waiting;
}
