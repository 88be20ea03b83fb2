import type { GraphUnit } from '../units/graph.ts';
import type { Job, JobType, ManagerState, Transaction } from './job.ts';
import { jobTypeIsConflicting, jobTypeIsSuperset, jobTypeMergeAndCollapse } from './jobType.ts';

/** What becomes of a job when the manager takes it. */
export interface InstalledJob {
  readonly job: Job;
  /** The type that the unit's job has now; another one than the job's when the two were merged. */
  readonly type: JobType;
  /**
   * - `new`: the unit had no job
   * - `replaces`: the job of before is cancelled
   * - `merged`: the job of before takes this one in, and waits or runs on
   * - `again`: the same, but it has to begin anew
   */
  readonly how: 'new' | 'replaces' | 'merged' | 'again';
}

/**
 * `transaction_apply` of transaction.c and `job_install` of job.c: what the jobs of a transaction do to those that the manager
 * has. Jobs of `transaction.cancelled` are gone before. A `nop` has a place of its own and disturbs nobody.
 */
export function applyTransaction(transaction: Transaction, state: ManagerState): Map<GraphUnit, InstalledJob> {
  return new Map(transaction.jobs.map((job) => [job.unit, jobInstall(job, state)]));
}

function jobInstall(job: Job, state: ManagerState): InstalledJob {
  const { unit, type } = job;
  const before = type === 'nop' ? undefined : state.job(unit);
  if (before === undefined || before === 'nop') return { job, type, how: 'new' };
  if (jobTypeIsConflicting(before, type)) return { job, type, how: 'replaces' };
  const merged = jobTypeMergeAndCollapse(before, type, state.activeState(unit)) ?? type;
  return { job, type: merged, how: mayLateMerge(job, before, state) ? 'merged' : 'again' };
}

/** `jobs_may_late_merge`: a job that runs already does for the new one, unless it may have read its files too early. */
function mayLateMerge({ unit, type }: Job, before: JobType, state: ManagerState): boolean {
  if (!state.running?.(unit)) return true;
  return type !== 'reload' && jobTypeIsSuperset(before, type);
}
