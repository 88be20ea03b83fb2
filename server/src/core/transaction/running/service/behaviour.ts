import { makeFolders } from '../effects.ts';
import { setState } from '../notify.ts';
import type { Answer, Simulation, UnitBehaviour } from '../simulation.ts';
import type { UnitRun } from '../unitRun.ts';
import { TESTED_FIRST_SINCE, testStartLimit } from '../unitVerbs.ts';
import { enterDead, enterRestart, RESTART_IS_START_SINCE } from './dead.ts';
import { ServiceRun, type ServiceState, setServiceState } from './serviceRun.ts';
import { enterCondition, enterReload, isStarting } from './start.ts';
import { enterSignal, enterStop } from './stop.ts';

const STOPPING: ReadonlySet<ServiceState> = new Set<ServiceState>([
  'stop',
  'stop-sigterm',
  'stop-sigkill',
  'stop-post',
  'final-sigterm',
  'final-sigkill',
]);

/** What services do: service.c. */
export const serviceBehaviour: UnitBehaviour = {
  create: (unit) => new ServiceRun(unit),
  test: (sim, run) => test(sim, run as ServiceRun),
  start: (sim, run) => start(sim, run as ServiceRun),
  stop: (sim, run) => stop(sim, run as ServiceRun),
  reload: (sim, run) => {
    enterReload(sim, run as ServiceRun);
    return 'ok';
  },
  resetFailed,
  willRestart: (run) => run.sub.startsWith('auto-restart') || (run as ServiceRun).willAutoRestart,
};

/** `service_can_start`, `service_test_startable`. */
function test(sim: Simulation, s: ServiceRun): Answer | undefined {
  if (sim.version >= TESTED_FIRST_SINCE && isStarting(s.state)) return 'ok';
  if (testStartLimit(sim, s)) return undefined;
  enterDead(sim, s, 'start-limit-hit', false);
  return 'failed';
}

/** `service_start`. */
function start(sim: Simulation, s: ServiceRun): Answer {
  if (STOPPING.has(s.state)) return 'again';
  if (isStarting(s.state)) return 'ok';
  if (s.state === 'auto-restart') {
    if (sim.version >= RESTART_IS_START_SINCE) enterRestart(sim, s);
    return 'again';
  }
  if (sim.version < RESTART_IS_START_SINCE ? s.flushRestarts : s.state !== 'auto-restart-queued') s.restarts = 0;
  s.flushRestarts = false;
  s.result = 'success';
  s.reloadFailed = false;
  s.mainKnown = false;
  s.mainEnding = undefined;
  s.forbidRestart = false;
  makeFolders(sim, s);
  enterCondition(sim, s);
  return 'ok';
}

/** `service_stop`. */
function stop(sim: Simulation, s: ServiceRun): Answer {
  s.forbidRestart = true;
  if (STOPPING.has(s.state)) return 'ok';
  if (s.state.startsWith('auto-restart')) setServiceState(sim, s, 'dead');
  else if (isStarting(s.state) || s.state === 'reload') enterSignal(sim, s, 'stop-sigterm', 'success');
  else enterStop(sim, s, 'success');
  return 'ok';
}

/** `service_reset_failed`. */
function resetFailed(sim: Simulation, run: UnitRun): void {
  if (run.sub === 'failed') setState(sim, run, 'dead', 'inactive');
  run.result = 'success';
  (run as ServiceRun).restarts = 0;
}
