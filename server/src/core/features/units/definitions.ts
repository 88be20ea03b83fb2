import { chase } from '../../tree/chase.ts';
import { joinPath } from '../../tree/systemTree.ts';
import { loadUnit } from '../../units/load.ts';
import { findFragment } from '../../units/nameMap.ts';
import { unitNameTemplate } from '../../units/names.ts';
import { unitNameForm } from '../../values/unitNames.ts';
import { searchFolders } from './sources.ts';
import { namesOfUnit, type UnitIndex } from './unitIndex.ts';

/** A file that makes a unit what it is. */
export interface Definition {
  /** Where its text is, links followed. */
  readonly path: string;
  /** `shadowed`: a file that does not count, shown as the unit is masked. */
  readonly role: 'fragment' | 'drop-in' | 'shadowed';
}

/**
 * The files of a unit: its fragment (for an instance without one of its own that of the template), then the drop-ins in
 * the order in which they are read. Of a masked unit the files that the mask hides. Empty when there are none.
 */
export function definitionsOf(index: UnitIndex, name: string): Definition[] {
  const unit = loadUnit(index.root, name);
  if (!unit) return [];
  if (unit.masked) return hidden(index, name);
  const fragment = unit.fragmentPath === undefined ? [] : place(index, unit.fragmentPath, 'fragment');
  return [...fragment, ...unit.dropInPaths.flatMap((path) => place(index, path, 'drop-in'))];
}

/** Where the fragment of a unit is; undefined when it has none, or is masked. */
export function fragmentOf({ root }: UnitIndex, name: string): string | undefined {
  const path = findFragment(root.nameMap, name)?.path;
  const end = path === undefined ? undefined : chase(root.tree, path);
  return end?.found && end.node.type === 'file' && end.node.size > 0 ? end.path : undefined;
}

/** The paths of all files of that very name in the search path, those that win first, masks and links among them. */
export function fragmentPlaces({ root }: UnitIndex, name: string): string[] {
  return [...searchFolders(root).keys()]
    .map((folder) => joinPath(folder, name))
    .filter((path) => ['file', 'symlink'].includes(root.tree.node(path)?.type ?? ''));
}

function hidden(index: UnitIndex, name: string): Definition[] {
  const names = new Set(namesOfUnit(index, name));
  if (unitNameForm(name) === 'instance') names.add(unitNameTemplate(name)!);
  return [...names]
    .flatMap((one) => fragmentPlaces(index, one))
    .flatMap((path) => place(index, path, 'shadowed'))
    .filter((found, at, all) => all.findIndex(({ path }) => path === found.path) === at);
}

function place({ root }: UnitIndex, path: string, role: Definition['role']): Definition[] {
  const end = chase(root.tree, path);
  return end.found && end.node.type === 'file' ? [{ path: end.path, role }] : [];
}
