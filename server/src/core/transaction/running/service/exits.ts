import { happenedIn } from '../effects.ts';
import type { Ending, Process, ProcessOwner } from '../processes.ts';
import { booleanOf, settingOf, textOf, wordsOf } from '../settingValues.ts';
import type { Simulation } from '../simulation.ts';
import type { UnitRun } from '../unitRun.ts';
import { enterDead } from './dead.ts';
import { isCleanExit } from './exitStatus.ts';
import type { ServiceRun } from './serviceRun.ts';
import {
  enterRunning,
  enterStart,
  enterStartPost,
  enterStartPre,
  findMain,
  nextControl,
  runNextMain,
} from './start.ts';
import { enterSignal, enterStop, enterStopPost } from './stop.ts';

/** What a service does about its processes. */
export function serviceOwner(s: ServiceRun): ProcessOwner {
  return { processes: s.processes, onExit, onEmpty };
}

/** `service_sigchld_event`. */
function onExit(sim: Simulation, run: UnitRun, process: Process, ending: Ending): void {
  const s = run as ServiceRun;
  const isControl = process === s.control;
  const asDaemon = s.serviceType !== 'oneshot' && !(isControl && s.controlKind !== 'ExecStart');
  const clean = isCleanExit(ending, asDaemon, wordsOf(s.unit, 'Service', 'SuccessExitStatus'));
  const result = clean ? 'success' : ending.code === 'exited' ? 'exit-code' : 'signal';
  if (process === s.main) mainExited(sim, s, ending, result);
  else if (isControl) controlExited(sim, s, ending, result);
}

function mainExited(sim: Simulation, s: ServiceRun, ending: Ending, result: string): void {
  s.main = undefined;
  s.mainEnding = ending;
  const ignores = (s.mainCommand ?? s.commands('ExecStart')[0])?.ignoreFailure === true;
  const f = ignores ? 'success' : result;
  if (s.result === 'success') s.result = f;
  if (f === 'success' && s.mainCommand) happenedIn(sim, s, s.mainCommand);
  if (f === 'success' && s.mainCommand && s.mainRest.length > 0 && s.serviceType === 'oneshot') {
    runNextMain(sim, s);
    return;
  }
  s.mainCommand = undefined;
  const byMain = (settingOf(s.unit, 'Service', 'ExitType') ?? 'main') === 'main';
  if (byMain || s.processes.size === 0) afterMain(sim, s, f);
  else if (s.state === 'start' && s.serviceType === 'exec') enterStartPost(sim, s);
}

/** What the end of the main process means in each state. */
function afterMain(sim: Simulation, s: ServiceRun, f: string): void {
  const controlled = s.control !== undefined && !s.control.ended;
  switch (s.state) {
    case 'start-post':
    case 'reload':
      if (!controlled) enterStop(sim, s, f);
      break;
    case 'start':
      mainEndedInStart(sim, s, f);
      break;
    case 'running':
      enterRunning(sim, s, f);
      break;
    case 'stop-sigterm':
    case 'stop-sigkill':
      if (!controlled) enterStopPost(sim, s, f);
      break;
    case 'stop-post':
      if (!controlled) enterSignal(sim, s, 'final-sigterm', f);
      break;
    case 'final-sigterm':
    case 'final-sigkill':
      if (!controlled) enterDead(sim, s, f, true);
      break;
  }
}

function mainEndedInStart(sim: Simulation, s: ServiceRun, f: string): void {
  if (s.serviceType === 'oneshot') {
    if (f === 'success') enterStartPost(sim, s);
    else enterSignal(sim, s, 'stop-sigterm', f);
  } else if (s.serviceType === 'notify' || s.serviceType === 'notify-reload') {
    const heardOnly = (settingOf(s.unit, 'Service', 'NotifyAccess') ?? 'main') === 'main';
    if (f !== 'success') enterSignal(sim, s, 'stop-sigterm', f);
    else if (!s.remainAfterExit || heardOnly) enterSignal(sim, s, 'stop-sigterm', 'protocol');
  } else enterRunning(sim, s, f);
}

