import { commandLineWords } from '../../units/generators/commandLine.ts';
import type { LoadedUnit } from '../../units/load.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import { textAt } from '../machine/files.ts';
import type { MachineProfile } from '../machine/profile.ts';
import { IDENTITY_TESTS } from './identityConditions.ts';
import { MACHINE_TESTS } from './machineConditions.ts';
import type { ConditionContext, ConditionTest, Outcome } from './outcome.ts';
import { PATH_TESTS } from './pathConditions.ts';
import { hiddenFolders } from './place.ts';
import { type Condition, conditionsOf, isConditionKey } from './read.ts';
import { VERSION_TESTS } from './versionConditions.ts';

export type ConditionResult = 'met' | 'failed' | 'unknown';

/** What comes of one line; plain data. */
export interface ConditionDecision {
  /** The line: `ConditionPathExists=!/etc/foo.conf`. */
  readonly directive: string;
  readonly result: ConditionResult;
  /** Just one of those with this mark has to be met. */
  readonly trigger: boolean;
  /** What was found in words: `no such file in this root`. */
  readonly why: string;
  /** All of it: `skipped: ConditionPathExists=/etc/foo.conf: no such file in this root`. */
  readonly text: string;
  /** Where the line stands. */
  readonly path: string;
  /** Offsets of the line's key and value in that file. */
  readonly start: number;
  readonly end: number;
}

/** What comes of several lines together. */
export interface ListVerdict {
  readonly result: ConditionResult;
  /** The lines that make it fail; empty unless it does. */
  readonly failed: readonly ConditionDecision[];
  /** The lines on which it depends; empty unless it is unknown. */
  readonly unknown: readonly ConditionDecision[];
  /** All lines. */
  readonly decisions: readonly ConditionDecision[];
}

/**
 * Whether a unit's conditions are met; a unit of which they are not is skipped, and counts as started. Of `asserts` the
 * same; a unit of which those are not met fails.
 */
export interface ConditionVerdict extends ListVerdict {
  readonly asserts: ListVerdict;
}

const TESTS: Readonly<Record<string, ConditionTest>> = {
  ...PATH_TESTS,
  ...MACHINE_TESTS,
  ...IDENTITY_TESTS,
  ...VERSION_TESTS,
};
const NONE: ListVerdict = { result: 'met', failed: [], unknown: [], decisions: [] };
const MET: ConditionVerdict = { ...NONE, asserts: NONE };

/** What many decisions about one root share. */
export type Conditions = (unit: LoadedUnit) => ConditionVerdict;

/**
 * Decides the conditions and assertions of a unit as systemd does before it starts one: condition.c, `condition_test_list`.
 * What neither the root nor the profile tells is unknown, and no answer is built on a guess.
 *
 * @param version major version of systemd, that of the root by default
 */
export function decideConditions(
  unit: LoadedUnit,
  root: UnitRoot,
  profile: MachineProfile,
  version: number = root.version,
): ConditionVerdict {
  return conditionsIn(root, profile, version)(unit);
}

/** The same for many units of a root. */
export function conditionsIn(root: UnitRoot, profile: MachineProfile, version: number = root.version): Conditions {
  let context: ConditionContext | undefined;
  return (unit) => {
    if (!hasConditions(unit)) return MET;
    context ??= conditionContext(root, profile, version);
    const { conditions, asserts } = conditionsOf(unit, context);
    return { ...decideList(conditions, context), asserts: decideList(asserts, context) };
  };
}

function hasConditions({ assignments }: LoadedUnit): boolean {
  for (let i = 0; i < assignments.length; i++) if (isConditionKey(assignments[i]!.node.key)) return true;
  return false;
}

/** What conditions are decided with. */
export function conditionContext(root: UnitRoot, profile: MachineProfile, version: number): ConditionContext {
  const { tree, scope } = root;
  const words = profile.commandLine === undefined ? undefined : commandLineWords(profile.commandLine);
  return { tree, version, scope, profile, words, hidden: hiddenFolders(tree, textAt(tree, '/etc/fstab')) };
}

/** All without `|` have to be met, and one of those with it when there are any. */
function decideList(list: readonly Condition[], context: ConditionContext): ListVerdict {
  if (list.length === 0) return NONE;
  const decisions = list.map((condition) => decide(condition, context));
  const of = (result: ConditionResult, trigger: boolean) =>
    decisions.filter((one) => one.result === result && one.trigger === trigger);
  const needed = decisions.some(({ trigger }) => trigger) && of('met', true).length === 0;
  const lost = needed && of('unknown', true).length === 0 ? of('failed', true) : [];
  const failed = [...of('failed', false), ...lost];
  const unknown = failed.length > 0 ? [] : [...of('unknown', false), ...(needed ? of('unknown', true) : [])];
  const result = failed.length > 0 ? 'failed' : unknown.length > 0 ? 'unknown' : 'met';
  return { result, failed, unknown, decisions };
}

function decide(condition: Condition, context: ConditionContext): ConditionDecision {
  const { key, value, trigger, assignment } = condition;
  const outcome = outcomeOf(condition, context);
  const result = resultOf(condition, outcome);
  const directive = `${key}=${value}`;
  const { node, path } = assignment;
  const start = node.span.start;
  const what =
    result === 'met' ? 'met' : result === 'unknown' ? 'unknown' : key.startsWith('Assert') ? 'fails' : 'skipped';
  const why = outcome.error ? `systemd cannot decide it: ${outcome.why}` : outcome.why;
  const text = `${what}: ${directive}: ${why}`;
  return { directive, result, trigger, why, text, path, start, end: node.span.end };
}

function outcomeOf({ kind, parameter }: Condition, context: ConditionContext): Outcome {
  if (parameter === undefined) return { holds: undefined, why: 'what its specifiers stand for is not known' };
  return TESTS[kind]?.(parameter, context) ?? { holds: undefined, why: 'it is not decided here' };
}

function resultOf({ negate }: Condition, { holds, error }: Outcome): ConditionResult {
  if (error) return 'failed';
  if (holds === undefined) return 'unknown';
  return holds !== negate ? 'met' : 'failed';
}
