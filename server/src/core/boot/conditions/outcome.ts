import type { SystemTree } from '../../tree/systemTree.ts';
import type { CommandLineWord } from '../../units/generators/commandLine.ts';
import type { UnitScope } from '../../units/searchPath.ts';
import type { MachineProfile } from '../machine/profile.ts';

/**
 * What comes of one condition before its `!` counts: whether it holds, or undefined where neither the root nor the
 * profile tells. With `error` systemd itself cannot decide; then it fails, negated or not. `why` says what was found.
 */
export interface Outcome {
  readonly holds: boolean | undefined;
  readonly error?: boolean;
  readonly why: string;
}

/** What conditions are decided with. */
export interface ConditionContext {
  readonly tree: SystemTree;
  /** Major version of systemd. */
  readonly version: number;
  readonly scope: UnitScope;
  readonly profile: MachineProfile;
  /** The words of the kernel's command line; undefined when that is unknown. */
  readonly words: readonly CommandLineWord[] | undefined;
  /** Folders on which other file systems are mounted at boot, and of which the root has nothing. */
  readonly hidden: readonly string[];
}

/** Decides a condition of one kind. */
export type ConditionTest = (parameter: string, context: ConditionContext) => Outcome;

export function found(holds: boolean, why: string): Outcome {
  return { holds, why };
}

export function notKnown(why: string): Outcome {
  return { holds: undefined, why };
}

/** systemd fails to read the parameter, or to find out. */
export function undecidable(why: string): Outcome {
  return { holds: false, error: true, why };
}

/** What a field of the profile decides. */
export function byField<T>(value: T | undefined, what: string, decide: (value: T) => Outcome): Outcome {
  return value === undefined ? notKnown(`${what} is not known`) : decide(value);
}
