import type { GraphUnit } from '../units/graph.ts';
import { transactionAddJobAndDependencies } from './addJobAndDependencies.ts';
import type { TransactionDraft } from './draft.ts';
import { isInactiveOrFailed } from './jobType.ts';

/** `transaction_add_triggering_jobs` of transaction.c: stops also what would start the unit again. */
export function transactionAddTriggeringJobs(draft: TransactionDraft, unit: GraphUnit): void {
  const { state, jobs, anchors } = draft;
  const by = [...anchors].at(-1);
  for (const trigger of unit.dependencies.get('TriggeredBy')?.keys() ?? []) {
    if (isInactiveOrFailed(state.activeState(trigger)) && state.job(trigger) === undefined) continue;
    if (jobs.has(trigger)) continue;
    transactionAddJobAndDependencies(draft, { type: 'stop', unit: trigger, by, because: 'TriggeredBy', matters: true });
  }
}
