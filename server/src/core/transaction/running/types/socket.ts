import type { GraphUnit } from '../../../units/graph.ts';
import { isInactiveOrFailed } from '../../jobType.ts';
import { commandsOf, type ExecCommand } from '../exec/commands.ts';
import { outcomeOf } from '../exec/execute.ts';
import { setState } from '../notify.ts';
import { type Ending, type Process, spawn } from '../processes.ts';
import { isCleanExit } from '../service/exitStatus.ts';
import { booleanOf, textOf } from '../settingValues.ts';
import type { Answer, Simulation, UnitBehaviour } from '../simulation.ts';
import { UnitRun } from '../unitRun.ts';
import { TESTED_FIRST_SINCE, testStartLimit } from '../unitVerbs.ts';

type Phase = 'start-pre' | 'start-post' | 'stop-pre' | 'stop-post';
const KEYS: Readonly<Record<Phase, string>> = {
  'start-pre': 'ExecStartPre',
  'start-post': 'ExecStartPost',
  'stop-pre': 'ExecStopPre',
  'stop-post': 'ExecStopPost',
};

/** A socket as it runs: `Socket` of socket.h. */
export class SocketRun extends UnitRun {
  readonly processes = new Set<Process>();
  commands: readonly ExecCommand[] = [];
  readonly accept: boolean;

  constructor(unit: GraphUnit) {
    super(unit);
    this.accept = booleanOf(unit, 'Socket', 'Accept', false);
  }
}

/** Sockets: nobody in the simulation connects to them. socket.c. */
export const socketBehaviour: UnitBehaviour = {
  create: (unit) => new SocketRun(unit),
  test,
  start: (sim, run) => start(sim, run as SocketRun),
  stop: (sim, run) => stop(sim, run as SocketRun),
  triggerNotify: (sim, run, other) => triggerNotify(sim, run as SocketRun, other),
  resetFailed: (sim, run) => {
    if (run.sub === 'failed') setState(sim, run, 'dead', 'inactive');
    run.result = 'success';
  },
};

function test(sim: Simulation, run: UnitRun): Answer | undefined {
  const refused = sim.version >= TESTED_FIRST_SINCE && isRefused(sim, run as SocketRun);
  if (refused) return 'failed';
  if (testStartLimit(sim, run)) return undefined;
  enterDead(sim, run as SocketRun, 'start-limit-hit');
  return 'failed';
}

/** A socket cannot be had when its service is missing, or runs already. */
function isRefused(sim: Simulation, s: SocketRun): boolean {
  if (s.accept) return false;
  const [service] = sim.others(s, 'triggers');
  if (!service) return false;
  if (service.unit.loadState !== 'loaded') return true;
  return !isInactiveOrFailed(service.active) && !service.sub.startsWith('auto-restart');
}

/** `socket_start`. */
function start(sim: Simulation, s: SocketRun): Answer {
  if (s.active === 'deactivating') return 'again';
  if (s.active === 'activating') return 'ok';
  if (isRefused(sim, s)) return 'failed';
  s.result = 'success';
  enter(sim, s, 'start-pre');
  return 'ok';
}

/** `socket_stop`. */
function stop(sim: Simulation, s: SocketRun): Answer {
  if (s.active === 'deactivating') return 'ok';
  enter(sim, s, 'stop-pre');
  return 'ok';
}

function enter(sim: Simulation, s: SocketRun, phase: Phase): void {
  s.commands = commandsOf(s.unit, 'Socket', KEYS[phase]);
  if (s.commands.length === 0) {
    after(sim, s, phase);
    return;
  }
  if (!runNext(sim, s)) {
    if (s.result === 'success') s.result = 'resources';
    after(sim, s, phase);
    return;
  }
  setState(sim, s, phase, phase.startsWith('start') ? 'activating' : 'deactivating');
}

function runNext(sim: Simulation, s: SocketRun): boolean {
  const [command, ...rest] = s.commands;
  if (!command) return false;
  s.commands = rest;
  const outcome = outcomeOf(sim.machine, s, command, 'control');
  if (outcome === 'cannot') return false;
  const onExit = (_: Simulation, __: UnitRun, ___: Process, ending: Ending) => exited(sim, s, command, ending);
  spawn(sim, s, { processes: s.processes, onExit, onEmpty: () => undefined }, outcome);
  return true;
}

/** `socket_sigchld_event`. */
function exited(sim: Simulation, s: SocketRun, command: ExecCommand, ending: Ending): void {
  const good = command.ignoreFailure || isCleanExit(ending, false, []);
  if (!good && s.result === 'success') s.result = ending.code === 'exited' ? 'exit-code' : 'signal';
  if (good && s.commands.length > 0 && runNext(sim, s)) return;
  if (s.sub in KEYS) after(sim, s, s.sub as Phase);
}

/** What comes when the commands of a phase are through. */
function after(sim: Simulation, s: SocketRun, phase: Phase): void {
  const good = s.result === 'success';
  if (phase === 'start-pre') {
    if (!good) enter(sim, s, 'stop-post');
    else if (!canOpen(sim, s)) {
      s.result = 'resources';
      enter(sim, s, 'stop-post');
    } else enter(sim, s, 'start-post');
  } else if (phase === 'start-post') {
    if (!good) enter(sim, s, 'stop-pre');
    else enterListening(sim, s);
  } else if (phase === 'stop-pre') enter(sim, s, 'stop-post');
  else enterDead(sim, s, 'success');
}

/** Whether the sockets can be opened, as far as that shows: their owners have to be known. */
function canOpen(sim: Simulation, s: SocketRun): boolean {
  const user = textOf(s.unit, 'Socket', 'SocketUser');
  const group = textOf(s.unit, 'Socket', 'SocketGroup');
  return (
    (user === undefined || sim.machine.knowsUser(user) !== false) &&
    (group === undefined || sim.machine.knowsGroup(group) !== false)
  );
}

/** `socket_enter_listening`. */
function enterListening(sim: Simulation, s: SocketRun): void {
  setState(sim, s, 'listening', 'active');
}

function enterDead(sim: Simulation, s: SocketRun, result: string): void {
  if (s.result === 'success') s.result = result;
  if (s.result === 'success') setState(sim, s, 'dead', 'inactive');
  else setState(sim, s, 'failed', 'failed');
}

/** `socket_trigger_notify`: what becomes of a socket with its service. */
function triggerNotify(sim: Simulation, s: SocketRun, service: UnitRun): void {
  if ((s.sub !== 'running' && s.sub !== 'listening') || s.accept) return;
  if (service.startLimitHit) {
    s.result = 'service-start-limit-hit';
    enter(sim, s, 'stop-pre');
    return;
  }
  if (service.job) return;
  const down = isInactiveOrFailed(service.active) || service.sub.startsWith('auto-restart');
  if (down || service.sub.startsWith('final-')) {
    if (s.sub !== 'listening') setState(sim, s, 'listening', 'active');
  } else if (service.sub === 'running' && s.sub !== 'running') setState(sim, s, 'running', 'active');
}
