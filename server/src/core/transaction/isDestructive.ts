import type { TransactionDraft } from './draft.ts';
import type { JobMode, TransactionError } from './job.ts';
import { jobError } from './jobErrors.ts';
import { jobTypeIsConflicting } from './jobType.ts';

/** `transaction_is_destructive` of transaction.c: refuses to replace a job that is not to be replaced. */
export function transactionIsDestructive(draft: TransactionDraft, mode: JobMode): TransactionError | undefined {
  const { state, jobs } = draft;
  for (let place = 0; place < jobs.size; place++) {
    const job = jobs.at(place)?.[0];
    if (!job) continue;
    const { unit } = job;
    const before = state.job(unit);
    if (before === undefined || !jobTypeIsConflicting(before, job.type)) continue;
    if (mode !== 'fail' && mode !== 'lenient' && !state.irreversible?.(unit)) continue;
    const text = `${unit.id} has a ${before} job, which a ${job.type} job would undo`;
    return jobError('TransactionIsDestructive', text);
  }
  return undefined;
}
