import type { GraphUnit } from '../../../units/graph.ts';
import { isInactiveOrDeactivating, isInactiveOrFailed } from '../../jobType.ts';
import { addJob } from '../addJob.ts';
import { PRIORITY } from '../agenda.ts';
import { setState } from '../notify.ts';
import { RateLimit } from '../rateLimit.ts';
import { booleanOf, expanded, settingOf, spanOf } from '../settingValues.ts';
import type { Answer, Simulation, UnitBehaviour } from '../simulation.ts';
import { UnitRun } from '../unitRun.ts';
import { TESTED_FIRST_SINCE, testStartLimit } from '../unitVerbs.ts';
import { isTriggerLoaded } from './timer.ts';

/** Questions that are answered at once; `PathChanged=` and `PathModified=` wait for a change that does not come. */
const KEYS = ['PathExists', 'PathExistsGlob', 'DirectoryNotEmpty', 'PathChanged', 'PathModified'] as const;
const TRIGGER_LIMIT = { interval: 2_000_000, burst: 200 };
/** Since then, or a version or two earlier, what is on its way down counts as down. */
const STOPPING_IS_DOWN_SINCE = 257;

/** A path unit as it runs: `Path` of path.h. */
export class PathRun extends UnitRun {
  readonly triggers: RateLimit;
  notifyPending = false;
  /** When it last started its unit, in microseconds. */
  triggeredAt: number | undefined;

  constructor(unit: GraphUnit) {
    super(unit);
    const { interval, burst } = TRIGGER_LIMIT;
    const most = settingOf(unit, 'Path', 'TriggerLimitBurst');
    this.triggers = new RateLimit(spanOf(unit, 'Path', 'TriggerLimitIntervalSec') ?? interval, Number(most ?? burst));
  }
}

/** Paths: path.c. */
export const pathBehaviour: UnitBehaviour = {
  create: (unit) => new PathRun(unit),
  test: (sim, run) => {
    if (sim.version >= TESTED_FIRST_SINCE && !isTriggerLoaded(sim, run)) return 'failed';
    if (testStartLimit(sim, run)) return undefined;
    enterDead(sim, run as PathRun, 'start-limit-hit');
    return 'failed';
  },
  start: (sim, run) => start(sim, run as PathRun),
  stop: (sim, run) => {
    enterDead(sim, run as PathRun, 'success');
    return 'ok';
  },
  triggerNotify: (sim, run, other) => triggerNotify(sim, run as PathRun, other),
  resetFailed: (sim, run) => {
    if (run.sub === 'failed') setPathState(sim, run as PathRun, 'dead');
    run.result = 'success';
  },
};

/** `path_start`. */
function start(sim: Simulation, p: PathRun): Answer {
  if (!isTriggerLoaded(sim, p)) return 'failed';
  p.result = 'success';
  enterWaiting(sim, p);
  return 'ok';
}

/** `path_enter_waiting`. */
function enterWaiting(sim: Simulation, p: PathRun): void {
  const [trigger] = sim.others(p, 'triggers');
  const isDown = sim.version >= STOPPING_IS_DOWN_SINCE ? isInactiveOrDeactivating : isInactiveOrFailed;
  if (trigger && !isDown(trigger.active)) setPathState(sim, p, 'running');
  else if (isGood(sim, p)) enterRunning(sim, p);
  else setPathState(sim, p, 'waiting');
}

/** `path_check_good`. */
function isGood(sim: Simulation, p: PathRun): boolean {
  return KEYS.some((key) =>
    p.unit.settings.all('Path', key).some(({ node }) => {
      const path = expanded(p.unit, node.value.text);
      return path !== undefined && holds(sim, p, key, path);
    }),
  );
}

function holds(sim: Simulation, p: PathRun, key: (typeof KEYS)[number], path: string): boolean {
  if (sim.happened.made.has(path)) return key === 'PathExists' || key === 'PathExistsGlob';
  if (key === 'PathExists') return exists(sim, path);
  if (key === 'PathExistsGlob') return sim.machine.glob(path) === true;
  if (key !== 'DirectoryNotEmpty') return false;
  const made = booleanOf(p.unit, 'Path', 'MakeDirectory', false) && !exists(sim, path);
  return !made && sim.machine.isEmpty(path) === false;
}

function exists(sim: Simulation, path: string): boolean {
  const state = sim.machine.file(path);
  return state !== 'missing' && state !== 'unknown';
}

/** `path_enter_running`. */
function enterRunning(sim: Simulation, p: PathRun): void {
  if (p.job?.type === 'stop') return;
  if (!p.triggers.below(sim.now)) {
    enterDead(sim, p, 'trigger-limit-hit');
    return;
  }
  const [trigger] = sim.others(p, 'triggers');
  if (!trigger || addJob(sim, 'start', trigger, 'replace').error) {
    enterDead(sim, p, 'resources');
    return;
  }
  p.triggeredAt = sim.now;
  setPathState(sim, p, 'running');
}

/** What it takes a manager at work to start a unit in vain, in microseconds. */
const IN_VAIN = 1000;

/** `path_trigger_notify`: looks again, a little later, when the unit has gone down or come up. */
function triggerNotify(sim: Simulation, p: PathRun, other: UnitRun): void {
  if (p.sub !== 'waiting' && p.sub !== 'running') return;
  if (other.startLimitHit) {
    enterDead(sim, p, 'unit-start-limit-hit');
    return;
  }
  if (!concerns(sim, p, other) || p.notifyPending) return;
  p.notifyPending = true;
  const again = p.triggeredAt === sim.now ? sim.now + IN_VAIN : sim.now;
  sim.agenda.add(again, PRIORITY.timer, () => {
    p.notifyPending = false;
    if ((p.sub === 'waiting' || p.sub === 'running') && concerns(sim, p, other)) enterWaiting(sim, p);
  });
}

function concerns(sim: Simulation, p: PathRun, other: UnitRun): boolean {
  if (other.job) return false;
  const isDown = sim.version >= STOPPING_IS_DOWN_SINCE ? isInactiveOrDeactivating : isInactiveOrFailed;
  return (p.sub === 'running') === isDown(other.active);
}

function enterDead(sim: Simulation, p: PathRun, result: string): void {
  if (p.result === 'success') p.result = result;
  setPathState(sim, p, p.result === 'success' ? 'dead' : 'failed');
}

function setPathState(sim: Simulation, p: PathRun, sub: 'dead' | 'waiting' | 'running' | 'failed'): void {
  setState(sim, p, sub, sub === 'dead' ? 'inactive' : sub === 'failed' ? 'failed' : 'active');
}
