import type { GraphUnit, UnitDependency, UnitGraph } from '../units/graph.ts';
import { applyTransaction } from './applyTransaction.ts';
import { buildTransaction, freshManager } from './buildTransaction.ts';
import type { Job, JobMode, JobType, ManagerState } from './job.ts';
import { isActiveOrActivating } from './jobType.ts';
import { isPerpetual } from './unitAbilities.ts';

/** Jobs that a manager has before it is asked for anything. */
export type JobsBefore = ReadonlyMap<GraphUnit, Job>;

/** The dependencies with `UNIT_ATOM_RETROACTIVE_START_REPLACE` and `..._START_FAIL`, with the mode of each. */
const STARTED: readonly (readonly [UnitDependency, JobMode])[] = [
  ['Requires', 'replace'],
  ['BindsTo', 'replace'],
  ['Upholds', 'replace'],
  ['Wants', 'fail'],
];

/**
 * What a manager that begins starts by itself: unit.c, `retroactively_start_dependencies`, for the units that are there from
 * the beginning. It does so only for those that they have no `After=` with, which nearly no machine has.
 */
export function retroactiveStarts(graph: UnitGraph): JobsBefore {
  const jobs = new Map<GraphUnit, Job>();
  for (const unit of graph.units) {
    if (!isPerpetual(unit) || unit.loadState !== 'loaded') continue;
    for (const [dependency, mode] of STARTED) {
      for (const other of unit.dependencies.get(dependency)?.keys() ?? []) {
        if (!unit.dependencies.get('After')?.has(other)) start(graph, jobs, other, mode);
      }
    }
  }
  return jobs;
}

function start(graph: UnitGraph, jobs: Map<GraphUnit, Job>, unit: GraphUnit, mode: JobMode): void {
  if (isActiveOrActivating(freshManager.activeState(unit))) return;
  const state = managerWith(jobs);
  const transaction = buildTransaction(graph, state, { type: 'start', unit: unit.id, mode });
  for (const { job, type } of applyTransaction(transaction, state).values()) jobs.set(job.unit, withType(job, type));
}

/** A fresh manager that has these jobs. */
export function managerWith(jobs: JobsBefore): ManagerState {
  if (jobs.size === 0) return freshManager;
  return { ...freshManager, job: (unit) => jobs.get(unit)?.type };
}

/** The job as it is when it has taken another one in. */
export function withType(job: Job, type: JobType): Job {
  return job.type === type ? job : { ...job, type };
}
