import { checkPath } from '../../values/paths.ts';
import { EXPANDED_MAX, expandSpecifiers, isFault, type SpecifierContext } from '../../values/specifiers.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import { findFragment } from '../nameMap.ts';
import { unitName } from '../names.ts';
import type { UnitAssignment } from '../readUnitFile.ts';
import type { Handler } from './handlers.ts';
import { KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { addMountsFor } from './mountsFor.ts';
import { setSlice } from './slices.ts';
import type { Unit } from './unit.ts';

/** Reads lines of a unit one after the other, with the effects that they have at once: load-fragment.c. */
export function readLines(
  loading: Loading,
  unit: Unit,
  lines: readonly UnitAssignment[],
  from: number,
  to: number,
): void {
  if (from >= to) return;
  const handlers = loading.handlersOf(unit.type);
  let section: string | undefined;
  let ofSection: ReadonlyMap<string, Handler> | undefined;
  for (let i = from; i < to; i++) {
    const line = lines[i]!;
    if (line.section !== section) {
      section = line.section;
      ofSection = handlers.get(section);
    }
    const handler = ofSection?.get(line.node.key);
    if (handler) handle(loading, unit, handler, line.node.value.text);
  }
}

function handle(loading: Loading, unit: Unit, handler: Handler, value: string): void {
  const { kind } = handler;
  if (kind === 'dependencies') dependencies(loading, unit, handler.dependency, value);
  else if (kind === 'mounts') mounts(loading, unit, handler.need, value);
  else if (kind === 'switch') unit.set(handler.key, value);
  else if (kind === 'slice') slice(loading, unit, value);
  else if (kind === 'trigger') trigger(loading, unit, value);
  else if (kind === 'service') service(loading, unit, value);
  else sockets(loading, unit, value);
}

/** `config_parse_unit_deps`. Words that are no unit's name, or that the unit cannot depend on so, are passed over. */
function dependencies(loading: Loading, unit: Unit, kind: number, value: string): void {
  // Most lines name a single unit. There are no quotes here.
  if (!/[ \t\n\r]/.test(value)) dependency(loading, unit, kind, value);
  else for (const word of value.split(/[ \t\n\r]+/)) dependency(loading, unit, kind, word);
}

function dependency(loading: Loading, unit: Unit, kind: number, word: string): void {
  const name = word === '' ? undefined : expanded(loading, unit, word, 'unit-name');
  if (name === undefined || isRecursiveTemplate(loading, unit, name, word)) return;
  loading.addByName(unit, kind, name, MASK.FILE);
}

/** `config_parse_unit_mounts_for`. */
function mounts(loading: Loading, unit: Unit, need: 'requires' | 'wants', value: string): void {
  for (const { word } of splitWords(value, undefined, EXTRACT.UNQUOTE).words) {
    const path = expanded(loading, unit, word, 'unit', EXPANDED_MAX.path);
    const checked = path === undefined ? undefined : checkPath(path, { absolute: true }, loading.version);
    if (checked && 'path' in checked) addMountsFor(loading, unit, checked.path, MASK.FILE, need);
  }
}

/** `config_parse_unit_slice`. */
function slice(loading: Loading, unit: Unit, value: string): void {
  const name = expanded(loading, unit, value, 'unit-name');
  const found = name === undefined ? undefined : loading.load(name);
  if (found) setSlice(loading, unit, found);
}

/** `config_parse_trigger_unit`: the first unit that is named is the one. */
function trigger(loading: Loading, unit: Unit, value: string): void {
  if (unit.only(KIND.Triggers)) return;
  const name = expanded(loading, unit, value, 'unit-name');
  if (name === undefined || unit.names.includes(name)) return;
  loading.addTwoByName(unit, KIND.Before, KIND.Triggers, name, MASK.FILE);
}

/** `config_parse_socket_service`. */
function service(loading: Loading, unit: Unit, value: string): void {
  const name = expanded(loading, unit, value, 'unit-name');
  if (name?.endsWith('.service')) unit.service = loading.load(name) ?? unit.service;
}

/** `config_parse_service_sockets`. */
function sockets(loading: Loading, unit: Unit, value: string): void {
  for (const { word } of splitWords(value).words) {
    const name = expanded(loading, unit, word, 'unit-name');
    if (!name?.endsWith('.socket')) continue;
    loading.addTwoByName(unit, KIND.Wants, KIND.After, name, MASK.FILE);
    loading.addByName(unit, KIND.TriggeredBy, name, MASK.FILE);
  }
}

function expanded(loading: Loading, unit: Unit, text: string, table: SpecifierContext, max?: number) {
  if (!text.includes('%')) return text;
  const scope = { version: loading.version, unitName: unit.id, unitType: unit.type };
  const expansion = expandSpecifiers(text, table, scope, max);
  return isFault(expansion) ? undefined : expansion.text;
}

/**
 * `unit_is_likely_recursive_template_dependency`: an instance of a template that names further ones of its own making
 * would never come to an end. Also true when systemd cannot tell, as it then drops the word too.
 */
function isRecursiveTemplate(loading: Loading, unit: Unit, name: string, word: string): boolean {
  if (!name.includes('@')) return false;
  const parts = unitName(name);
  if (parts?.form !== 'instance' || parts.prefix !== unitName(unit.id)?.prefix || parts.type !== unit.type)
    return false;
  const fragment = findFragment(loading.root.nameMap, name);
  return !fragment || (fragment.path === unit.fragmentPath && holdsInstance(word));
}

/** `contains_instance_specifier_superset`: `%i` within something else, or a specifier for the whole name. */
function holdsInstance(word: string): boolean {
  const at = word.indexOf('@');
  if (at < 0) return false;
  const dot = word.lastIndexOf('.');
  const text = word.slice(at + 1, dot > at ? dot : word.length);
  return text !== '%i' && /^(?:[^%]|%[^nNi])*%[nNi]/.test(text);
}
