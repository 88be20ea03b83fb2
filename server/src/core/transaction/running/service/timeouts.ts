import { kill, SIGNAL } from '../processes.ts';
import { booleanOf, settingOf } from '../settingValues.ts';
import type { Simulation } from '../simulation.ts';
import { enterDead } from './dead.ts';
import { serviceOwner } from './exits.ts';
import type { ServiceRun } from './serviceRun.ts';
import { enterRunning, isStarting } from './start.ts';
import { enterSignal, enterStop, enterStopPost } from './stop.ts';

/** `service_dispatch_timer`: what is being done takes too long. */
export function dispatchTimer(sim: Simulation, s: ServiceRun): void {
  const { state } = s;
  const mayKill = booleanOf(s.unit, 'Service', 'SendSIGKILL', true);
  if (isStarting(state) || state === 'stop') {
    const key = state === 'stop' ? 'TimeoutStopFailureMode' : 'TimeoutStartFailureMode';
    const kills = settingOf(s.unit, 'Service', key) === 'kill';
    if (!kills) enterSignal(sim, s, 'stop-sigterm', 'timeout');
    else if (mayKill) enterSignal(sim, s, 'stop-sigkill', 'timeout');
    else enterStopPost(sim, s, 'timeout');
  } else if (state === 'running') enterStop(sim, s, 'timeout');
  else if (state === 'reload') {
    if (s.control) kill(sim, serviceOwner(s), s.control, SIGNAL.KILL);
    s.reloadFailed = true;
    enterRunning(sim, s, 'success');
  } else if (state === 'stop-sigterm') {
    if (mayKill) enterSignal(sim, s, 'stop-sigkill', 'timeout');
    else enterStopPost(sim, s, 'timeout');
  } else if (state === 'stop-sigkill') enterStopPost(sim, s, 'timeout');
  else if (state === 'stop-post') enterSignal(sim, s, 'final-sigterm', 'timeout');
  else if (state === 'final-sigterm' && mayKill) enterSignal(sim, s, 'final-sigkill', 'timeout');
  else if (state === 'final-sigterm' || state === 'final-sigkill')
    enterDead(sim, s, 'timeout', state === 'final-sigkill');
}
