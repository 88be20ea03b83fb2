import { PRIORITY } from '../agenda.ts';
import { type ExecCommand, NO_COMMANDS } from '../exec/commands.ts';
import { type CommandRole, outcomeOf } from '../exec/execute.ts';
import { EXECUTED } from '../exec/outcome.ts';
import { kill, type Process, SIGNAL, spawn, spawnIdle } from '../processes.ts';
import { settingOf, spanOf, textOf } from '../settingValues.ts';
import type { Simulation } from '../simulation.ts';
import { enterDead } from './dead.ts';
import { serviceOwner } from './exits.ts';
import {
  arm,
  disarm,
  type ExecKind,
  type ServiceRun,
  type ServiceState,
  setServiceState,
  startTimeout,
  stopTimeout,
} from './serviceRun.ts';
import { enterSignal, enterStop } from './stop.ts';
import { dispatchTimer } from './timeouts.ts';

/** `service_spawn`: undefined when not even the process can be made, as with a missing file of `EnvironmentFile=`. */
export function spawnCommand(
  sim: Simulation,
  s: ServiceRun,
  command: ExecCommand,
  role: CommandRole,
  timeout: number,
): Process | undefined {
  const outcome = outcomeOf(sim.machine, s, command, role);
  if (outcome === 'cannot') return undefined;
  arm(sim, s, timeout, PRIORITY.timer, () => dispatchTimer(sim, s));
  const begin = s.serviceType === 'idle' ? spawnIdle : spawn;
  return begin(sim, s, serviceOwner(s), outcome);
}

/** Starts the first of the commands of a kind, as control process; undefined when there is none, false on failure. */
export function startControl(sim: Simulation, s: ServiceRun, kind: ExecKind): boolean | undefined {
  const commands = s.commands(kind);
  const first = commands[0];
  s.control = undefined;
  s.controlCommand = first;
  s.controlRest = behindFirst(commands);
  s.controlKind = first && kind;
  return first && nextControl(sim, s, first);
}

function behindFirst(commands: readonly ExecCommand[]): readonly ExecCommand[] {
  return commands.length > 1 ? commands.slice(1) : NO_COMMANDS;
}

/** Starts a control process; the kind of its commands says how long it may take. */
export function nextControl(sim: Simulation, s: ServiceRun, command: ExecCommand): boolean {
  const stops = s.controlKind === 'ExecStop' || s.controlKind === 'ExecStopPost';
  s.controlCommand = command;
  s.control = spawnCommand(sim, s, command, 'control', stops ? stopTimeout(s) : startTimeout(s));
  return s.control !== undefined;
}

/** `service_enter_condition`. */
export function enterCondition(sim: Simulation, s: ServiceRun): void {
  const started = startControl(sim, s, 'ExecCondition');
  if (started === undefined) enterStartPre(sim, s);
  else if (started) setServiceState(sim, s, 'condition');
  else enterDead(sim, s, 'resources', true);
}

/** `service_enter_start_pre`. */
export function enterStartPre(sim: Simulation, s: ServiceRun): void {
  const started = startControl(sim, s, 'ExecStartPre');
  if (started === undefined) enterStart(sim, s);
  else if (started) setServiceState(sim, s, 'start-pre');
  else enterDead(sim, s, 'resources', true);
}

/** `service_enter_start`. */
export function enterStart(sim: Simulation, s: ServiceRun): void {
  const commands = s.commands('ExecStart');
  const first = commands[0];
  s.control = undefined;
  s.main = undefined;
  s.mainRest = behindFirst(commands);
  if (!first) {
    if (s.serviceType !== 'oneshot') {
      enterSignal(sim, s, 'stop-sigterm', 'resources');
      return;
    }
    setServiceState(sim, s, 'start');
    enterStartPost(sim, s);
    return;
  }
  const forks = s.serviceType === 'forking';
  const unwatched = s.serviceType === 'simple' || s.serviceType === 'idle';
  const timeout = unwatched ? Number.POSITIVE_INFINITY : startTimeout(s);
  const process = spawnCommand(sim, s, first, forks ? 'fork' : s.serviceType === 'oneshot' ? 'task' : 'main', timeout);
  if (!process) {
    enterSignal(sim, s, 'stop-sigterm', 'resources');
    return;
  }
  if (forks) {
    s.mainCommand = undefined;
    s.control = process;
    s.controlCommand = first;
    s.controlKind = 'ExecStart';
    s.controlRest = [];
    setServiceState(sim, s, 'start');
    return;
  }
  setMain(s, process, first);
  if (unwatched) enterStartPost(sim, s);
  else {
    setServiceState(sim, s, 'start');
    waitUntilReady(sim, s, process);
  }
}

