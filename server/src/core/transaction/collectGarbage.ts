import { type TransactionDraft, transactionDeleteJob } from './draft.ts';

/**
 * `transaction_collect_garbage` of transaction.c: leaves out jobs that nobody asks for any more, and what only they ask for.
 * systemd looks at the youngest job of each unit alone, so that an older one stays as long as it is not the only one.
 */
export function transactionCollectGarbage(draft: TransactionDraft): void {
  const drop = { reason: 'unneeded', text: 'nothing asks for it any more' } as const;
  for (let job = draft.orphans.pop(); job; job = draft.orphans.pop()) {
    if (job.deleted || job.askers > 0 || draft.anchors.has(job)) continue;
    const list = draft.jobs.get(job.unit) ?? [];
    if (list.length > 1) draft.orderMattered = true;
    if (list[0] === job) transactionDeleteJob(draft, job, true, drop);
  }
}
