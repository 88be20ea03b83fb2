import { type TransactionDraft, transactionDeleteJob } from './draft.ts';

/** `transaction_collect_garbage` of transaction.c: leaves out jobs that nobody asks for any more, and what only they ask for. */
export function transactionCollectGarbage(draft: TransactionDraft): void {
  const drop = { reason: 'unneeded', text: 'nothing asks for it any more' } as const;
  for (let job = draft.orphans.pop(); job; job = draft.orphans.pop()) {
    const isGarbage = !job.deleted && job.askers === 0 && job !== draft.anchor;
    if (isGarbage) transactionDeleteJob(draft, job, true, drop);
  }
}
