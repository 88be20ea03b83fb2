import type { TransactionDraft } from './draft.ts';

/** `transaction_find_jobs_that_matter_to_anchor` of transaction.c: those without which the anchor comes to nothing. */
export function transactionFindJobsThatMatterToAnchor({ anchors }: TransactionDraft): void {
  const due = [...anchors];
  for (const anchor of due) anchor.mattersToAnchor = true;
  for (let job = due.pop(); job; job = due.pop()) {
    for (const { object, matters, dead } of job.asks) {
      if (dead || !matters || object.mattersToAnchor) continue;
      object.mattersToAnchor = true;
      due.push(object);
    }
  }
}
