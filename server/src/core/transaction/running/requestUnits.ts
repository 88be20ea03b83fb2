import type { JobType } from '../job.ts';
import { requestJobs } from './addJob.ts';
import { goOn } from './settle.ts';
import type { Simulation } from './simulation.ts';
import type { SystemctlCall } from './systemctl.ts';

/** Since then, or a version or two earlier, `systemctl` asks for several units at once: all of them, or nothing. */
const AT_ONCE_SINCE = 262;
/** How long `systemctl` takes from one unit to the next, in microseconds: it waits for the manager to answer. */
const BETWEEN_UNITS = 500;
/** With more new jobs than that, the manager is still telling of them when it is asked again, and has run none. */
const JOBS_TOLD_BETWEEN = 3;

export interface Requested {
  readonly jobs: readonly { readonly unit: string; readonly action: JobType }[];
  /** Why nothing was done for the first unit that was refused. */
  readonly error: string | undefined;
}

/** Asks the manager for what `systemctl` was told: `start_units` of systemctl-start-unit.c. */
export function requestUnits(sim: Simulation, { type, mode, reloadIfPossible, units }: SystemctlCall): Requested {
  const how = { type, mode, manual: true, reloadIfPossible };
  const [first, ...others] = units;
  if (first !== undefined && others.length > 0 && sim.version >= AT_ONCE_SINCE && mode !== 'isolate') {
    const { jobs, error } = requestJobs(sim, { ...how, unit: first, also: others });
    return { jobs: jobs.map(({ unit, type }) => ({ unit: unit.id, action: type })), error: error?.text };
  }
  const jobs = new Map<string, Requested['jobs'][number]>();
  let error: string | undefined;
  for (const unit of units) {
    const transaction = requestJobs(sim, { ...how, unit });
    error ??= transaction.error?.text;
    for (const job of transaction.jobs) jobs.set(job.unit.id, { unit: job.unit.id, action: job.type });
    goOn(sim, BETWEEN_UNITS, transaction.jobs.length <= JOBS_TOLD_BETWEEN);
  }
  return { jobs: [...jobs.values()], error };
}
