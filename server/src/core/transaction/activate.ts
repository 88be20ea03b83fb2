import { transactionCollectGarbage } from './collectGarbage.ts';
import type { TransactionDraft } from './draft.ts';
import { transactionDropRedundant } from './dropRedundant.ts';
import { transactionFindJobsThatMatterToAnchor } from './findJobsThatMatterToAnchor.ts';
import { transactionIsDestructive } from './isDestructive.ts';
import type { JobMode, TransactionError } from './job.ts';
import { transactionMergeJobs } from './mergeJobs.ts';
import { transactionMinimizeImpact } from './minimizeImpact.ts';
import { transactionVerifyOrder } from './verifyOrder.ts';

/** `transaction_activate` of transaction.c, up to the point at which the jobs become the manager's. */
export function transactionActivate(draft: TransactionDraft, mode: JobMode): TransactionError | undefined {
  transactionFindJobsThatMatterToAnchor(draft);
  const bailed = transactionMinimizeImpact(draft, mode);
  if (bailed) return bailed;
  transactionDropRedundant(draft);
  const collect = () => {
    if (mode !== 'isolate') transactionCollectGarbage(draft);
  };
  collect();
  const refused = untilInOrder(draft, collect) ?? transactionMergeJobs(draft, collect);
  if (refused) return refused;
  transactionDropRedundant(draft);
  return transactionIsDestructive(draft, mode);
}

/** Breaks one cycle after the other, with the garbage out of the way each time. */
function untilInOrder(draft: TransactionDraft, collect: () => void): TransactionError | undefined {
  for (;;) {
    const result = transactionVerifyOrder(draft);
    if (result !== 'again') return result === 'done' ? undefined : result;
    collect();
  }
}
