import { isActiveOrReloading, isInactiveOrFailed } from '../jobType.ts';
import { addJob } from './addJob.ts';
import { PRIORITY } from './agenda.ts';
import type { Simulation } from './simulation.ts';
import type { UnitRun } from './unitRun.ts';

/** `unit_submit_to_stop_when_unneeded_queue`. */
export function submitToUnneeded(sim: Simulation, run: UnitRun): void {
  if (run.inUnneededQueue || !run.unit.stopWhenUnneeded) return;
  if (!isActiveOrReloading(run.active)) return;
  run.inUnneededQueue = true;
  sim.unneededQueue.unshift(run);
}

/** `unit_submit_to_start_when_upheld_queue`. */
export function submitToUpheld(sim: Simulation, run: UnitRun): void {
  if (run.inUpheldQueue || !isInactiveOrFailed(run.active) || sim.others(run, 'startSteadily').length === 0) return;
  run.inUpheldQueue = true;
  sim.upheldQueue.unshift(run);
}

/** `unit_submit_to_stop_when_bound_queue`. */
export function submitToBound(sim: Simulation, run: UnitRun): void {
  if (run.inBoundQueue || !isActiveOrReloading(run.active)) return;
  if (sim.others(run, 'cannotBeActiveWithout').length === 0) return;
  run.inBoundQueue = true;
  sim.boundQueue.unshift(run);
}

/** The queues that `manager_loop` works off before it waits for events; false when there was nothing to do. */
export function dispatchQueues(sim: Simulation): boolean {
  return dispatchUpheld(sim) || dispatchBound(sim) || dispatchUnneeded(sim);
}

/** `manager_dispatch_start_when_upheld_queue`. */
function dispatchUpheld(sim: Simulation): boolean {
  if (sim.upheldQueue.length === 0) return false;
  for (let run = sim.upheldQueue.shift(); run; run = sim.upheldQueue.shift()) {
    run.inUpheldQueue = false;
    if (isUpheld(sim, run) && mayActAgain(sim, run)) addJob(sim, 'start', run, 'fail');
  }
  return true;
}

/** `unit_is_upheld_by_active`. */
function isUpheld(sim: Simulation, run: UnitRun): boolean {
  if (!isInactiveOrFailed(run.active) || run.job) return false;
  return sim.others(run, 'startSteadily').some((other) => !other.job && isActiveOrReloading(other.active));
}

/** `manager_dispatch_stop_when_bound_queue`. */
function dispatchBound(sim: Simulation): boolean {
  if (sim.boundQueue.length === 0) return false;
  for (let run = sim.boundQueue.shift(); run; run = sim.boundQueue.shift()) {
    run.inBoundQueue = false;
    if (isBoundByInactive(sim, run) && mayActAgain(sim, run)) addJob(sim, 'stop', run, 'replace');
  }
  return true;
}

/** `unit_is_bound_by_inactive`. */
function isBoundByInactive(sim: Simulation, run: UnitRun): boolean {
  if (run.active !== 'active' || run.job) return false;
  return sim.others(run, 'cannotBeActiveWithout').some((other) => !other.job && isInactiveOrFailed(other.active));
}

/** `manager_dispatch_stop_when_unneeded_queue`. */
function dispatchUnneeded(sim: Simulation): boolean {
  if (sim.unneededQueue.length === 0) return false;
  for (let run = sim.unneededQueue.shift(); run; run = sim.unneededQueue.shift()) {
    run.inUnneededQueue = false;
    if (isUnneeded(sim, run) && mayActAgain(sim, run)) addJob(sim, 'stop', run, 'fail');
  }
  return true;
}

/** `unit_is_unneeded`. */
function isUnneeded(sim: Simulation, run: UnitRun): boolean {
  if (run.active !== 'active' || run.job) return false;
  return sim
    .others(run, 'pinsStopWhenUnneeded')
    .every((other) => !other.job && isInactiveOrFailed(other.active) && !sim.behaviour(other).willRestart?.(other));
}

/** `manager_ratelimit_check_and_queue`: acts on a unit by itself only so often; tries again when the time is over. */
function mayActAgain(sim: Simulation, run: UnitRun): boolean {
  if (run.autoStartStop.below(sim.now)) return true;
  if (run.autoStartStopRetry) return false;
  run.autoStartStopRetry = sim.agenda.add(run.autoStartStop.end(), PRIORITY.timer, () => {
    run.autoStartStopRetry = undefined;
    submitToUpheld(sim, run);
    submitToBound(sim, run);
    submitToUnneeded(sim, run);
  });
  run.autoStartStopRetry.optional = true;
  return false;
}
