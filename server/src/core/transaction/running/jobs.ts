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
import { TRAIT } from './traits.ts';
import type { InstalledJob, JobResult, UnitRun } from './unitRun.ts';
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
  considerGarbage(sim, job);
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
  if (job.inRunQueue || job.state === 'finished') return;
  job.inRunQueue = true;
  sim.runQueue.add(job);
}

/** `job_start_timer`: `JobTimeoutSec=` from when it is put in, `JobRunningTimeoutSec=` from when it runs. */
export function jobStartTimer(sim: Simulation, job: InstalledJob, running: boolean): void {
  const { unit, type, traits } = job.unit;
  if ((traits & TRAIT.jobTimeout) === 0 && (type !== 'device' || !running)) return;
  const total = spanOf(unit, 'Unit', 'JobTimeoutSec') || Number.POSITIVE_INFINITY;
  const device = type === 'device' ? DEVICE_TIMEOUT : total;
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
  if (job.search?.installed !== sim.installed) {
    job.search = { installed: sim.installed, kind: 'After', next: 0, heldBackBy: undefined };
  }
  const { search } = job;
  if (search.heldBackBy && search.heldBackBy.state !== 'finished') return false;
  for (;;) {
    const units = sim.ordered(job.unit, search.kind);
    while (search.next < units.length) {
      const other = sim.jobOf(units[search.next++]!);
      if (!other || jobCompare(job, other, search.kind) <= 0) continue;
      search.heldBackBy = other;
      return false;
    }
    if (search.kind === 'Before') return true;
    search.kind = 'Before';
    search.next = 0;
  }
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

/** A job that ends, while those that fail with it end before it is done with. */
interface Ending {
  readonly run: UnitRun;
  readonly result: JobResult;
  /** Whether the job goes on as another one: a restart that has stopped its unit. */
  readonly goesOn: boolean;
  /** Units whose jobs fail with it. */
  readonly dependents: readonly UnitRun[];
  /** Index of the next one. */
  next: number;
}

/** How much deeper jobs may fail with each other than there are units; that they do so at all means that they come back. */
const MOST_NESTED = 100;

/**
 * `job_finish_and_invalidate`: ends a job and tells those that it matters to. The recursion is spelt out, for a chain of
 * requirements can be long.
 */
export function jobFinish(sim: Simulation, job: InstalledJob, result: JobResult, recursive: boolean): void {
  const endings = [beginEnd(sim, job, result, recursive)];
  for (let ending = endings.at(-1); ending; ending = endings.at(-1)) {
    const dependent = sim.endless ? undefined : nextDependent(ending);
    if (dependent) endings.push(beginEnd(sim, dependent, 'dependency', true));
    else {
      endings.pop();
      end(sim, ending);
    }
    sim.endless ||= endings.length > sim.runs.size + MOST_NESTED;
  }
}

function beginEnd(sim: Simulation, job: InstalledJob, result: JobResult, recursive: boolean): Ending {
  const run = job.unit;
  const { type } = job;
  const goesOn = result === 'done' && type === 'restart';
  sim.note(run, 'job', type, result);
  if (goesOn) {
    job.type = 'start';
    job.state = 'waiting';
    sim.installed++;
    jobAddToRunQueue(sim, job);
    considerGarbage(sim, job);
  } else {
    jobUninstall(sim, job);
    sim.onJobEnd(job, result);
  }
  const atom = recursive && !goesOn ? failingAtom(run, type, result) : undefined;
  return { run, result, goesOn, dependents: atom ? sim.others(run, atom) : NOBODY, next: 0 };
}

const NOBODY: readonly UnitRun[] = [];

/** What is left to do once those are told that fail with the job. */
function end(sim: Simulation, { run, result, goesOn }: Ending): void {
  if (!goesOn) {
    if (!sim.endless && (result === 'timeout' || result === 'dependency')) startOnTermination(sim, run, 'onFailure');
    triggerNotify(sim, run);
  }
  wake(sim, sim.ordered(run, 'After'));
  wake(sim, sim.ordered(run, 'Before'));
  submitToUpheld(sim, run);
  submitToBound(sim, run);
  submitToUnneeded(sim, run);
}

/** Jobs that may have waited for one that is gone. */
function wake(sim: Simulation, units: readonly GraphUnit[]): void {
  for (let i = 0; i < units.length; i++) {
    const job = sim.jobOf(units[i]!);
    if (!job) continue;
    jobAddToRunQueue(sim, job);
    considerGarbage(sim, job);
  }
}

function jobUninstall(sim: Simulation, job: InstalledJob): void {
  if (job.unit.job === job) job.unit.job = undefined;
  if (job.unit.nopJob === job) job.unit.nopJob = undefined;
  if (job.timeout) job.timeout.cancelled = true;
  job.state = 'finished';
  sim.jobs.delete(job);
  sim.jobGarbage.delete(job);
}

/** Whose jobs fail with one that has ended so; undefined for nobody's. */
function failingAtom(run: UnitRun, type: JobType, result: JobResult): Atom | undefined {
  if (result !== 'done') {
    if (type === 'start' || type === 'verify-active') return 'propagateStartFailure';
    return type === 'stop' ? 'propagateStopFailure' : undefined;
  }
  const came = type === 'start' || type === 'reload';
  return came && !isActiveOrReloading(run.active) ? 'propagateInactiveStartAsFailure' : undefined;
}

/** `job_fail_dependencies`: the next job that fails, too. */
function nextDependent(ending: Ending): InstalledJob | undefined {
  while (ending.next < ending.dependents.length) {
    const { job } = ending.dependents[ending.next++]!;
    if (job?.type === 'start' || job?.type === 'verify-active') return job;
  }
  return undefined;
}

/** `job_add_to_gc_queue`: nothing but devices comes by itself. */
function considerGarbage(sim: Simulation, job: InstalledJob): void {
  if (job.unit.type === 'device') sim.jobGarbage.add(job);
}

/** `job_may_gc`: the job of a device goes when nobody waits for it. */
export function collectJobs(sim: Simulation): boolean {
  if (sim.jobGarbage.size === 0) return false;
  let any = false;
  for (const job of [...sim.jobGarbage]) {
    sim.jobGarbage.delete(job);
    if (job.type === 'nop' || job.state === 'finished') continue;
    if (isWaitedFor(sim, job)) continue;
    jobFinish(sim, job, 'collected', false);
    any = true;
  }
  return any;
}

function isWaitedFor(sim: Simulation, job: InstalledJob): boolean {
  for (const kind of ['Before', 'After'] as const) {
    for (const unit of sim.ordered(job.unit, kind)) {
      const other = sim.jobOf(unit);
      if (other && jobCompare(job, other, kind) < 0) return true;
    }
  }
  return false;
}
