import type { Reading } from '../../checks/verify/reading.ts';
import { KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { lazyReading } from './reading.ts';
import type { RefusalStep } from './refusal.ts';
import type { Outputs } from './stdio.ts';
import type { Unit } from './unit.ts';

/** A unit all of whose lines are read, to which its type now adds what follows from them. */
export interface Settled {
  readonly loading: Loading;
  readonly unit: Unit;
  /** Where systemd refuses the unit, when it does. */
  readonly refused: RefusalStep | undefined;
  /** Where output goes when the unit does not say. */
  readonly outputs: Outputs;
}

/** What a step says: whether all is well. After `false` the unit is in load state `error`, after `'bad'` in `bad-setting`. */
export type Step = boolean | 'bad';

/** The settings of the unit, judged as they are asked for. */
export function readingFor({ loading, unit }: Settled): Reading {
  return lazyReading(unit.id, unit.type, unit.lines, loading.version);
}

/** Orders the unit before a target, and after and against others, because of `DefaultDependencies=`. */
export function beforeAndAgainst(settled: Settled, target: string): boolean {
  return settled.loading.addTwoByName(settled.unit, KIND.Before, KIND.Conflicts, target, MASK.DEFAULT);
}

/** `unit_load_related_unit`: the unit of another type with the same name. */
export function relatedUnit({ loading, unit }: Settled, type: string): Unit | undefined {
  return loading.load(`${unit.id.slice(0, unit.id.lastIndexOf('.'))}.${type}`);
}
