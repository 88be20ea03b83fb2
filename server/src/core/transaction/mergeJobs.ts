import { deleteOneUnmergeableJob } from './deleteOneUnmergeableJob.ts';
import { addAsk, addAsker, askersOf, type DraftJob, type TransactionDraft, transactionDeleteJob } from './draft.ts';
import type { JobType, TransactionError } from './job.ts';
import { jobError } from './jobErrors.ts';
import { jobTypeMergeAndCollapse } from './jobType.ts';

/** Since then, or a version or two earlier, contradictions that matter to the anchor are looked at first. */
const IN_TWO_PASSES_SINCE = 262;

/**
 * `transaction_merge_jobs` of transaction.c: makes one job of all those of a unit.
 *
 * @param collect takes the garbage away whenever a job is gone
 */
export function transactionMergeJobs(draft: TransactionDraft, collect: () => void): TransactionError | undefined {
  transactionDropNop(draft);
  sortCrowded(draft);
  const passes = draft.graph.version >= IN_TWO_PASSES_SINCE ? [true, false] : [undefined];
  for (const matters of passes) {
    const error = transactionEnsureMergeable(draft, matters, collect);
    if (error) return error;
  }
  for (const list of draft.crowded.values()) if (list.length > 1) mergeList(draft, list);
  draft.crowded.clear();
  return undefined;
}

/** Units in the order in which they came into the transaction, so that what is told of a conflict begins at its root. */
function sortCrowded({ crowded }: TransactionDraft): void {
  const ageOf = (list: readonly DraftJob[]) => list.at(-1)?.age ?? 0;
  const lists = [...crowded].sort(([, a], [, b]) => ageOf(a) - ageOf(b));
  crowded.clear();
  for (const [unit, list] of lists) crowded.set(unit, list);
}

/** `transaction_drop_nop`: a job that does nothing gives way to one that does. */
function transactionDropNop(draft: TransactionDraft): void {
  for (const list of draft.crowded.values()) {
    const nop = list.length > 1 ? list.find((job) => job.type === 'nop') : undefined;
    if (!nop) continue;
    if (draft.anchors.has(nop)) draft.anchors.add(list.find((job) => job !== nop)!);
    transactionDeleteJob(draft, nop, false);
  }
}

/**
 * `transaction_ensure_mergeable`: leaves out jobs that contradict another one of their unit. systemd begins anew after each; but
 * a unit whose jobs go together has none that do not after others are gone, so it is as well to go on.
 */
function transactionEnsureMergeable(
  draft: TransactionDraft,
  matters: boolean | undefined,
  collect: () => void,
): TransactionError | undefined {
  for (const list of draft.order.jobs(draft.crowded)) {
    const isDue = () => matters === undefined || list.some((job) => job.mattersToAnchor) === matters;
    for (let pair = contradiction(draft, list); pair && isDue(); pair = contradiction(draft, list)) {
      draft.orderMattered = true;
      const { id } = list[0]!.unit;
      if (!deleteOneUnmergeableJob(draft, list)) {
        return jobError('TransactionJobsConflicting', `${id} would have both a ${pair[0]} and a ${pair[1]} job`);
      }
      collect();
    }
  }
  return undefined;
}

/** What the first jobs of a list come to, and the type that does not go with it; undefined when all go together. */
function contradiction({ state }: TransactionDraft, list: readonly DraftJob[]): [JobType, JobType] | undefined {
  if (list.length < 2) return undefined;
  let type = list[0]!.type;
  for (const job of list.slice(1)) {
    const merged = jobTypeMergeAndCollapse(type, job.type, state.activeState(job.unit));
    if (merged === undefined) return [type, job.type];
    type = merged;
  }
  return undefined;
}

/** All jobs of a unit become an anchor if one is among them, else the first of them. */
function mergeList(draft: TransactionDraft, list: DraftJob[]): void {
  const { anchors, state, jobs } = draft;
  const kept = list.findLast((job) => anchors.has(job)) ?? list[0]!;
  const activeState = state.activeState(kept.unit);
  const types = list.map((job) => job.type);
  // The order of jobs in time goes by the youngest one, and a restart has another place than a start.
  if (types.includes('restart')) draft.orderMattered = true;
  kept.type = types.reduce((a, b) => jobTypeMergeAndCollapse(a, b, activeState) ?? a);
  for (const job of list) {
    if (job === kept) continue;
    anchors.delete(job);
    transactionMergeAndDeleteJob(kept, job);
  }
  jobs.set(kept.unit, [kept]);
}

/** `transaction_merge_and_delete_job`, without the type: whoever asked for the other job now asks for this one. */
function transactionMergeAndDeleteJob(job: DraftJob, other: DraftJob): void {
  job.mattersToAnchor ||= other.mattersToAnchor;
  other.deleted = true;
  for (let link = other.firstAsk, next = link?.nextAsk; link; link = next, next = link?.nextAsk) {
    if (!link.dead) addAsk(job, link);
  }
  for (const link of askersOf(other)) addAsker(job, link);
  job.askers += other.askers;
}
