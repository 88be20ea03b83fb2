import { failed } from '../../install/errno.ts';
import { unitFileGetList } from '../../install/list.ts';
import { installSession } from '../../install/plan.ts';
import { chase } from '../../tree/chase.ts';
import { loadUnit } from '../../units/load.ts';
import { unitNameForm, unitNameParts } from '../../values/unitNames.ts';
import { dependentsOf, STARTS } from '../units/dependencies.ts';
import { descriptionOf } from '../units/description.ts';
import { isGenerated, shownPath } from '../units/generated.ts';
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
  /** Where its file is inside the root, links followed, or what a generator made it from; undefined when it has none. */
  readonly path: string | undefined;
}

/** What is to be said of one unit of the list beyond that. */
export interface ListedUnitDetails {
  readonly path: string | undefined;
  readonly dropIns: readonly string[];
  readonly neededBy: readonly string[];
}

/**
 * Every unit file of a root as `systemctl list-unit-files` has it, and what systemd finds besides: the units that
 * generators make, and instances that links ask for. Sorted by name.
 */
export function unitRows(index: UnitIndex): ListedUnitRow[] {
  const listed = index.plain ? plainRows(index) : rows(index);
  const known = new Set(listed.map(({ name }) => name));
  const instances = index.links.map(({ name }) => name).filter((name) => unitNameForm(name) === 'instance');
  const others = new Set([...index.root.nameMap.ids.keys(), ...instances]);
  const more = [...others].filter((name) => !known.has(name)).flatMap((name) => otherRow(index, name) ?? []);
  return [...listed, ...more].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A unit without a unit file of its own on disk; undefined when it has none at all. */
function otherRow(index: UnitIndex, name: string): ListedUnitRow | undefined {
  const path = loadUnit(index.root, name)?.fragmentPath;
  if (path === undefined) return undefined;
  const made = isGenerated(path) && !index.files.node(path);
  const state = made ? 'generated' : unitFileState(index, name);
  return { name, state: index.plain ? '' : (state ?? ''), preset: '-' };
}

/** The details of a unit, and who starts it: by a link, or by a line in one of its files. */
export function unitDetails(index: UnitIndex, name: string): ListedUnitDetails {
  const unit = loadUnit(index.root, name);
  const needed = dependentsOf(index, name).filter(({ key }) => STARTS.has(key));
  return {
    path: unit?.fragmentPath,
    dropIns: unit?.dropInPaths ?? [],
    neededBy: [...new Set(needed.map(({ from, key }) => (key === 'Wants' ? from : `${from} (${key})`)))].sort(),
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
  const shown = unit?.fragmentPath === undefined ? undefined : shownPath(index, unit.fragmentPath);
  const end = shown === undefined ? undefined : chase(index.files, shown);
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
