import type { GraphUnit } from '../../../units/graph.ts';
import { isInactiveOrFailed } from '../../jobType.ts';
import { addJob } from '../addJob.ts';
import { type Appointment, PRIORITY } from '../agenda.ts';
import { setState } from '../notify.ts';
import { booleanOf, spanIn } from '../settingValues.ts';
import type { Answer, Simulation, UnitBehaviour } from '../simulation.ts';
import { UnitRun } from '../unitRun.ts';
import { TESTED_FIRST_SINCE, testStartLimit } from '../unitVerbs.ts';

type Base = 'OnActiveSec' | 'OnBootSec' | 'OnStartupSec' | 'OnUnitActiveSec' | 'OnUnitInactiveSec';
const BASES: readonly Base[] = ['OnActiveSec', 'OnBootSec', 'OnStartupSec', 'OnUnitActiveSec', 'OnUnitInactiveSec'];
const ONCE: ReadonlySet<Base> = new Set<Base>(['OnActiveSec', 'OnBootSec', 'OnStartupSec']);

interface Span {
  readonly base: Base;
  readonly span: number;
  disabled: boolean;
  next: number | undefined;
}

/** A timer as it runs: `Timer` of timer.h. */
export class TimerRun extends UnitRun {
  readonly spans: readonly Span[];
  /** Whether it also waits for a time of day or for the clock, which in a simulation does not come. */
  readonly waitsForClock: boolean;
  lastTrigger: number | undefined;
  appointment: Appointment | undefined;

  constructor(unit: GraphUnit) {
    super(unit);
    this.spans = BASES.flatMap((base) =>
      unit.settings.all('Timer', base).flatMap(({ node }) => {
        const span = spanIn(node.value.text);
        return span === undefined ? [] : [{ base, span, disabled: false, next: undefined }];
      }),
    );
    const clock = ['OnClockChange', 'OnTimezoneChange'].some((key) => booleanOf(unit, 'Timer', key, false));
    this.waitsForClock = clock || unit.settings.all('Timer', 'OnCalendar').length > 0;
  }
}

/** Timers: timer.c. */
export const timerBehaviour: UnitBehaviour = {
  create: (unit) => new TimerRun(unit),
  test: (sim, run) => {
    if (sim.version >= TESTED_FIRST_SINCE && !isTriggerLoaded(sim, run)) return 'failed';
    if (testStartLimit(sim, run)) return undefined;
    enterDead(sim, run as TimerRun, 'start-limit-hit');
    return 'failed';
  },
  start: (sim, run) => start(sim, run as TimerRun),
  stop: (sim, run) => {
    enterDead(sim, run as TimerRun, 'success');
    return 'ok';
  },
  triggerNotify: (sim, run, other) => triggerNotify(sim, run as TimerRun, other),
  resetFailed: (sim, run) => {
    if (run.sub === 'failed') setTimerState(sim, run as TimerRun, 'dead');
    run.result = 'success';
  },
};

/** `unit_test_trigger_loaded`. */
export function isTriggerLoaded(sim: Simulation, run: UnitRun): boolean {
  return sim.others(run, 'triggers')[0]?.unit.loadState === 'loaded';
}

/** `timer_start`. */
function start(sim: Simulation, t: TimerRun): Answer {
  if (!isTriggerLoaded(sim, t)) return 'failed';
  t.lastTrigger = undefined;
  for (const span of t.spans) {
    if (span.base === 'OnActiveSec') span.disabled = false;
    span.next = undefined;
  }
  t.result = 'success';
  enterWaiting(sim, t);
  return 'ok';
}

/** `timer_enter_waiting`: works out when it elapses next. */
function enterWaiting(sim: Simulation, t: TimerRun): void {
  const [trigger] = sim.others(t, 'triggers');
  if (!trigger) {
    enterDead(sim, t, 'resources');
    return;
  }
  let first: number | undefined;
  let leaveAround = false;
  for (const span of t.spans) {
    if (span.disabled) continue;
    if (!ONCE.has(span.base)) leaveAround = true;
    const next = nextElapse(sim, t, span, trigger);
    if (next !== undefined && (first === undefined || next < first)) first = next;
  }
  cancel(t);
  if (first === undefined && !t.waitsForClock) {
    if (leaveAround || booleanOf(t.unit, 'Timer', 'RemainAfterElapse', true)) setTimerState(sim, t, 'elapsed');
    else enterDead(sim, t, 'success');
    return;
  }
  if (first !== undefined && Number.isFinite(first)) {
    t.appointment = sim.agenda.add(Math.max(first, sim.now), PRIORITY.timer, () => {
      t.appointment = undefined;
      if (t.sub === 'waiting') enterRunning(sim, t);
    });
    t.appointment.optional = true;
  }
  setTimerState(sim, t, 'waiting');
}

function nextElapse(sim: Simulation, t: TimerRun, span: Span, trigger: UnitRun): number | undefined {
  const base = baseOf(sim, t, span.base, trigger);
  if (base === undefined) return undefined;
  const next = base + span.span;
  if (t.lastTrigger !== undefined && next < sim.now && ONCE.has(span.base)) {
    span.disabled = true;
    return undefined;
  }
  return next;
}

function baseOf(sim: Simulation, t: TimerRun, base: Base, trigger: UnitRun): number | undefined {
  switch (base) {
    case 'OnActiveSec':
      return t.active === 'active' ? t.inactiveExit : sim.now;
    case 'OnBootSec':
    case 'OnStartupSec':
      return 0;
    case 'OnUnitActiveSec':
      return latest(trigger.inactiveExit, t.lastTrigger);
    case 'OnUnitInactiveSec':
      return latest(trigger.inactiveEnter, t.lastTrigger);
  }
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}

/** `timer_enter_running`. */
function enterRunning(sim: Simulation, t: TimerRun): void {
  if (t.job?.type === 'stop') return;
  const [trigger] = sim.others(t, 'triggers');
  if (!trigger || addJob(sim, 'start', trigger, 'replace').error) {
    enterDead(sim, t, 'resources');
    return;
  }
  t.lastTrigger = sim.now;
  setTimerState(sim, t, 'running');
}

/** `timer_trigger_notify`. */
function triggerNotify(sim: Simulation, t: TimerRun, other: UnitRun): void {
  for (const span of t.spans) if (!ONCE.has(span.base)) span.disabled = false;
  if (t.sub === 'waiting' || t.sub === 'elapsed') enterWaiting(sim, t);
  else if (t.sub === 'running' && isInactiveOrFailed(other.active)) enterWaiting(sim, t);
}

function enterDead(sim: Simulation, t: TimerRun, result: string): void {
  if (t.result === 'success') t.result = result;
  cancel(t);
  setTimerState(sim, t, t.result === 'success' ? 'dead' : 'failed');
}

function setTimerState(sim: Simulation, t: TimerRun, sub: 'dead' | 'waiting' | 'running' | 'elapsed' | 'failed'): void {
  setState(sim, t, sub, sub === 'dead' ? 'inactive' : sub === 'failed' ? 'failed' : 'active');
}

function cancel(t: TimerRun): void {
  if (t.appointment) t.appointment.cancelled = true;
  t.appointment = undefined;
}
