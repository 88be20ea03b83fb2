import { askersOf, type DraftJob, type TransactionDraft, transactionDeleteJob } from './draft.ts';
import { jobTypeIsMergeable } from './jobType.ts';

/**
 * `delete_one_unmergeable_job` of transaction.c: of the first two jobs of a unit that contradict each other, leaves out the
 * one that the anchor can do without. False when both matter.
 */
export function deleteOneUnmergeableJob(draft: TransactionDraft, list: readonly DraftJob[]): boolean {
  for (const [index, a] of list.entries()) {
    for (const b of list.slice(index + 1)) {
      if (jobTypeIsMergeable(a.type, b.type)) continue;
      if (a.mattersToAnchor && b.mattersToAnchor) return false;
      const loser = smarterToRemove(a, b);
      const text = whyItLoses(loser, loser === a ? b : a);
      transactionDeleteJob(draft, loser, true, { reason: 'conflict', text });
      return true;
    }
  }
  return false;
}

/** A start is rather kept than a stop, unless the stop comes from `Conflicts=` of a unit that is started. */
function smarterToRemove(a: DraftJob, b: DraftJob): DraftJob {
  if (b.mattersToAnchor) return a;
  if (a.mattersToAnchor) return b;
  if (a.type === 'stop' && jobIsConflictedBy(a)) return b;
  if (b.type === 'stop' && jobIsConflictedBy(b)) return a;
  return b.type === 'stop' ? b : a;
}

/** `job_is_conflicted_by`: whether a unit that is started has `Conflicts=` with this one. */
function jobIsConflictedBy(job: DraftJob): boolean {
  return askersOf(job).some((link) => link.conflicts);
}

function whyItLoses(loser: DraftJob, winner: DraftJob): string {
  const askers = askersOf(winner);
  const rivals = askers.filter((link) => link.conflicts).map((link) => link.subject.unit.id);
  if (winner.type === 'stop' && rivals.length > 0) return `it conflicts with the start of ${rivals.join(', ')}`;
  const asking = askers[0]?.subject.unit.id;
  const whose = asking === undefined ? '' : ` that ${asking} asks for`;
  return `it contradicts the ${winner.type} job of ${loser.unit.id}${whose}`;
}
