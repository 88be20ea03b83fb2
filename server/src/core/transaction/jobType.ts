import type { ActiveState, JobType, RequestedJobType } from './job.ts';

/**
 * `job_merging_table` of job.c: what becomes of two jobs of one unit. It is symmetric, and a job merges with one of its
 * own type; a pair that is not in it contradicts itself.
 */
const MERGED: Readonly<Record<string, RequestedJobType>> = {
  'verify-active start': 'start',
  'reload start': 'reload-or-start',
  'reload verify-active': 'reload',
  'restart start': 'restart',
  'restart verify-active': 'restart',
  'restart reload': 'restart',
};

/** `job_type_lookup_merge`: undefined when the two cannot both be done. Neither may be `nop`. */
export function jobTypeLookupMerge(a: RequestedJobType, b: RequestedJobType): RequestedJobType | undefined {
  if (a === b) return a;
  return MERGED[`${a} ${b}`] ?? MERGED[`${b} ${a}`];
}

export function jobTypeIsMergeable(a: JobType, b: JobType): boolean {
  return jobTypeLookupMerge(a, b) !== undefined;
}

/** `job_type_is_conflicting` of job.h: a `nop` is in nobody's way. */
export function jobTypeIsConflicting(a: JobType, b: JobType): boolean {
  return a !== 'nop' && b !== 'nop' && !jobTypeIsMergeable(a, b);
}

/** `job_type_is_superset` of job.h: whether doing `a` does all that `b` would. */
export function jobTypeIsSuperset(a: JobType, b: JobType): boolean {
  if (b === 'nop') return true;
  return a !== 'nop' && jobTypeLookupMerge(a, b) === a;
}

/** `job_type_is_redundant`: whether the unit is already as the job would have it. Reloads and restarts never are. */
export function jobTypeIsRedundant(type: JobType, state: ActiveState): boolean {
  if (type === 'start' || type === 'verify-active') return isActiveOrReloading(state);
  if (type === 'stop') return isInactiveOrFailed(state);
  return type === 'nop';
}

/** `job_type_collapse`: the plain type behind one that depends on the state of the unit. */
export function jobTypeCollapse(type: RequestedJobType, state: ActiveState): JobType {
  if (type === 'try-restart') return isActiveOrActivating(state) ? 'restart' : 'nop';
  if (type === 'try-reload') return isActiveOrReloading(state) ? 'reload' : 'nop';
  if (type === 'reload-or-start') return isActiveOrReloading(state) ? 'reload' : 'start';
  return type;
}

/** `job_type_merge_and_collapse`: undefined when the two cannot both be done. */
export function jobTypeMergeAndCollapse(a: JobType, b: JobType, state: ActiveState): JobType | undefined {
  const merged = jobTypeLookupMerge(a, b);
  return merged && jobTypeCollapse(merged, state);
}

/** `UNIT_IS_ACTIVE_OR_RELOADING` of unit.h; only newer versions have units that are `refreshing`. */
export function isActiveOrReloading(state: ActiveState): boolean {
  return state === 'active' || state === 'reloading' || state === 'refreshing';
}

/** `UNIT_IS_ACTIVE_OR_ACTIVATING` of unit.h. */
export function isActiveOrActivating(state: ActiveState): boolean {
  return state === 'activating' || isActiveOrReloading(state);
}

/** `UNIT_IS_INACTIVE_OR_FAILED` of unit.h. */
export function isInactiveOrFailed(state: ActiveState): boolean {
  return state === 'inactive' || state === 'failed';
}

/** `UNIT_IS_INACTIVE_OR_DEACTIVATING` of unit.h. */
export function isInactiveOrDeactivating(state: ActiveState): boolean {
  return state === 'deactivating' || isInactiveOrFailed(state);
}
