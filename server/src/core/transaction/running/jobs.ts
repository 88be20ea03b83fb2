import type { GraphUnit } from '../../units/graph.ts';
import type { JobType } from '../job.ts';
import { isActiveOrReloading, jobTypeIsConflicting, jobTypeIsSuperset, jobTypeMergeAndCollapse } from '../jobType.ts';
import { PRIORITY } from './agenda.ts';
import type { Atom } from './atoms.ts';
import { startEmergency } from './emergency.ts';
import { startOnTermination, triggerNotify } from './notify.ts';
import { submitToBound, submitToUnneeded, submitToUpheld } from './queues.ts';
import { settingOf, spanOf } from './settingValues.ts';
import type { Answer, Simulation } from './simulation.ts';
import type { InstalledJob, JobResult, JobSearch, UnitRun } from './unitRun.ts';
import { unitReload, unitStart, unitStop } from './unitVerbs.ts';

/** What a job is installed for. */
export interface NewJob {
  readonly type: JobType;
  readonly irreversible: boolean;
  readonly ignoreOrder: boolean;
  /** `TRANSACTION_REENQUEUE_ANCHOR`: takes the place of a job that runs already. */
  readonly reenqueue: boolean;
}

/** The default of `DefaultDeviceTimeoutSec=`. */
const DEVICE_TIMEOUT = 90_000_000;

/** `job_install` of job.c: puts a job in, or merges it into the one that the unit has. */
export function jobInstall(sim: Simulation, run: UnitRun, wanted: NewJob): InstalledJob {
  const { type } = wanted;
  const before = type === 'nop' ? run.nopJob : run.job;
  if (before && jobTypeIsConflicting(before.type, type)) jobFinish(sim, before, 'canceled', false);
  else if (before && !wanted.reenqueue) return mergeInto(sim, before, wanted);
  else if (before) jobUninstall(sim, before);
  const job: InstalledJob = {
    unit: run,
    type,
    state: 'waiting',
    ignoreOrder: wanted.ignoreOrder,
    irreversible: wanted.irreversible,
    inRunQueue: false,
    timeout: undefined,
    search: undefined,
  };
  if (type === 'nop') run.nopJob = job;
  else run.job = job;
  sim.jobs.add(job);
  sim.installed++;
  sim.jobGarbage.add(job);
  sim.note(run, 'job', type, 'installed');
  return job;
}

/** `job_merge_into_installed`: one that runs already is run anew when it does not do all that is wanted now. */
function mergeInto(sim: Simulation, job: InstalledJob, wanted: NewJob): InstalledJob {
  const mayStay = job.state === 'waiting' || (wanted.type !== 'reload' && jobTypeIsSuperset(job.type, wanted.type));
  if (job.type !== 'nop') job.type = jobTypeMergeAndCollapse(job.type, wanted.type, job.unit.active) ?? job.type;
  job.irreversible ||= wanted.irreversible;
  job.ignoreOrder ||= wanted.ignoreOrder;
  if (!mayStay) job.state = 'waiting';
  sim.installed++;
  sim.note(job.unit, 'job', job.type, 'merged');
  return job;
}

/** `job_add_to_run_queue`. */
export function jobAddToRunQueue(sim: Simulation, job: InstalledJob): void {
  if (job.inRunQueue || !sim.jobs.has(job)) return;
  job.inRunQueue = true;
  sim.runQueue.push(job);
}

/** `job_start_timer`: `JobTimeoutSec=` from when it is put in, `JobRunningTimeoutSec=` from when it runs. */
export function jobStartTimer(sim: Simulation, job: InstalledJob, running: boolean): void {
  const { unit } = job.unit;
  const total = spanOf(unit, 'Unit', 'JobTimeoutSec') || Number.POSITIVE_INFINITY;
  const device = job.unit.type === 'device' ? DEVICE_TIMEOUT : total;
  const runs = spanOf(unit, 'Unit', 'JobRunningTimeoutSec') ?? device;
  const span = running ? runs || Number.POSITIVE_INFINITY : total;
  if (span === Number.POSITIVE_INFINITY) return;
  const at = sim.now + span;
  if (job.timeout && !job.timeout.cancelled && (!running || job.timeout.at <= at)) return;
  if (job.timeout) job.timeout.cancelled = true;
  job.timeout = sim.agenda.add(at, PRIORITY.timer, () => {
    jobFinish(sim, job, 'timeout', true);
    startEmergency(sim, settingOf(unit, 'Unit', 'JobTimeoutAction'));
  });
}

/** `job_is_runnable`: false while a job has to wait for that of another unit. */
function jobIsRunnable(sim: Simulation, job: InstalledJob): boolean {
  if (job.ignoreOrder || job.type === 'nop') return true;
  if (job.search?.installed !== sim.installed) job.search = newSearch(sim, job, 'After');
  const { search } = job;
  if (search.heldBackBy && sim.jobs.has(search.heldBackBy)) return false;
  for (;;) {
    const { value: unit, done } = search.units.next();
    if (!done) {
      const other = sim.run(unit)?.job;
      if (!other || jobCompare(job, other, search.kind) <= 0) continue;
      search.heldBackBy = other;
      return false;
    }
    if (search.kind === 'Before') return true;
    job.search = Object.assign(search, newSearch(sim, job, 'Before'));
  }
}

const NOBODY: ReadonlyMap<GraphUnit, number> = new Map();

