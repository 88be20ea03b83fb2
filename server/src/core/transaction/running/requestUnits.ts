import type { JobRequest, JobType, Transaction } from '../job.ts';
import { jobTypeIsConflicting } from '../jobType.ts';
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
  const requests = units.map((unit): JobRequest => ({ type, unit, mode, manual: true, reloadIfPossible }));
  const atOnce = sim.version >= AT_ONCE_SINCE && units.length > 1 && mode !== 'isolate';
  const refused = atOnce ? refusalOfAll(sim, requests) : undefined;
  if (refused !== undefined) return { jobs: [], error: refused };
  const jobs = new Map<string, Requested['jobs'][number]>();
  let error: string | undefined;
  for (const request of requests) {
    const transaction = requestJobs(sim, request);
    error ??= transaction.error?.text;
    for (const job of transaction.jobs) jobs.set(job.unit.id, { unit: job.unit.id, action: job.type });
    if (!atOnce) goOn(sim, BETWEEN_UNITS, transaction.jobs.length <= JOBS_TOLD_BETWEEN);
  }
  return { jobs: [...jobs.values()], error };
}

/** Why units cannot be had together: one of them cannot be had, or they contradict each other. */
function refusalOfAll(sim: Simulation, requests: readonly JobRequest[]): string | undefined {
  const transactions: Transaction[] = [];
  for (const request of requests) {
    const transaction = sim.transaction(request);
    if (transaction.error) return transaction.error.text;
    transactions.push(transaction);
  }
  const needed = new Map<string, JobType>();
  for (const { unit, type, mattersToAnchor } of transactions.flatMap(({ jobs }) => jobs)) {
    const before = needed.get(unit.id);
    if (!mattersToAnchor) continue;
    if (before && jobTypeIsConflicting(before, type)) return `${unit.id} would have to ${before} and to ${type}`;
    needed.set(unit.id, type);
  }
  return undefined;
}
