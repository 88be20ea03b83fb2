import type { GraphUnit } from '../units/graph.ts';
import type { Job, Transaction } from './job.ts';
import { jobCompareBefore } from './jobCompare.ts';

/**
 * For each job of a transaction, those of its other jobs that have to be done first: job.c, `job_is_runnable`. A restart
 * stands with its stop here; once that is done, it waits as a start would.
 */
export function jobOrder({ jobs }: Pick<Transaction, 'jobs'>): Map<Job, Job[]> {
  const ofUnit = new Map<GraphUnit, Job>();
  const waiting = new Map<Job, Set<Job>>();
  for (const job of jobs) {
    ofUnit.set(job.unit, job);
    waiting.set(job, new Set());
  }
  for (const job of jobs) {
    for (const unit of job.unit.dependencies.get('After')?.keys() ?? []) {
      const earlier = ofUnit.get(unit);
      const order = earlier && earlier !== job ? jobCompareBefore(earlier, job) : 0;
      if (order < 0) waiting.get(job)!.add(earlier!);
      else if (order > 0) waiting.get(earlier!)!.add(job);
    }
  }
  return new Map([...waiting].map(([job, others]) => [job, [...others]]));
}
