import { setState } from '../notify.ts';
import type { Answer, Simulation, UnitBehaviour } from '../simulation.ts';
import { UnitRun } from '../unitRun.ts';
import { testStartLimit } from '../unitVerbs.ts';

/** Automounts: they wait, as nobody in the simulation goes into their folders. automount.c. */
export const automountBehaviour: UnitBehaviour = {
  create: (unit) => new UnitRun(unit),
  test: (sim, run) => {
    if (testStartLimit(sim, run)) return undefined;
    setState(sim, run, 'failed', 'failed');
    return 'failed';
  },
  start,
  stop: (sim, run) => {
    setState(sim, run, 'dead', 'inactive');
    return 'ok';
  },
  triggerNotify,
  resetFailed: (sim, run) => {
    if (run.sub === 'failed') setState(sim, run, 'dead', 'inactive');
  },
};

/** `automount_start`: not over something that is mounted, nor for a mount that cannot be. */
function start(sim: Simulation, run: UnitRun): Answer {
  const [mount] = sim.others(run, 'triggers');
  if (mount?.unit.loadState !== 'loaded' || mount.active === 'active') return 'failed';
  setState(sim, run, 'waiting', 'active');
  return 'ok';
}

/** `automount_trigger_notify`. */
function triggerNotify(sim: Simulation, run: UnitRun, mount: UnitRun): void {
  if (run.sub !== 'waiting' && run.sub !== 'running') return;
  if (mount.startLimitHit) {
    setState(sim, run, 'failed', 'failed');
    return;
  }
  if (mount.job) return;
  const up = mount.active === 'active' || mount.active === 'reloading';
  if (up && run.sub !== 'running') setState(sim, run, 'running', 'active');
  if (!up && mount.active !== 'activating' && run.sub !== 'waiting') setState(sim, run, 'waiting', 'active');
}
