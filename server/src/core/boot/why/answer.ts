import { dependencyOrigins } from '../../units/dependencies/masks.ts';
import type { UnitDependency } from '../../units/graph.ts';
import type { LoadState } from '../../units/load.ts';
import type { ScheduledJob } from '../result.ts';
import type { ChainStep } from './chains.ts';

/** Why a boot starts a unit, or why it does not; plain data. */
export interface Why {
  /** The name that the unit goes by. */
  readonly unit: string;
  readonly load: LoadState;
  /**
   * What the boot does with it. Of those that are not started: `stopped` has a stop job, `dropped` had a job for a
   * while, `refused` is one of a boot that is refused as a whole, `unwanted` is asked for by nobody who is started.
   */
  readonly state:
    | ScheduledJob['outcome']
    | 'stopped'
    | 'dropped'
    | 'refused'
    | 'not-loadable'
    | 'triggered'
    | 'always-there'
    | 'unwanted';
  /** All of it in one sentence. */
  readonly summary: string;
  /** From the anchor to the unit, the shortest first; none for the anchor, and for what the boot does not start. */
  readonly chains: readonly (readonly WhyStep[])[];
  /** There are more chains than these. */
  readonly more: boolean;
  /** For what is not started: the units that would bring it if they were. */
  readonly wouldBring: readonly WhyStep[];
  /** The units that are not started either when this one is masked. */
  readonly without: readonly string[];
  /** Why systemd refuses the whole boot when this unit is masked. */
  readonly withoutError?: string;
}

/** One unit brings another. */
export interface WhyStep {
  readonly by: string;
  /** The dependency of `by`, such as `Wants`. */
  readonly because: string;
  readonly unit: string;
  /** Where the dependency comes from, such as `origin-file`. */
  readonly origins: readonly string[];
}

/** The step as plain data. */
export function whyStep({ by, because, unit }: ChainStep): WhyStep {
  const mask = by.dependencies.get(because as UnitDependency)?.get(unit);
  return { by: by.id, because, unit: unit.id, origins: mask === undefined ? [] : dependencyOrigins(mask) };
}
