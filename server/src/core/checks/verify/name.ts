import type { UnitType } from '../../knowledge/directives.ts';
import { unitNameEscape, unitNameForm } from '../../values/unitNames.ts';
import type { Reading } from './reading.ts';
import { type Rule, refuse } from './report.ts';

/** What the name of the file alone decides; systemd does not read the file then. */
export const nameRules: readonly Rule[] = [nameValid, templateAllowed, sliceName, scopeFromFile];

/** `unit_type_may_template` of shared/unit-file.h. */
const TEMPLATES: readonly UnitType[] = ['service', 'socket', 'target', 'timer', 'path'];

function nameValid(unit: Reading) {
  const name = unit.document.identity.name;
  if (name === undefined || unitNameForm(name) !== undefined) return undefined;
  const dot = name.lastIndexOf('.');
  const escaped = `${unitNameEscape(name.slice(0, dot))}${name.slice(dot)}`;
  const advice =
    unitNameForm(escaped) === undefined ? 'Give the file a shorter or plainer name' : `Rename it to '${escaped}'`;
  return refuse(unit, 'name-invalid', undefined, `systemd ignores the file: '${name}' is no unit name. ${advice}.`);
}

/** `unit_add_name` of core/unit.c. */
function templateAllowed(unit: Reading) {
  const name = unit.document.identity.name;
  if (name === undefined || unitNameForm(name) === 'plain' || TEMPLATES.includes(unit.type)) return undefined;
  return refuse(
    unit,
    'template-not-allowed',
    undefined,
    `A ${unit.type} unit cannot be a template or an instance, so '${name}' never loads. Choose a name without '@'.`,
  );
}

/** `slice_name_is_valid` of basic/unit-name.c. */
function sliceName(unit: Reading) {
  const name = unit.document.identity.name;
  if (unit.type !== 'slice' || name === undefined || name === '-.slice') return undefined;
  const parts = name.slice(0, -'.slice'.length).split('-');
  if (parts.every((part) => part !== '')) return undefined;
  const plain = parts.filter((part) => part !== '').join('-');
  const advice = plain === '' ? '' : ` Rename it to '${plain}.slice'.`;
  return refuse(
    unit,
    'slice-name-invalid',
    undefined,
    `In the name of a slice every '-' parts a slice from the one inside it, so '${name}' has an empty part.${advice}`,
  );
}

/** `scope_load` of core/scope.c: scopes come from programs only; `init.scope` is systemd's own. */
function scopeFromFile(unit: Reading) {
  const name = unit.document.identity.name;
  if (unit.type !== 'scope' || name === undefined || name === 'init.scope') return undefined;
  return refuse(
    unit,
    'scope-from-file',
    undefined,
    'A scope cannot be defined by a file: programs make scopes when they run. Write a service, or a drop-in for a scope that exists.',
  );
}
