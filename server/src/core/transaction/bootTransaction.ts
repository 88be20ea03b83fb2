import type { UnitGraph } from '../units/graph.ts';
import { applyTransaction } from './applyTransaction.ts';
import { buildTransaction } from './buildTransaction.ts';
import { refusedTransaction } from './finish.ts';
import type { ManagerState, Transaction, TransactionError } from './job.ts';
import { busUnitValidateLoadState, jobError } from './jobErrors.ts';
import { type JobsBefore, managerWith, retroactiveStarts, withType } from './retroactiveStarts.ts';

/** What `default.target` falls back to when it is not there: Debian's and upstream's choice when systemd is built. */
const FALLBACK_DEFAULT_TARGET = 'graphical.target';
const RESCUE = 'rescue.target';
/** Since then, or a version or two earlier, a boot without a default target goes there instead of to the rescue. */
const FALLBACK_SINCE = 262;

export interface BootRequest {
  /** The unit of the kernel's or the manager's command line; undefined when neither names one. */
  readonly unit: string | undefined;
  /** The manager runs in the initrd. */
  readonly initrd?: boolean;
}

/** The unit that a boot goes for in the end, and why not for the one that was asked for. */
export interface BootTarget {
  /** Undefined when even `rescue.target` cannot be had. */
  readonly unit: string | undefined;
  /** Each unit that was tried in vain, with the reason. */
  readonly failed: readonly { readonly unit: string; readonly error: TransactionError }[];
}

/**
 * main.c, `do_queue_default_job`, its first half: which unit a boot goes for. `load` gives a graph that has the unit loaded,
 * and is asked for one name after the other until one will do.
 */
export function bootTarget(load: (name: string) => UnitGraph, { unit, initrd }: BootRequest): BootTarget {
  const failed: { unit: string; error: TransactionError }[] = [];
  const tryUnit = (name: string): 'fine' | TransactionError => {
    const graph = load(name);
    const found = graph.unit(name);
    const error = found ? busUnitValidateLoadState(found) : jobError('NoSuchUnit', `${name} is not there`);
    if (error) failed.push({ unit: name, error });
    return error ?? 'fine';
  };
  const first = unit ?? (initrd ? 'initrd.target' : 'default.target');
  const result = tryUnit(first);
  if (result === 'fine') return { unit: first, failed };
  const { version } = load(first);
  const second = unit === undefined ? secondTarget(version, initrd ?? false, result) : undefined;
  if (second !== undefined && tryUnit(second) === 'fine') return { unit: second, failed };
  return { unit: tryUnit(RESCUE) === 'fine' ? RESCUE : undefined, failed };
}

function secondTarget(version: number, initrd: boolean, { code }: TransactionError): string | undefined {
  if (version < FALLBACK_SINCE) return initrd ? 'default.target' : undefined;
  if (code !== 'ENOENT') return undefined;
  return initrd ? 'default.target' : FALLBACK_DEFAULT_TARGET;
}

/**
 * The transaction of a boot: `do_queue_default_job` of main.c. The unit is isolated, or only started when it may not be
 * isolated; when it cannot be loaded, `rescue.target` takes its place, if the graph has it. Jobs that a fresh manager has
 * before, and that go on, are among those of the transaction.
 *
 * @param unit a name that was asked for; `bootTarget` finds the one for a boot that asks for none
 * @param state the manager that boots; a fresh one when not given
 */
export function bootTransaction(graph: UnitGraph, unit: string, state?: ManagerState): Transaction {
  const target = bootTarget(() => graph, { unit });
  const last = target.failed.at(-1);
  if (target.unit === undefined) return refusedTransaction(last!.error);
  if (state) return isolatedOrStarted(graph, state, target.unit);
  const before = retroactiveStarts(graph);
  const manager = managerWith(before);
  const transaction = isolatedOrStarted(graph, manager, target.unit);
  return before.size === 0 || transaction.error ? transaction : withJobsBefore(transaction, manager, before);
}

function isolatedOrStarted(graph: UnitGraph, state: ManagerState, unit: string): Transaction {
  const isolated = buildTransaction(graph, state, { type: 'start', unit, mode: 'isolate' });
  if (isolated.error?.code !== 'EPERM') return isolated;
  return buildTransaction(graph, state, { type: 'start', unit, mode: 'replace' });
}

/** The transaction with the jobs that the manager had before and that go on beside it. */
function withJobsBefore(transaction: Transaction, state: ManagerState, before: JobsBefore): Transaction {
  const installed = [...applyTransaction(transaction, state).values()].map(({ job, type }) => withType(job, type));
  const gone = new Set([...(transaction.cancelled ?? []), ...installed.map((job) => job.unit)]);
  const kept = [...before.values()].filter((job) => !gone.has(job.unit));
  const anchor = installed.find((job) => job.unit === transaction.anchor?.unit);
  return { ...transaction, anchor, jobs: [...installed, ...kept] };
}
