import { requestJobs } from '../addJob.ts';
import { PRIORITY } from '../agenda.ts';
import { forget } from '../effects.ts';
import { settingOf, spanOf, wordsOf } from '../settingValues.ts';
import type { Simulation } from '../simulation.ts';
import { matchesStatus } from './exitStatus.ts';
import { arm, type ServiceRun, setServiceState } from './serviceRun.ts';

/** Since then, or a version or two earlier, a restart is a start that restarts what depends on the unit. */
export const RESTART_IS_START_SINCE = 254;
const DEFAULT_RESTART = 100_000;

/** `service_enter_dead`: ends a service, or has it restarted in a while. */
export function enterDead(sim: Simulation, s: ServiceRun, result: string, mayRestart: boolean): void {
  const stopPending = s.job?.type === 'stop' || s.job?.type === 'restart';
  if (s.result === 'success' || (sim.version >= RESTART_IS_START_SINCE && result === 'start-limit-hit')) {
    s.result = result;
  }
  const failed = s.result !== 'success' && s.result !== 'exec-condition';
  const restarts = mayRestart && !stopPending && shallRestart(sim, s);
  if (sim.version < RESTART_IS_START_SINCE) {
    s.willAutoRestart = restarts;
    setServiceState(sim, s, failed ? 'failed' : 'dead');
    const still = s.willAutoRestart;
    s.willAutoRestart = false;
    if (still) waitForRestart(sim, s);
    else s.flushRestarts = true;
  } else if (restarts) {
    const direct = settingOf(s.unit, 'Service', 'RestartMode') === 'direct';
    if (!direct) setServiceState(sim, s, failed ? 'failed-before-auto-restart' : 'dead-before-auto-restart');
    waitForRestart(sim, s);
  } else setServiceState(sim, s, failed ? 'failed' : 'dead');
  s.forbidRestart = false;
  s.busNameGood = false;
  forget(sim, s);
}

function waitForRestart(sim: Simulation, s: ServiceRun): void {
  if (s.restarts < sim.machine.mostRestarts) {
    arm(sim, s, spanOf(s.unit, 'Service', 'RestartSec') ?? DEFAULT_RESTART, PRIORITY.timer, () => enterRestart(sim, s));
  }
  setServiceState(sim, s, 'auto-restart');
}

/** `service_shall_restart`. */
function shallRestart(sim: Simulation, s: ServiceRun): boolean {
  if (s.forbidRestart) return false;
  const ending = s.mainEnding;
  const matches = (key: string) => matchesStatus(wordsOf(s.unit, 'Service', key), ending);
  if (matches('RestartPreventExitStatus')) return false;
  if (matches('RestartForceExitStatus')) {
    // A task that has succeeded is done, newer versions say.
    return sim.version < RESTART_IS_START_SINCE || s.serviceType !== 'oneshot' || s.result !== 'success';
  }
  const skipped = s.result === 'exec-condition';
  const good = s.result === 'success';
  switch (settingOf(s.unit, 'Service', 'Restart')) {
    case 'always':
      return !skipped;
    case 'on-success':
      return good;
    case 'on-failure':
      return !good && !skipped;
    case 'on-abnormal':
      return !good && !skipped && s.result !== 'exit-code';
    case 'on-abort':
      return s.result === 'signal' || s.result === 'core-dump';
    case 'on-watchdog':
      return s.result === 'watchdog';
    default:
      return false;
  }
}

/** `service_enter_restart`. */
export function enterRestart(sim: Simulation, s: ServiceRun): void {
  if (s.job?.type === 'stop') return;
  const older = sim.version < RESTART_IS_START_SINCE;
  const direct = !older && settingOf(s.unit, 'Service', 'RestartMode') === 'direct';
  const transaction = requestJobs(
    sim,
    {
      type: older ? 'restart' : 'start',
      unit: s.id,
      mode: older || direct ? 'replace' : 'restart-dependencies',
    },
    !older,
  );
  if (transaction.error) {
    enterDead(sim, s, 'resources', false);
    return;
  }
  s.restarts++;
  s.flushRestarts = false;
  if (!older) setServiceState(sim, s, 'auto-restart-queued');
}
