import { failed } from '../../install/errno.ts';
import { unitFileGetList } from '../../install/list.ts';
import { installSession } from '../../install/plan.ts';
import { chase } from '../../tree/chase.ts';
import { type LoadedUnit, loadUnit } from '../../units/load.ts';
import { unitNameForm, unitNameParts } from '../../values/unitNames.ts';
import { dependentsOf, STARTS } from '../units/dependencies.ts';
import { unitFileState } from '../units/lenses.ts';
import type { UnitIndex } from '../units/unitIndex.ts';

/** A unit in a list for people. */
export interface ListedUnit {
  readonly name: string;
  readonly type: string;
  /** As `systemctl list-unit-files` prints it; empty in a plain folder. */
  readonly state: string;
  readonly preset: string;
  readonly description: string;
  /** The units whose folders have a link to it. */
  readonly wantedBy: readonly string[];
  /** Where its file is inside the root, links followed; undefined when it has none. */
  readonly path: string | undefined;
}

/** What is to be said of one unit of the list beyond that. */
export interface ListedUnitDetails {
  readonly path: string | undefined;
  readonly dropIns: readonly string[];
  readonly neededBy: readonly string[];
}

/** Every unit file of a root, and the instances that links ask for, sorted by name. */
export function unitRows(index: UnitIndex): ListedUnitRow[] {
  const listed = index.plain ? plainRows(index) : rows(index);
  const known = new Set(listed.map(({ name }) => name));
  const instances = [...new Set(index.links.map(({ name }) => name))].filter(
    (name) => !known.has(name) && unitNameForm(name) === 'instance' && loadUnit(index.root, name)?.fragmentPath,
  );
  const more = instances.map((name) => ({
    name,
    state: index.plain ? '' : (unitFileState(index, name) ?? ''),
    preset: '-',
  }));
  return [...listed, ...more].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The details of a unit, and who starts it: by a link, or by a line in one of its files. */
export function unitDetails(index: UnitIndex, name: string): ListedUnitDetails {
  const unit = loadUnit(index.root, name);
  const needed = dependentsOf(index, name).filter(({ key }) => STARTS.has(key));
  return {
    path: unit?.fragmentPath,
    dropIns: unit?.dropInPaths ?? [],
    neededBy: [...new Set(needed.map(({ from, key }) => `${from} (${key})`))].sort(),
  };
}

/** A name with its state: a line of `systemctl list-unit-files`. */
export interface ListedUnitRow {
  readonly name: string;
  readonly state: string;
  readonly preset: string;
}

function rows({ files, root }: UnitIndex): ListedUnitRow[] {
  const session = installSession(files, { version: root.version });
  const found = unitFileGetList(session, []);
  return failed(found) ? [] : found;
}

function plainRows({ root }: UnitIndex): ListedUnitRow[] {
  return [...root.nameMap.ids.keys()].map((name) => ({ name, state: '', preset: '-' }));
}

/** A row with what else a list shows of the unit. */
export function listedUnit(index: UnitIndex, { name, state, preset }: ListedUnitRow): ListedUnit {
  const unit = loadUnit(index.root, name);
  const end = unit?.fragmentPath === undefined ? undefined : chase(index.root.tree, unit.fragmentPath);
  const path = end?.found && end.node.type === 'file' ? end.path : undefined;
  const owners = index
    .linksOf(name)
    .filter((link) => link.kind !== 'alias' && link.name === name)
    .map(({ owner }) => owner);
  return {
    name,
    type: unitNameParts(name)?.type ?? '',
    state,
    preset,
    description: unit ? descriptionOf(unit) : '',
    wantedBy: [...new Set(owners)].sort(),
    path,
  };
}

/** The last `Description=` that is read, with its specifiers as they are written. */
function descriptionOf({ assignments }: LoadedUnit): string {
  const last = assignments.findLast(({ section, node }) => section === 'Unit' && node.key === 'Description');
  return last?.node.value.text ?? '';
}
