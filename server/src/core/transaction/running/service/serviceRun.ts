import type { GraphUnit } from '../../../units/graph.ts';
import type { ActiveState } from '../../job.ts';
import type { Appointment } from '../agenda.ts';
import type { ExecCommand } from '../exec/commands.ts';
import { commandsOf, NO_COMMANDS } from '../exec/commands.ts';
import { setState } from '../notify.ts';
import type { Ending, Process } from '../processes.ts';
import { booleanOf, settingOf, spanOf } from '../settingValues.ts';
import type { Simulation } from '../simulation.ts';
import { TRAIT } from '../traits.ts';
import { UnitRun } from '../unitRun.ts';

/** `ServiceState` of unit-def.h, without those that a simulation never sees. */
export type ServiceState =
  | 'dead'
  | 'condition'
  | 'start-pre'
  | 'start'
  | 'start-post'
  | 'running'
  | 'exited'
  | 'reload'
  | 'stop'
  | 'stop-sigterm'
  | 'stop-sigkill'
  | 'stop-post'
  | 'final-sigterm'
  | 'final-sigkill'
  | 'failed'
  | 'dead-before-auto-restart'
  | 'failed-before-auto-restart'
  | 'auto-restart'
  | 'auto-restart-queued';

const ACTIVE_STATES: Readonly<Record<ServiceState, ActiveState>> = {
  dead: 'inactive',
  condition: 'activating',
  'start-pre': 'activating',
  start: 'activating',
  'start-post': 'activating',
  running: 'active',
  exited: 'active',
  reload: 'reloading',
  stop: 'deactivating',
  'stop-sigterm': 'deactivating',
  'stop-sigkill': 'deactivating',
  'stop-post': 'deactivating',
  'final-sigterm': 'deactivating',
  'final-sigkill': 'deactivating',
  failed: 'failed',
  'dead-before-auto-restart': 'inactive',
  'failed-before-auto-restart': 'failed',
  'auto-restart': 'activating',
  'auto-restart-queued': 'activating',
};

export type ServiceType = 'simple' | 'exec' | 'forking' | 'oneshot' | 'dbus' | 'notify' | 'notify-reload' | 'idle';
export type ExecKind =
  | 'ExecCondition'
  | 'ExecStartPre'
  | 'ExecStart'
  | 'ExecStartPost'
  | 'ExecReload'
  | 'ExecStop'
  | 'ExecStopPost';

const TYPES: readonly ServiceType[] = [
  'simple',
  'exec',
  'forking',
  'oneshot',
  'dbus',
  'notify',
  'notify-reload',
  'idle',
];

/** A service as it runs: `Service` of service.h. */
export class ServiceRun extends UnitRun {
  readonly processes = new Set<Process>();
  main: Process | undefined;
  /** Whether it is known which process is the main one, though it may be gone. */
  mainKnown = false;
  mainEnding: Ending | undefined;
  mainCommand: ExecCommand | undefined;
  control: Process | undefined;
  controlCommand: ExecCommand | undefined;
  /** The commands that come after the one that runs, of its kind. */
  controlRest: readonly ExecCommand[] = [];
  controlKind: ExecKind | undefined;
  mainRest: readonly ExecCommand[] = [];
  timer: Appointment | undefined;
  forbidRestart = false;
  willAutoRestart = false;
  reloadFailed = false;
  /** Restarts since the last start that was asked for. */
  restarts = 0;
  flushRestarts = false;
  busNameGood = false;
  private commandsRead: Partial<Record<ExecKind, readonly ExecCommand[]>> | undefined;
  readonly serviceType: ServiceType;
  readonly remainAfterExit: boolean;

  constructor(unit: GraphUnit) {
    super(unit);
    this.serviceType = serviceType(unit);
    this.remainAfterExit = booleanOf(unit, 'Service', 'RemainAfterExit', false);
  }

