import { type DraftJob, type TransactionDraft, transactionDeleteJob } from './draft.ts';
import type { JobMode, TransactionError } from './job.ts';
import { jobError } from './jobErrors.ts';
import { isActiveOrActivating, jobTypeIsConflicting } from './jobType.ts';

/**
 * `transaction_minimize_impact` of transaction.c: with mode `fail` whatever stops a running unit or reverses a job that
 * goes on is left out if the anchor can do without; with `lenient` it is refused if not.
 */
export function transactionMinimizeImpact(draft: TransactionDraft, mode: JobMode): TransactionError | undefined {
  if (mode !== 'fail' && mode !== 'lenient') return undefined;
  for (const list of draft.jobs.values()) {
    for (const job of [...list]) {
      const text = impact(draft, job);
      if (text === undefined || job.deleted || (job.mattersToAnchor && mode === 'fail')) continue;
      if (job.mattersToAnchor) return jobError('TransactionIsDestructive', text);
      transactionDeleteJob(draft, job, true, { reason: 'impact', text });
    }
  }
  return undefined;
}

function impact({ state }: TransactionDraft, { unit, type }: DraftJob): string | undefined {
  if (type === 'stop' && isActiveOrActivating(state.activeState(unit))) return `it would stop ${unit.id}, which is up`;
  const before = state.job(unit);
  if (before === undefined || !jobTypeIsConflicting(type, before)) return undefined;
  return `it would undo the ${before} job that ${unit.id} has`;
}