function newSearch(sim: Simulation, { unit }: InstalledJob, kind: 'After' | 'Before'): JobSearch {
  const units = (unit.unit.dependencies.get(kind) ?? NOBODY).keys();
  return { installed: sim.installed, kind, units, heldBackBy: undefined };
}

/** `job_compare`: above 0 when `a` goes after `b`, the unit of `a` being after or before that of `b`. */
export function jobCompare(a: InstalledJob, b: InstalledJob, kind: 'After' | 'Before'): number {
  if (a.type === 'nop' || b.type === 'nop' || a.ignoreOrder || b.ignoreOrder) return 0;
  if (kind === 'After') return -jobCompare(b, a, 'Before');
  return b.type === 'stop' || b.type === 'restart' ? 1 : -1;
}

const RESULTS: Readonly<Partial<Record<Answer, JobResult>>> = {
  already: 'done',
  condition: 'done',
  'no-verb': 'skipped',
  'not-running': 'invalid',
  assert: 'assert',
  unsupported: 'unsupported',
  dependency: 'dependency',
  once: 'once',
  failed: 'failed',
};

/** `job_run_and_invalidate`. */
export function jobRun(sim: Simulation, job: InstalledJob): void {
  job.inRunQueue = false;
  if (job.state !== 'waiting' || !jobIsRunnable(sim, job)) return;
  jobStartTimer(sim, job, true);
  job.state = 'running';
  const answer = perform(sim, job);
  if (!sim.jobs.has(job)) return;
  if (answer === 'again') {
    job.state = 'waiting';
    return;
  }
  const result = RESULTS[answer];
  if (result) jobFinish(sim, job, result, true);
}

function perform(sim: Simulation, job: InstalledJob): Answer {
  const { unit, type } = job;
  if (type === 'nop') return 'already';
  if (type === 'verify-active') {
    if (isActiveOrReloading(unit.active)) return 'already';
    return unit.active === 'activating' ? 'again' : 'no-verb';
  }
  if (type === 'reload') return unitReload(sim, unit);
  const answer = type === 'start' ? unitStart(sim, unit) : unitStop(sim, unit);
  // A unit that cannot be started or stopped comes and goes by itself; its job waits for that.
  return answer === 'no-verb' ? 'ok' : answer;
}

/** `job_finish_and_invalidate`: ends a job and tells those that it matters to. */
export function jobFinish(sim: Simulation, job: InstalledJob, result: JobResult, recursive: boolean): void {
  const run = job.unit;
  const { type } = job;
  sim.note(run, 'job', type, result);
  if (result === 'done' && type === 'restart') {
    job.type = 'start';
    job.state = 'waiting';
    sim.installed++;
    jobAddToRunQueue(sim, job);
    sim.jobGarbage.add(job);
  } else {
    jobUninstall(sim, job);
    sim.onJobEnd(job, result);
    if (recursive) failDependents(sim, run, type, result);
    if (result === 'timeout' || result === 'dependency') startOnTermination(sim, run, 'onFailure');
    triggerNotify(sim, run);
  }
  for (const kind of ['After', 'Before'] as const) {
    for (const unit of run.unit.dependencies.get(kind)?.keys() ?? []) {
      const other = sim.run(unit)?.job;
      if (!other) continue;
      jobAddToRunQueue(sim, other);
      sim.jobGarbage.add(other);
    }
  }
  submitToUpheld(sim, run);
  submitToBound(sim, run);
  submitToUnneeded(sim, run);
}

function jobUninstall(sim: Simulation, job: InstalledJob): void {
  if (job.unit.job === job) job.unit.job = undefined;
  if (job.unit.nopJob === job) job.unit.nopJob = undefined;
  if (job.timeout) job.timeout.cancelled = true;
  job.state = 'finished';
  sim.jobs.delete(job);
  sim.jobGarbage.delete(job);
}

function failDependents(sim: Simulation, run: UnitRun, type: JobType, result: JobResult): void {
  const starts = type === 'start' || type === 'verify-active';
  if (result !== 'done') {
    if (starts) jobFailDependencies(sim, run, 'propagateStartFailure');
    else if (type === 'stop') jobFailDependencies(sim, run, 'propagateStopFailure');
  } else if ((type === 'start' || type === 'reload') && !isActiveOrReloading(run.active)) {
    jobFailDependencies(sim, run, 'propagateInactiveStartAsFailure');
  }
}

function jobFailDependencies(sim: Simulation, run: UnitRun, atom: Atom): void {
  for (const other of sim.others(run, atom)) {
    const { job } = other;
    if (job?.type === 'start' || job?.type === 'verify-active') jobFinish(sim, job, 'dependency', true);
  }
}

/** `job_may_gc`: the job of a device goes when nobody waits for it. */
export function collectJobs(sim: Simulation): boolean {
  let any = false;
  for (const job of [...sim.jobGarbage]) {
    sim.jobGarbage.delete(job);
    if (job.unit.type !== 'device' || job.type === 'nop' || !sim.jobs.has(job)) continue;
    if (isWaitedFor(sim, job)) continue;
    jobFinish(sim, job, 'collected', false);
    any = true;
  }
  return any;
}

function isWaitedFor(sim: Simulation, job: InstalledJob): boolean {
  for (const kind of ['Before', 'After'] as const) {
    for (const unit of job.unit.unit.dependencies.get(kind)?.keys() ?? []) {
      const other = sim.run(unit)?.job;
      if (other && jobCompare(job, other, kind) < 0) return true;
    }
  }
  return false;
}
