import { signalFromString } from '../../../values/signals.ts';
import { PRIORITY } from '../agenda.ts';
import { kill, type Process, SIGNAL } from '../processes.ts';
import { booleanOf, settingOf } from '../settingValues.ts';
import type { Simulation } from '../simulation.ts';
import { enterDead } from './dead.ts';
import { serviceOwner } from './exits.ts';
import { arm, type ServiceRun, setServiceState, stopTimeout } from './serviceRun.ts';
import { startControl } from './start.ts';
import { dispatchTimer } from './timeouts.ts';

export type SignalState = 'stop-sigterm' | 'stop-sigkill' | 'final-sigterm' | 'final-sigkill';

/** `service_enter_stop`. */
export function enterStop(sim: Simulation, s: ServiceRun, result: string): void {
  if (s.result === 'success') s.result = result;
  const started = startControl(sim, s, 'ExecStop');
  if (started) setServiceState(sim, s, 'stop');
  else enterSignal(sim, s, 'stop-sigterm', started === undefined ? 'success' : 'resources');
}

/** `service_enter_stop_post`. */
export function enterStopPost(sim: Simulation, s: ServiceRun, result: string): void {
  if (s.result === 'success') s.result = result;
  const started = startControl(sim, s, 'ExecStopPost');
  if (started) setServiceState(sim, s, 'stop-post');
  else enterSignal(sim, s, 'final-sigterm', started === undefined ? 'success' : 'resources');
}

/** `service_enter_signal`: kills what is left, and waits for it; goes on at once when nothing is. */
export function enterSignal(sim: Simulation, s: ServiceRun, state: SignalState, result: string): void {
  if (s.result === 'success') s.result = result;
  const mayKill = booleanOf(s.unit, 'Service', 'SendSIGKILL', true);
  if (killAll(sim, s, state)) {
    arm(sim, s, stopTimeout(s), PRIORITY.timer, () => dispatchTimer(sim, s));
    setServiceState(sim, s, state);
  } else if (state === 'stop-sigterm' && mayKill) enterSignal(sim, s, 'stop-sigkill', 'success');
  else if (state === 'stop-sigterm' || state === 'stop-sigkill') enterStopPost(sim, s, 'success');
  else if (state === 'final-sigterm' && mayKill) enterSignal(sim, s, 'final-sigkill', 'success');
  else enterDead(sim, s, 'success', true);
}

/** `unit_kill_context`: whether there is something to wait for. */
function killAll(sim: Simulation, s: ServiceRun, state: SignalState): boolean {
  const mode = settingOf(s.unit, 'Service', 'KillMode') ?? 'control-group';
  if (mode === 'none') return false;
  const hard = state.endsWith('sigkill');
  const chosen = signalFromString(settingOf(s.unit, 'Service', 'KillSignal') ?? 'SIGTERM') ?? SIGNAL.TERM;
  const owner = serviceOwner(s);
  const kin: Process[] = [s.main, s.control].filter((process) => process !== undefined);
  let waits = false;
  for (const process of kin) waits = kill(sim, owner, process, hard ? SIGNAL.KILL : chosen) || waits;
  if (mode === 'control-group' || (mode === 'mixed' && hard)) {
    for (const process of s.processes) {
      if (!kin.includes(process)) waits = kill(sim, owner, process, hard ? SIGNAL.KILL : chosen) || waits;
    }
  }
  return waits;
}
