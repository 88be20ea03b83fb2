import type { TransactionDraft } from './draft.ts';

/** `transaction_find_jobs_that_matter_to_anchor` of transaction.c: those without which the anchor comes to nothing. */
export function transactionFindJobsThatMatterToAnchor({ anchors }: TransactionDraft): void {
  const due = [...anchors];
  for (const anchor of due) anchor.mattersToAnchor = true;
  for (let job = due.pop(); job; job = due.pop()) {
    for (let link = job.firstAsk; link; link = link.nextAsk) {
      const { object } = link;
      if (link.dead || !link.matters || object.mattersToAnchor) continue;
      object.mattersToAnchor = true;
      due.push(object);
    }
  }
}
