import { isActiveOrReloading, isInactiveOrFailed } from '../jobType.ts';
import { unitCanReload } from '../unitAbilities.ts';
import { startEmergency } from './emergency.ts';
import { setState } from './notify.ts';
import { settingOf } from './settingValues.ts';
import type { Answer, Simulation } from './simulation.ts';
import { TRAIT } from './traits.ts';
import type { UnitRun } from './unitRun.ts';

/**
 * Since then, or a version or two later, a start waits while its unit is being stopped, and what cannot start at all does
 * not count as a try.
 */
export const TESTED_FIRST_SINCE = 258;

/** `unit_start` of unit.c: conditions, assertions, limits, and then what the type does. */
export function unitStart(sim: Simulation, run: UnitRun): Answer {
  const { active } = run;
  if (isActiveOrReloading(active)) return 'already';
  if (active === 'maintenance') return 'again';
  if (active === 'deactivating' && sim.version >= TESTED_FIRST_SINCE) return 'again';
  if (run.unit.loadState !== 'loaded') return 'failed';
  if (run.type === 'scope' && run.inactiveEnter !== undefined) return 'once';
  const unmet = active === 'activating' ? undefined : testConditions(sim, run);
  if (unmet) return unmet;
  if (sim.machine.unsupported.has(run.type)) return 'unsupported';
  if (!verifyDependencies(sim, run)) return 'dependency';
  const behaviour = sim.behaviour(run);
  const refusal = behaviour.test?.(sim, run);
  if (refusal) return refusal;
  return behaviour.start ? behaviour.start(sim, run) : 'no-verb';
}

/** `unit_test_condition`, `unit_test_assert`: undefined when all is as the unit wants it. */
function testConditions(sim: Simulation, run: UnitRun): Answer | undefined {
  run.conditionMet = true;
  run.unmet = undefined;
  if ((run.traits & TRAIT.conditions) === 0) return undefined;
  const { condition, assertion } = sim.machine.decide(run.unit, sim.happened);
  run.conditionMet = condition.met;
  run.unmet = condition.unmet;
  if (!condition.met) return 'condition';
  run.unmet = assertion.unmet;
  return assertion.met ? undefined : 'assert';
}

/** `unit_verify_deps`: what a unit is bound to and comes after has to be up by now. */
function verifyDependencies(sim: Simulation, run: UnitRun): boolean {
  const needed = sim.others(run, 'cannotBeActiveWithout');
  if (needed.length === 0) return true;
  return needed.every((other) => !sim.depends(run, 'after', other) || isActiveOrReloading(other.active));
}

/** `unit_stop` of unit.c. */
export function unitStop(sim: Simulation, run: UnitRun): Answer {
  if (isInactiveOrFailed(run.active)) return 'already';
  return sim.behaviour(run).stop?.(sim, run) ?? 'no-verb';
}

/** `unit_reload` of unit.c. A unit that has nothing to reload only passes it on. */
export function unitReload(sim: Simulation, run: UnitRun): Answer {
  if (run.unit.loadState !== 'loaded') return 'failed';
  if (!unitCanReload(run.unit, sim.version)) return 'no-verb';
  if (run.active === 'reloading' || run.active === 'refreshing') return 'again';
  if (run.active !== 'active') return 'not-running';
  const { reload } = sim.behaviour(run);
  if (reload) return reload(sim, run);
  setState(sim, run, run.sub, run.active);
  return 'ok';
}

/** `unit_test_start_limit` of unit.c: false when the unit was started too often. */
export function testStartLimit(sim: Simulation, run: UnitRun): boolean {
  run.startLimitHit = !run.starts.below(sim.now);
  if (run.startLimitHit) startEmergency(sim, settingOf(run.unit, 'Unit', 'StartLimitAction'));
  return !run.startLimitHit;
}
