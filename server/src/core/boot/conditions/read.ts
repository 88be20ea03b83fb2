import { conditionOf } from '../../knowledge/conditions.ts';
import { directive, isKnownTo } from '../../knowledge/directives.ts';
import type { LoadedUnit } from '../../units/load.ts';
import type { UnitAssignment } from '../../units/readUnitFile.ts';
import { checkPath } from '../../values/paths.ts';
import { EXPANDED_MAX, expandSpecifiers, isFault } from '../../values/specifiers.ts';
import { osReleaseOf } from '../machine/files.ts';
import type { ConditionContext } from './outcome.ts';

/** A line `Condition...=` or `Assert...=` that counts. */
export interface Condition {
  /** Such as `ConditionPathExists`. */
  readonly key: string;
  /** The kind without its beginning: `PathExists`. */
  readonly kind: string;
  /** As the line has it, signs included. */
  readonly value: string;
  /** One of those with `|` has to hold; all others have to. */
  readonly trigger: boolean;
  readonly negate: boolean;
  /** Without the signs, specifiers replaced; undefined where only the running machine knows what they stand for. */
  readonly parameter: string | undefined;
  readonly assignment: UnitAssignment;
}

/** The conditions of a unit and its assertions, those that an empty line takes back left out. */
export interface UnitConditions {
  readonly conditions: readonly Condition[];
  readonly asserts: readonly Condition[];
}

/**
 * Reads the conditions of a unit: load-fragment.c, `config_parse_unit_condition_path` and `..._string`. An empty value
 * takes all conditions back, of whatever kind. Lines that systemd refuses do not count.
 */
export function conditionsOf(unit: LoadedUnit, context: ConditionContext): UnitConditions {
  let conditions: Condition[] = [];
  let asserts: Condition[] = [];
  for (const assignment of unit.assignments) {
    const { key, value } = assignment.node;
    if (assignment.section !== 'Unit' || !isConditionKey(key)) continue;
    const row = directive('Unit', key);
    const kind = conditionOf(key);
    if (!row || !kind || !isKnownTo(row, context.version)) continue;
    if (value.text === '') {
      if (key.startsWith('Assert')) asserts = [];
      else conditions = [];
      continue;
    }
    const read = readCondition(unit, assignment, kind.path === true, context);
    if (read) (key.startsWith('Assert') ? asserts : conditions).push({ ...read, kind: kind.name });
  }
  return { conditions, asserts };
}

const A = 'A'.charCodeAt(0);
const C = 'C'.charCodeAt(0);

/** Whether a directive is a condition or an assertion, by its name. */
export function isConditionKey(key: string): boolean {
  const first = key.charCodeAt(0);
  // Nearly all keys begin otherwise.
  return (first === C && key.startsWith('Condition')) || (first === A && key.startsWith('Assert'));
}

function readCondition(
  unit: LoadedUnit,
  assignment: UnitAssignment,
  isPath: boolean,
  context: ConditionContext,
): Omit<Condition, 'kind'> | undefined {
  const { key, value } = assignment.node;
  // A path follows its signs at once, other parameters after blanks if need be.
  const signs = (isPath ? /^(\|?)(!?)/ : /^(\|[ \t\n\r]*)?(![ \t\n\r]*)?/).exec(value.text)!;
  const [all, trigger, negate] = signs;
  const text = withMachine(value.text.slice(all.length), context);
  const scope = { version: context.version, unitName: unit.id, unitType: unit.type };
  const expansion = expandSpecifiers(text, 'unit', scope, EXPANDED_MAX[isPath ? 'path' : 'unit']);
  if (isFault(expansion)) return undefined;
  const checked = isPath ? checkPath(expansion.text, { absolute: true }, context.version) : { path: expansion.text };
  if ('fault' in checked) return undefined;
  const known = expansion.assumed.every((letter) => context.scope === 'system' && FIXED.includes(letter));
  return {
    key,
    value: value.text,
    trigger: !!trigger,
    negate: !!negate,
    parameter: known ? checked.path : undefined,
    assignment,
  };
}

/** Specifiers that are the same on all machines, for the system manager. */
const FIXED = 'CELStVuUgGh';
const OS_FIELDS: Readonly<Record<string, string>> = {
  A: 'IMAGE_VERSION',
  B: 'BUILD_ID',
  M: 'IMAGE_ID',
  o: 'ID',
  w: 'VERSION_ID',
  W: 'VARIANT_ID',
};

/** Replaces the specifiers of which the root or the profile know the value. */
function withMachine(text: string, { profile, tree }: ConditionContext): string {
  if (!text.includes('%')) return text;
  const short = profile.hostname?.replace(/\..*$/s, '');
  const values: Readonly<Record<string, string | undefined>> = {
    a: profile.architecture,
    H: profile.hostname,
    l: short,
    m: profile.machineId,
    v: profile.kernelVersion,
  };
  return text.replace(/%(.)/gs, (pair, letter: string) => {
    const field = Object.hasOwn(OS_FIELDS, letter) ? OS_FIELDS[letter]! : undefined;
    const value = field === undefined ? values[letter] : osReleaseOf(tree)?.get(field);
    return value === undefined ? pair : value.replaceAll('%', '%%');
  });
}
