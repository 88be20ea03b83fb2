import type { Diagnostic } from '../../kinds/kind.ts';
import { parserAt, type UnitType } from '../../knowledge/directives.ts';
import { sourceSpan } from '../../text/mappedText.ts';
import type { Span } from '../../text/span.ts';
import { expandSpecifiers, isFault } from '../../values/specifiers.ts';
import { unitNameForm, unitNameParts, unitNameReplaceInstance } from '../../values/unitNames.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import type { Assigned, Reading } from './reading.ts';
import { removeAssignment } from './report.ts';

/** A unit that another one is to depend on, and where it is written. */
export interface Dependency {
  /** `UNIT_BEFORE` and the like, as systemd's table of settings names it. */
  readonly kind: string;
  readonly name: string;
  readonly guessed: boolean;
  readonly assigned: Assigned;
  readonly span: Span;
  /** Whether it is the only word of its line. */
  readonly alone: boolean;
}

/** Units that can be in a failed state: `can_fail` in their tables of functions. */
export function canFail(type: UnitType): boolean {
  return type !== 'slice' && type !== 'device';
}

/** The dependencies of a line that systemd understands: `config_parse_unit_deps` of core/load-fragment.c. */
export function dependenciesOf(unit: Reading, assigned: Assigned): Dependency[] {
  const { name: parser, argument } = parserAt(assigned.row, unit.version);
  if (parser !== 'config_parse_unit_deps' && parser !== 'config_parse_obsolete_unit_deps') return [];
  const { words, invalid } = splitWords(assigned.node.value.text, undefined, EXTRACT.RETAIN_ESCAPE);
  const alone = words.length === 1 && !invalid;
  const found: Dependency[] = [];
  for (const { word, start, end } of words) {
    const name = resolve(unit, word);
    if (!name) continue;
    found.push({ kind: argument, ...name, assigned, span: sourceSpan(assigned.node.value, start, end), alone });
  }
  return found;
}

/** The unit that a word names; a template takes the instance of the unit that names it (`resolve_template`). */
function resolve(unit: Reading, word: string): { name: string; guessed: boolean } | undefined {
  const scope = { version: unit.version, unitName: unit.unitName, unitType: unit.type };
  const expansion = expandSpecifiers(word, 'unit-name', scope);
  if (isFault(expansion)) return undefined;
  const form = unitNameForm(expansion.text);
  const own = unitNameParts(unit.unitName ?? '');
  const instance = own?.instance ?? own?.prefix;
  const guessed = expansion.assumed.length > 0 || (unit.unitName === undefined && word.includes('%'));
  if (form === undefined) return undefined;
  if (form !== 'template') return { name: expansion.text, guessed };
  const name = instance === undefined ? expansion.text : unitNameReplaceInstance(expansion.text, instance);
  return name === undefined ? undefined : { name, guessed: guessed || instance === undefined };
}

/** The dependencies that `unit_add_dependency` of core/unit.c drops with a warning. */
export function dependencyWarnings(unit: Reading): Diagnostic[] {
  const out: Diagnostic[] = [];
  let triggered = false;
  for (const assigned of unit.assigned) {
    for (const dependency of dependenciesOf(unit, assigned)) {
      const found = dropped(unit, dependency);
      if (found) out.push(found);
    }
    if (!triggered && parserAt(assigned.row, unit.version).name === 'config_parse_trigger_unit') {
      const name = resolve(unit, assigned.node.value.text);
      triggered = name !== undefined && name.name !== unit.unitName;
      if (triggered && name?.name.endsWith('.device')) out.push(triggeredDevice(assigned, name.name));
    }
  }
  return out;
}

/** The kinds for which a dependency of a unit on itself is told; others vanish without a word. */
const ON_ITSELF = ['UNIT_CONFLICTS', 'UNIT_BEFORE', 'UNIT_AFTER', 'UNIT_ON_SUCCESS', 'UNIT_ON_FAILURE'];

function dropped(unit: Reading, dependency: Dependency): Diagnostic | undefined {
  const { kind, name, guessed } = dependency;
  const key = dependency.assigned.node.key;
  if (name === unit.unitName && !guessed) {
    if (!ON_ITSELF.includes(kind)) return undefined;
    return drop(dependency, 'dependency-on-itself', `${key}= names the unit itself, which systemd drops. Take it out.`);
  }
  if (kind === 'UNIT_BEFORE' && name.endsWith('.device')) {
    return drop(
      dependency,
      'before-device',
      `A device appears when it does and cannot wait, so systemd drops ${key}=${name}. Take it out; After= works for devices.`,
    );
  }
  if (kind === 'UNIT_ON_FAILURE' && !canFail(unit.type)) {
    return drop(
      dependency,
      'on-failure-without-failing',
      `A ${unit.type} unit never fails, so systemd drops ${key}=${name}. Take it out.`,
    );
  }
  return undefined;
}

function drop(dependency: Dependency, code: string, message: string): Diagnostic {
  const { span, alone, assigned } = dependency;
  const fix = alone
    ? removeAssignment(assigned.node)
    : { title: `Remove '${dependency.name}'`, edits: [{ span, newText: '' }] };
  return { span, severity: 'warning', code: `unit.${code}`, message, fixes: [{ ...fix, preferred: true }] };
}

function triggeredDevice(assigned: Assigned, name: string): Diagnostic {
  return {
    span: assigned.node.valueSpan,
    severity: 'warning',
    code: 'unit.before-device',
    message: `A device appears when it does and cannot wait for the ${assigned.node.key}= that triggers it, so systemd drops the order before ${name}. Name a unit that can be started.`,
  };
}
