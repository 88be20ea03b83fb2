import type { GraphUnit } from '../units/graph.ts';
import { transactionAddJobAndDependencies } from './addJobAndDependencies.ts';
import type { TransactionDraft } from './draft.ts';
import { isInactiveOrDeactivating, isInactiveOrFailed } from './jobType.ts';
import { ignoreOnIsolate } from './unitAbilities.ts';

/** Since then, or a version or two earlier, a trigger keeps its unit only while it is up itself. */
const TRIGGER_HAS_TO_BE_UP_SINCE = 257;

/** `transaction_add_isolate_jobs` of transaction.c: stops whatever is up and not part of the transaction. */
export function transactionAddIsolateJobs(draft: TransactionDraft): void {
  const { graph, state, order, anchors } = draft;
  const [by] = anchors;
  for (const unit of order.all(graph.units)) {
    if (isInactiveOrFailed(state.activeState(unit)) && state.job(unit) === undefined) continue;
    if (!shallStopOnIsolate(draft, unit)) continue;
    transactionAddJobAndDependencies(draft, { type: 'stop', unit, by, because: 'isolate', matters: true });
  }
}

/** `shall_stop_on_isolate`, with what older versions have in the caller: units stay that a unit which stays triggers. */
function shallStopOnIsolate(draft: TransactionDraft, unit: GraphUnit): boolean {
  if (stays(draft, unit)) return false;
  const keeps = draft.graph.version >= TRIGGER_HAS_TO_BE_UP_SINCE ? keepsWhatItTriggers : stays;
  for (const trigger of unit.dependencies.get('TriggeredBy')?.keys() ?? []) {
    if (!isInactiveOrFailed(draft.state.activeState(trigger))) draft.orderMattered = true;
    if (keeps(draft, trigger)) return false;
  }
  return true;
}

function stays(draft: TransactionDraft, unit: GraphUnit): boolean {
  return ignoreOnIsolate(unit) || draft.jobs.has(unit);
}

function keepsWhatItTriggers(draft: TransactionDraft, trigger: GraphUnit): boolean {
  if (isInactiveOrDeactivating(draft.state.activeState(trigger))) return false;
  const jobs = draft.jobs.get(trigger);
  if (jobs?.some((job) => job.type === 'stop')) return false;
  return jobs !== undefined || ignoreOnIsolate(trigger);
}
