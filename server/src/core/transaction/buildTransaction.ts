import type { GraphUnit, UnitGraph } from '../units/graph.ts';
import { transactionActivate } from './activate.ts';
import { transactionAddIsolateJobs } from './addIsolateJobs.ts';
import { transactionAddJobAndDependencies } from './addJobAndDependencies.ts';
import { transactionAddTriggeringJobs } from './addTriggeringJobs.ts';
import { checkAndMangleType } from './checkAndMangleType.ts';
import { type TransactionDraft, transactionNew } from './draft.ts';
import { finishedTransaction, refusedTransaction } from './finish.ts';
import type { JobMode, JobRequest, ManagerState, RequestedJobType, Transaction, TransactionError } from './job.ts';
import { jobError } from './jobErrors.ts';
import { jobTypeCollapse } from './jobType.ts';
import { type Attempt, likeliestTransaction } from './likeliest.ts';
import type { TableOrder } from './tableOrder.ts';
import { allowIsolate, isPerpetual } from './unitAbilities.ts';

/** Modes that came later than the rest: in that version, or in one or two before. */
const MODE_SINCE: { readonly [mode in JobMode]?: number } = { 'restart-dependencies': 257, lenient: 262 };

/** A manager that has not done anything yet: only what is always there is active. */
export const freshManager: ManagerState = {
  activeState: (unit) => (isPerpetual(unit) ? 'active' : 'inactive'),
  job: () => undefined,
};

/**
 * The transaction for one job: manager.c, `manager_add_job_full`, and for a request from outside the checks that come before
 * it. The unit has to be among the graph's, with all that it leads to. The answer is the same for the same graph: where
 * systemd's own is a matter of chance, it is the likeliest one.
 */
export function buildTransaction(graph: UnitGraph, state: ManagerState, request: JobRequest): Transaction {
  const asked = checkedRequests(graph, state, request);
  if (!asked[0].unit) return refusedTransaction(asked[0].error);
  return likeliestTransaction((order) => attempt(transactionNew(graph, state, order), asked, request.mode));
}

/** The same with a certain order of systemd's tables. */
export function transactionInOrder(
  graph: UnitGraph,
  state: ManagerState,
  request: JobRequest,
  order: TableOrder,
): Transaction {
  const asked = checkedRequests(graph, state, request);
  if (!asked[0].unit) return refusedTransaction(asked[0].error);
  return attempt(transactionNew(graph, state, order), asked, request.mode).finish();
}

type CheckedRequest =
  | { readonly unit: GraphUnit; readonly type: RequestedJobType }
  | { readonly unit?: undefined; readonly error: TransactionError };

type CheckedRequests = readonly [CheckedRequest, ...CheckedRequest[]];

/** One for each unit that is asked for. */
function checkedRequests(graph: UnitGraph, state: ManagerState, request: JobRequest): CheckedRequests {
  const others = (request.also ?? []).map((unit) => checkedRequest(graph, state, { ...request, unit }));
  return [checkedRequest(graph, state, request), ...others];
}

/** What can be refused before there is a transaction. */
function checkedRequest(graph: UnitGraph, state: ManagerState, request: JobRequest): CheckedRequest {
  const unit = graph.unit(request.unit);
  if (!unit) return { error: jobError('NoSuchUnit', `${request.unit} is not there`) };
  const asked = request.manual ? checkAndMangleType(graph, state, unit, request) : { type: request.type };
  if (asked.error) return { error: asked.error };
  const error = modeError(asked.type, unit, request.mode, graph.version);
  return error ? { error } : { unit, type: asked.type };
}

function attempt(draft: TransactionDraft, asked: CheckedRequests, mode: JobMode): Attempt {
  const error = fillAll(draft, asked, mode) ?? transactionActivate(draft, mode);
  const finish = () => (error ? refusedTransaction(error, draft.dropped) : finishedTransaction(draft, mode));
  return { draft, error, finish };
}

function modeError(
  type: RequestedJobType,
  unit: GraphUnit,
  mode: JobMode,
  version: number,
): TransactionError | undefined {
  if (version < (MODE_SINCE[mode] ?? 0)) return jobError('InvalidArgs', `systemd ${version} has no job mode ${mode}`);
  if ((mode === 'isolate' || mode === 'restart-dependencies') && type !== 'start') {
    return jobError('InvalidArgs', `mode ${mode} is only for start`);
  }
  if (mode === 'isolate' && !allowIsolate(unit)) {
    return jobError('NoIsolation', `${unit.id} may not be isolated: it lacks AllowIsolate=yes`);
  }
  if (mode === 'triggering' && type !== 'stop') return jobError('InvalidArgs', 'mode triggering is only for stop');
  return undefined;
}

/** `manager_add_jobs` of manager.c: the first unit that is refused ends it. */
function fillAll(draft: TransactionDraft, asked: CheckedRequests, mode: JobMode): TransactionError | undefined {
  for (const one of asked) {
    const error = one.unit ? fill(draft, one.unit, one.type, mode) : one.error;
    if (error) return error;
  }
  return undefined;
}

function fill(
  draft: TransactionDraft,
  unit: GraphUnit,
  asked: RequestedJobType,
  mode: JobMode,
): TransactionError | undefined {
  const error = transactionAddJobAndDependencies(draft, {
    type: jobTypeCollapse(asked, draft.state.activeState(unit)),
    unit,
    by: undefined,
    because: '',
    matters: true,
    ignoreRequirements: mode === 'ignore-dependencies' || mode === 'ignore-requirements',
    ignoreOrder: mode === 'ignore-dependencies',
    startAsRestart: mode === 'restart-dependencies',
  });
  if (error) return error;
  if (mode === 'isolate') transactionAddIsolateJobs(draft);
  if (mode === 'triggering') transactionAddTriggeringJobs(draft, unit);
  return undefined;
}