function controlExited(sim: Simulation, s: ServiceRun, ending: Ending, result: string): void {
  s.control = undefined;
  let f = s.controlCommand?.ignoreFailure ? 'success' : result;
  if (s.state === 'condition') {
    if (f === 'exit-code' && ending.status < 255) {
      f = 'exec-condition';
      s.unmet = 'ExecCondition';
    }
    s.conditionMet = f === 'success';
  }
  if (s.state === 'reload') s.reloadFailed = f !== 'success';
  else if (s.result === 'success') s.result = f;
  const [next, ...rest] = s.controlRest;
  if (f === 'success' && next) {
    s.controlRest = rest;
    if (!nextControl(sim, s, next)) controlCannotGoOn(sim, s);
    return;
  }
  s.controlCommand = undefined;
  afterControl(sim, s, f);
}

/** `service_run_next_control`, where it fails. */
function controlCannotGoOn(sim: Simulation, s: ServiceRun): void {
  const { state } = s;
  if (state === 'stop-post') enterDead(sim, s, 'resources', true);
  else if (state === 'reload') {
    s.reloadFailed = true;
    enterRunning(sim, s, 'success');
  } else enterSignal(sim, s, 'stop-sigterm', 'resources');
}

/** What the end of the last control process means in each state. */
function afterControl(sim: Simulation, s: ServiceRun, f: string): void {
  const hasMain = s.main !== undefined && !s.main.ended;
  const good = f === 'success';
  switch (s.state) {
    case 'condition':
      if (good) enterStartPre(sim, s);
      else enterSignal(sim, s, 'stop-sigterm', f);
      break;
    case 'start-pre':
      if (good) enterStart(sim, s);
      else enterSignal(sim, s, 'stop-sigterm', f);
      break;
    case 'start':
      if (!good) enterSignal(sim, s, 'stop-sigterm', f);
      else if (findMain(s) || s.commands('ExecStartPost').length > 0) enterStartPost(sim, s);
      else enterSignal(sim, s, 'stop-sigterm', 'protocol');
      break;
    case 'start-post':
      if (!good) enterSignal(sim, s, 'stop-sigterm', f);
      else if (textOf(s.unit, 'Service', 'PIDFile') !== undefined && !hasMain && s.processes.size === 0)
        enterStop(sim, s, 'protocol');
      else enterRunning(sim, s, 'success');
      break;
    case 'reload':
      enterRunning(sim, s, 'success');
      break;
    case 'stop':
      enterSignal(sim, s, 'stop-sigterm', f);
      break;
    case 'stop-sigterm':
    case 'stop-sigkill':
      if (!hasMain) enterStopPost(sim, s, f);
      break;
    case 'stop-post':
      if (!hasMain) enterSignal(sim, s, 'final-sigterm', f);
      break;
    case 'final-sigterm':
    case 'final-sigkill':
      if (!hasMain) enterDead(sim, s, f, true);
      break;
  }
}

/** `service_notify_cgroup_empty_event`: no process is left. */
function onEmpty(sim: Simulation, run: UnitRun): void {
  const s = run as ServiceRun;
  const alone = s.main === undefined && s.control === undefined;
  switch (s.state) {
    case 'start':
      if ((s.serviceType === 'notify' || s.serviceType === 'notify-reload') && alone) enterStopPost(sim, s, 'protocol');
      break;
    case 'running':
      enterRunning(sim, s, 'success');
      break;
    case 'stop-sigterm':
    case 'stop-sigkill':
      if (alone) enterStopPost(sim, s, 'success');
      break;
    case 'stop-post':
    case 'final-sigterm':
    case 'final-sigkill':
      if (alone) enterDead(sim, s, 'success', true);
      break;
  }
}

/** Whether a service keeps its files under /run when it is stopped. */
export function preservesRuntime(s: ServiceRun): boolean {
  return booleanOf(s.unit, 'Service', 'RuntimeDirectoryPreserve', false);
}
