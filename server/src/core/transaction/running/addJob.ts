import type { JobMode, JobRequest, RequestedJobType, Transaction } from '../job.ts';
import { jobAddToRunQueue, jobFinish, jobInstall, jobStartTimer } from './jobs.ts';
import type { Simulation } from './simulation.ts';
import type { UnitRun } from './unitRun.ts';

/** `manager_add_job`: has a transaction built for the state of this moment, and puts its jobs in. */
export function addJob(sim: Simulation, type: RequestedJobType, run: UnitRun, mode: JobMode): Transaction {
  return requestJobs(sim, { type, unit: run.id, mode });
}

/** The same for a request that has more to it. A refused one changes nothing. */
export function requestJobs(sim: Simulation, request: JobRequest, reenqueueAnchor = false): Transaction {
  const transaction = sim.transaction(request);
  applyTransaction(sim, transaction, request.mode, reenqueueAnchor);
  return transaction;
}

/** `transaction_apply` of transaction.c. */
export function applyTransaction(
  sim: Simulation,
  transaction: Transaction,
  mode: JobMode,
  reenqueueAnchor = false,
): void {
  if (!transaction.anchor) return;
  for (const unit of transaction.cancelled ?? []) {
    const { job, nopJob } = sim.run(unit);
    if (job) jobFinish(sim, job, 'canceled', false);
    if (nopJob) jobFinish(sim, nopJob, 'canceled', false);
  }
  for (const wanted of transaction.jobs) {
    const isAnchor = wanted === transaction.anchor;
    const job = jobInstall(sim, sim.run(wanted.unit), {
      type: wanted.type,
      irreversible: mode === 'replace-irreversibly',
      ignoreOrder: mode === 'ignore-dependencies',
      reenqueue: reenqueueAnchor && isAnchor,
    });
    jobAddToRunQueue(sim, job);
    jobStartTimer(sim, job, false);
  }
}
