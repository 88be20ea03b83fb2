import { type DraftJob, type TransactionDraft, transactionDeleteJob } from './draft.ts';
import { jobTypeIsConflicting, jobTypeIsRedundant } from './jobType.ts';

/**
 * `transaction_drop_redundant` of transaction.c: leaves out units of which all jobs want what is so already. No such
 * decision changes another one, so a single pass does.
 */
export function transactionDropRedundant(draft: TransactionDraft): void {
  const { jobs } = draft;
  for (let place = 0; place < jobs.size; place++) {
    const list = jobs.at(place);
    if (!list || list.some((job) => isOfUse(draft, job))) continue;
    for (const job of [...list]) {
      const text = `${job.unit.id} is ${draft.state.activeState(job.unit)} already`;
      transactionDeleteJob(draft, job, false, { reason: 'redundant', text });
    }
  }
}

function isOfUse({ anchors, state }: TransactionDraft, job: DraftJob): boolean {
  if (anchors.has(job) || !jobTypeIsRedundant(job.type, state.activeState(job.unit))) return true;
  const before = state.job(job.unit);
  return before !== undefined && jobTypeIsConflicting(job.type, before);
}
