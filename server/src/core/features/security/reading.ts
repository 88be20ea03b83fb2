import { type Reading, readUnit } from '../../checks/verify/reading.ts';
import { isRefused } from '../../checks/verify/refused.ts';
import { assignmentsOf } from '../../checks/verify/settings.ts';
import { identityOfType } from '../../kinds/unit/identity.ts';
import type { LoadedUnit } from '../../units/load.ts';
import { parseBoolean } from '../../values/boolean.ts';

/** The lines of a unit, fragment and drop-ins in turn, as systemd has read them; those of `unit` alone. */
export function readingOf(unit: LoadedUnit, version: number): Reading {
  const span = { start: 0, end: 0 };
  const sections = unit.assignments.map(({ section, node }) => ({
    header: undefined,
    name: section,
    nodes: [node],
    span,
  }));
  // Never empty, as that would stand for a mask.
  const text = '\n';
  const nodes = unit.assignments.map(({ node }) => node);
  const identity = { ...identityOfType(unit.type), name: unit.id };
  return readUnit({ text, file: { text, nodes, sections }, identity, type: unit.type }, unit.type, version);
}

/** The values that systemd takes, in order, empty ones included where they clear what came before. */
export function takenValues(unit: Reading, section: string, keys: string | readonly string[]) {
  return assignmentsOf(unit, section, keys)
    .filter((assigned) => !isRefused(assigned))
    .map(({ node }) => ({ key: node.key, value: node.value.text }));
}

/**
 * Whether a setting is on: a boolean, or any word of its own but `no`. A word may have an argument, as in
 * `ProtectHostname=yes:web`. The settings of this kind are clear when they are assigned nothing.
 *
 * @param initial what holds when it is not set
 */
export function isSwitchedOn(unit: Reading, section: string, key: string, initial = false): boolean {
  const value = takenValues(unit, section, key).at(-1)?.value ?? '';
  if (value === '') return initial;
  return parseBoolean(value.split(':', 1)[0]!) ?? true;
}