function setMain(s: ServiceRun, process: Process, command: ExecCommand): void {
  s.main = process;
  s.mainKnown = true;
  s.mainCommand = command;
}

/** What `Type=` waits for: that the program is executed, says that it is ready, or has its name on the bus. */
function waitUntilReady(sim: Simulation, s: ServiceRun, process: Process): void {
  if (s.serviceType === 'oneshot') return;
  const { executed, ready } = process.outcome;
  const after = s.serviceType === 'exec' ? (executed ? EXECUTED : undefined) : ready;
  if (after === undefined) return;
  sim.agenda.add(sim.now + after, PRIORITY.ready, () => {
    if (s.main !== process || process.ended) return;
    if (s.serviceType === 'dbus') s.busNameGood = true;
    if (s.state === 'start') enterStartPost(sim, s);
  });
}

/** `service_run_next_main`. */
export function runNextMain(sim: Simulation, s: ServiceRun): void {
  const [next, ...rest] = s.mainRest;
  s.mainRest = rest;
  const process = next && spawnCommand(sim, s, next, 'task', startTimeout(s));
  if (process) setMain(s, process, next);
  else enterStop(sim, s, 'resources');
}

/** `service_enter_start_post`. */
export function enterStartPost(sim: Simulation, s: ServiceRun): void {
  const started = startControl(sim, s, 'ExecStartPost');
  if (started === undefined) enterRunning(sim, s, 'success');
  else if (started) setServiceState(sim, s, 'start-post');
  else enterStop(sim, s, 'resources');
}

/** `service_enter_running`. */
export function enterRunning(sim: Simulation, s: ServiceRun, result: string): void {
  if (s.result === 'success') s.result = result;
  s.control = undefined;
  if (s.result !== 'success') enterSignal(sim, s, 'stop-sigterm', result);
  else if (isGood(s)) {
    setServiceState(sim, s, 'running');
    const longest = spanOf(s.unit, 'Service', 'RuntimeMaxSec') ?? Number.POSITIVE_INFINITY;
    arm(sim, s, longest, PRIORITY.timer, () => dispatchTimer(sim, s));
    if (s.timer) s.timer.optional = true;
  } else if (s.remainAfterExit) setServiceState(sim, s, 'exited');
  else enterStop(sim, s, 'success');
}

/** `service_good`: whether there is anything left that runs. */
function isGood(s: ServiceRun): boolean {
  if (s.serviceType === 'dbus' && !s.busNameGood) return false;
  if (s.main && !s.main.ended) return true;
  const byMain = (settingOf(s.unit, 'Service', 'ExitType') ?? 'main') === 'main';
  if (s.mainKnown && byMain) return false;
  return s.processes.size > 0;
}

/** `service_enter_reload`. */
export function enterReload(sim: Simulation, s: ServiceRun): void {
  s.reloadFailed = false;
  const started = startControl(sim, s, 'ExecReload');
  if (started) setServiceState(sim, s, 'reload');
  else if (started === undefined) reloadByItself(sim, s);
  else {
    s.reloadFailed = true;
    enterRunning(sim, s, 'success');
  }
}

/** Newer versions tell the daemon by a signal, and wait for its word. */
function reloadByItself(sim: Simulation, s: ServiceRun): void {
  const { main } = s;
  if (s.serviceType !== 'notify-reload' || !main) {
    enterRunning(sim, s, 'success');
    return;
  }
  if (main.outcome.certain) {
    kill(sim, serviceOwner(s), main, SIGNAL.HUP);
    arm(sim, s, startTimeout(s), PRIORITY.timer, () => dispatchTimer(sim, s));
  } else {
    sim.agenda.add(sim.now, PRIORITY.ready, () => {
      if (s.state === 'reload') enterRunning(sim, s, 'success');
    });
  }
  setServiceState(sim, s, 'reload');
}

/** After the first process of a forking service has ended well: finds the main one among those that it left. */
export function findMain(s: ServiceRun): boolean {
  const left = [...s.processes].filter((process) => process !== s.control);
  const daemon = left.find((process) => !process.ended);
  const pidFile = textOf(s.unit, 'Service', 'PIDFile') !== undefined;
  // Which process a daemon writes into its file is not known here; without any, it surely wrote none that counts.
  if (daemon && (left.length === 1 || pidFile)) {
    s.main = daemon;
    s.mainKnown = true;
  }
  disarm(s);
  return daemon !== undefined || !pidFile;
}

const STARTS: ReadonlySet<ServiceState> = new Set<ServiceState>(['condition', 'start-pre', 'start', 'start-post']);

export function isStarting(state: ServiceState): boolean {
  return STARTS.has(state);
}