  get state(): ServiceState {
    return this.sub as ServiceState;
  }

  commands(kind: ExecKind): readonly ExecCommand[] {
    if ((this.traits & TRAIT[kind]) === 0) return NO_COMMANDS;
    this.commandsRead ??= {};
    this.commandsRead[kind] ??= commandsOf(this.unit, 'Service', kind);
    return this.commandsRead[kind];
  }
}

/** The type as `service_add_defaults`, `service_load` of service.c leave it. */
function serviceType(unit: GraphUnit): ServiceType {
  const written = TYPES.find((type) => type === settingOf(unit, 'Service', 'Type'));
  if (written) return written;
  if (unit.settings.all('Service', 'BusName').length > 0) return 'dbus';
  return unit.settings.all('Service', 'ExecStart').length === 0 ? 'oneshot' : 'simple';
}

const WITH_TIMER: ReadonlySet<ServiceState> = new Set<ServiceState>([
  'condition',
  'start-pre',
  'start',
  'start-post',
  'running',
  'reload',
  'stop',
  'stop-sigterm',
  'stop-sigkill',
  'stop-post',
  'final-sigterm',
  'final-sigkill',
  'auto-restart',
]);
const WITHOUT_MAIN: ReadonlySet<ServiceState> = new Set<ServiceState>([
  'dead',
  'condition',
  'start-pre',
  'exited',
  'failed',
  'auto-restart',
  'auto-restart-queued',
  'dead-before-auto-restart',
  'failed-before-auto-restart',
]);

/** `service_set_state`. */
export function setServiceState(sim: Simulation, s: ServiceRun, state: ServiceState): void {
  if (!WITH_TIMER.has(state)) disarm(s);
  if (WITHOUT_MAIN.has(state)) {
    s.main = undefined;
    s.mainCommand = undefined;
  }
  if (state === 'running' || WITHOUT_MAIN.has(state)) {
    if (state !== 'condition' && state !== 'start-pre') {
      s.control = undefined;
      s.controlCommand = undefined;
    }
  }
  setState(sim, s, state, activeStateOf(s, state), {
    willAutoRestart: s.willAutoRestart,
    reloadFailed: s.reloadFailed,
  });
}

/** An idle service counts as active from the beginning, as its command waits for all other jobs. */
function activeStateOf(s: ServiceRun, state: ServiceState): ActiveState {
  const active = ACTIVE_STATES[state];
  return s.serviceType === 'idle' && active === 'activating' && !state.startsWith('auto-restart') ? 'active' : active;
}

/** `service_arm_timer`: from now on in so many microseconds; never for `Infinity`. */
export function arm(sim: Simulation, s: ServiceRun, span: number, priority: number, run: () => void): void {
  disarm(s);
  if (span === Number.POSITIVE_INFINITY) return;
  s.timer = sim.agenda.add(sim.now + span, priority, run);
}

export function disarm(s: ServiceRun): void {
  if (s.timer) s.timer.cancelled = true;
  s.timer = undefined;
}

const DEFAULT_TIMEOUT = 90_000_000;

/** `TimeoutStartSec=`; services that only run once have none by default, and 0 means none. */
export function startTimeout(s: ServiceRun): number {
  const span = spanOf(s.unit, 'Service', 'TimeoutStartSec') ?? spanOf(s.unit, 'Service', 'TimeoutSec');
  if (span !== undefined) return span || Number.POSITIVE_INFINITY;
  return s.serviceType === 'oneshot' ? Number.POSITIVE_INFINITY : DEFAULT_TIMEOUT;
}

/** `TimeoutStopSec=`. */
export function stopTimeout(s: ServiceRun): number {
  const span = spanOf(s.unit, 'Service', 'TimeoutStopSec') ?? spanOf(s.unit, 'Service', 'TimeoutSec');
  return span === undefined ? DEFAULT_TIMEOUT : span || Number.POSITIVE_INFINITY;
}
