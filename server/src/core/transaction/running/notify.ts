import type { ActiveState, JobMode } from '../job.ts';
import { isActiveOrActivating, isActiveOrReloading, isInactiveOrDeactivating, isInactiveOrFailed } from '../jobType.ts';
import { addJob } from './addJob.ts';
import { startEmergency } from './emergency.ts';
import { jobAddToRunQueue, jobFinish } from './jobs.ts';
import { submitToBound, submitToUnneeded, submitToUpheld } from './queues.ts';
import { settingOf } from './settingValues.ts';
import type { Simulation } from './simulation.ts';
import type { InstalledJob, SubState, UnitRun } from './unitRun.ts';

export interface NotifyFlags {
  /** `UNIT_NOTIFY_WILL_AUTO_RESTART` of older versions. */
  readonly willAutoRestart?: boolean;
  readonly reloadFailed?: boolean;
}

/** Takes a unit to a state of its type, and tells all who care: `unit_notify` of unit.c. */
export function setState(
  sim: Simulation,
  run: UnitRun,
  sub: SubState,
  state: ActiveState,
  flags: NotifyFlags = {},
): void {
  const before = run.active;
  if (run.sub !== sub) sim.note(run, 'state', run.sub, sub);
  run.sub = sub;
  run.active = state;
  stamp(sim, run, before, state);
  const expected = run.job ? !processJob(sim, run.job, state, flags) : false;
  if (!expected) {
    if (isInactiveOrFailed(before) && isActiveOrActivating(state)) retroactivelyStart(sim, run);
    else if (isActiveOrActivating(before) && isInactiveOrDeactivating(state)) retroactivelyStop(sim, run);
  }
  if (!flags.willAutoRestart) {
    const over = before !== 'failed' && before !== 'inactive' && before !== 'maintenance';
    if (state === 'failed' && before !== 'failed') startOnTermination(sim, run, 'onFailure');
    else if (state === 'inactive' && over) startOnTermination(sim, run, 'onSuccess');
  }
  triggerNotify(sim, run);
  if (before !== 'failed' && state === 'failed') startEmergency(sim, settingOf(run.unit, 'Unit', 'FailureAction'));
  else if (!isInactiveOrFailed(before) && state === 'inactive')
    startEmergency(sim, settingOf(run.unit, 'Unit', 'SuccessAction'));
  queueOthers(sim, run, state);
}

function stamp(sim: Simulation, run: UnitRun, before: ActiveState, state: ActiveState): void {
  if (isInactiveOrFailed(before) && !isInactiveOrFailed(state)) run.inactiveExit = sim.now;
  else if (!isInactiveOrFailed(before) && isInactiveOrFailed(state)) run.inactiveEnter = sim.now;
  if (!isActiveOrReloading(before) && isActiveOrReloading(state)) run.activeEnter = sim.now;
}

/** Since then, or a version or two earlier, a reload ends as soon as its unit goes down. */
const RELOAD_ENDS_AT_ONCE_SINCE = 262;

/** `unit_process_job`: whether the state is not the one that the job is on its way to. */
function processJob(sim: Simulation, job: InstalledJob, state: ActiveState, flags: NotifyFlags): boolean {
  if (job.state === 'waiting') jobAddToRunQueue(sim, job);
  const running = job.state === 'running';
  if (job.type === 'start' || job.type === 'verify-active') {
    if (isActiveOrReloading(state)) jobFinish(sim, job, 'done', true);
    else if (running && state !== 'activating') {
      if (isInactiveOrFailed(state)) jobFinish(sim, job, state === 'failed' ? 'failed' : 'done', true);
      return true;
    }
  } else if (job.type === 'reload' && running) {
    if (state === 'active') jobFinish(sim, job, flags.reloadFailed ? 'failed' : 'done', true);
    else if (state !== 'activating' && state !== 'reloading' && state !== 'refreshing') {
      if (sim.version >= RELOAD_ENDS_AT_ONCE_SINCE)
        jobFinish(sim, job, flags.reloadFailed ? 'failed' : 'canceled', true);
      else if (isInactiveOrFailed(state)) jobFinish(sim, job, state === 'failed' ? 'failed' : 'done', true);
      return true;
    }
  } else if (job.type === 'stop' || job.type === 'restart') {
    if (isInactiveOrFailed(state)) jobFinish(sim, job, 'done', true);
    else if (running && state !== 'deactivating') {
      jobFinish(sim, job, 'failed', true);
      return true;
    }
  }
  return false;
}

/** `retroactively_start_dependencies`: a unit has come up without a job. */
function retroactivelyStart(sim: Simulation, run: UnitRun): void {
  const start = (other: UnitRun, mode: JobMode): void => {
    if (!sim.depends(run, 'after', other) && !isActiveOrActivating(other.active)) addJob(sim, 'start', other, mode);
  };
  for (const other of sim.others(run, 'retroactiveStartReplace')) start(other, 'replace');
  for (const other of sim.others(run, 'retroactiveStartFail')) start(other, 'fail');
  for (const other of sim.others(run, 'retroactiveStopOnStart')) {
    if (!isInactiveOrDeactivating(other.active)) addJob(sim, 'stop', other, 'replace');
  }
}

/** `retroactively_stop_dependencies`: a unit has gone down without a job. */
function retroactivelyStop(sim: Simulation, run: UnitRun): void {
  for (const other of sim.others(run, 'retroactiveStopOnStop')) {
    if (!isInactiveOrDeactivating(other.active)) addJob(sim, 'stop', other, 'replace');
  }
}

/** `unit_start_on_failure`, `unit_start_on_termination_deps`. */
export function startOnTermination(sim: Simulation, run: UnitRun, atom: 'onFailure' | 'onSuccess'): void {
  const key = atom === 'onFailure' ? 'OnFailureJobMode' : 'OnSuccessJobMode';
  const older = atom === 'onFailure' && settingOf(run.unit, 'Unit', 'OnFailureIsolate');
  const mode = settingOf(run.unit, 'Unit', key) ?? (older && /^(?:1|yes|y|true|t|on)$/i.test(older) ? 'isolate' : '');
  const fallback: JobMode = atom === 'onFailure' ? 'replace' : 'fail';
  for (const other of sim.others(run, atom)) addJob(sim, 'start', other, MODES.find((one) => one === mode) ?? fallback);
}

const MODES: readonly JobMode[] = [
  'fail',
  'replace',
  'replace-irreversibly',
  'isolate',
  'flush',
  'ignore-dependencies',
  'ignore-requirements',
  'triggering',
  'restart-dependencies',
];

/** `unit_trigger_notify`. */
export function triggerNotify(sim: Simulation, run: UnitRun): void {
  for (const other of sim.others(run, 'triggeredBy')) sim.behaviour(other).triggerNotify?.(sim, other, run);
}

function queueOthers(sim: Simulation, run: UnitRun, state: ActiveState): void {
  if (isInactiveOrFailed(state)) {
    for (const other of sim.others(run, 'addStopWhenUnneededQueue')) submitToUnneeded(sim, other);
    for (const other of sim.others(run, 'addCannotBeActiveWithoutQueue')) submitToBound(sim, other);
    submitToUpheld(sim, run);
  } else if (isActiveOrReloading(state)) {
    for (const other of sim.others(run, 'addStartWhenUpheldQueue')) submitToUpheld(sim, other);
    submitToUnneeded(sim, run);
    submitToBound(sim, run);
  }
}
