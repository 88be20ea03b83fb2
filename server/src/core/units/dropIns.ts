import { append } from '../lists/append.ts';
import { chase } from '../tree/chase.ts';
import type { SystemTree } from '../tree/systemTree.ts';
import { unitPrefixIsValid } from '../values/unitNames.ts';
import { confFilesList } from './confFiles.ts';
import type { NameMap, UnitFolder } from './nameMap.ts';
import { unitName } from './names.ts';

/** Where drop-ins are looked for. */
export interface DropInPlaces {
  readonly tree: SystemTree;
  readonly version: number;
  readonly paths: readonly string[];
  /** What the manager knows of the folders; without it, as for `systemctl` on a template, the tree itself is asked. */
  readonly folders?: NameMap['folders'] | undefined;
}

/**
 * The files of all folders that a unit's names give, such as `foo.service.d/` or `foo.service.wants/`: dropin.c,
 * `unit_file_find_dropin_paths`. Each file name once, in the order in which they are read.
 *
 * @param names the unit's names; the one that its folders are searched for first comes first
 * @param folderSuffix `.d`, `.wants`, ...
 * @param fileSuffix `.conf`; all names without it
 */
export function findDropInPaths(
  places: DropInPlaces,
  names: readonly string[],
  folderSuffix: string,
  fileSuffix: string | undefined,
): readonly string[] {
  if (places.folders?.size === 0) return NONE;
  const folders: string[] = [];
  for (const name of names) append(folders, findFolders(places, expandDropInNames(name), folderSuffix));
  const type = names.length > 0 ? unitName(names[0]!)?.type : undefined;
  if (type !== undefined) append(folders, findFolders(places, [type], folderSuffix));
  return folders.length === 0 ? NONE : confFilesList(places.tree, folders, fileSuffix, places.version);
}

const NONE: readonly string[] = [];

/** The drop-ins of a unit, in the order in which they are read. */
export function dropInPaths(places: DropInPlaces, names: readonly string[]): readonly string[] {
  return findDropInPaths(places, names, '.d', '.conf');
}

const expanded = new Map<string, readonly string[]>();
const MOST_EXPANDED = 50_000;

/**
 * The names whose folders hold drop-ins for a unit, the most specific first: its own, its template's, and the prefixes
 * `foo-bar-.service`, `foo-.service` of both. dropin.c, `unit_file_expand_dropin_names` (`unit_file_find_dirs` before 262).
 */
export function expandDropInNames(name: string): readonly string[] {
  const known = expanded.get(name);
  if (known) return known;
  if (expanded.size >= MOST_EXPANDED) expanded.clear();
  const names: string[] = [];
  expand(name, names);
  expanded.set(name, names);
  return names;
}

function expand(name: string, names: string[]): void {
  names.push(name);
  const parts = unitName(name);
  if (!parts) return;
  if (parts.instance) expand(parts.template!, names);
  const prefix = chopPrefix(parts.prefix);
  if (prefix === undefined || !unitPrefixIsValid(prefix)) return;
  // The folders of a template's prefixes are named as those of plain units.
  expand(parts.instance ? `${prefix}@${parts.instance}.${parts.type}` : `${prefix}.${parts.type}`, names);
}

/** Cuts a prefix behind its last dash; one at its end is taken off before. */
function chopPrefix(prefix: string): string | undefined {
  let end = prefix.lastIndexOf('-');
  if (end > 0 && end === prefix.length - 1) end = prefix.lastIndexOf('-', end - 1);
  return end > 0 ? prefix.slice(0, end + 1) : undefined;
}

/** The folders of these names that are there, by the order of the search path and then of the names, links followed. */
function findFolders(places: DropInPlaces, names: readonly string[], suffix: string): string[] {
  const { folders } = places;
  if (!folders)
    return places.paths.flatMap((path) => names.flatMap((name) => folderAt(places, `${path}/${name}${suffix}`)));
  const found: (UnitFolder & { readonly order: number })[] = [];
  for (const [order, name] of names.entries()) {
    for (const { rank, path } of folders.get(`${name}${suffix}`) ?? []) found.push({ rank, path, order });
  }
  if (found.length > 1) found.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return found.flatMap(({ path }) => folderAt(places, path));
}

function folderAt({ tree, version }: DropInPlaces, path: string): string[] {
  const end = chase(tree, path, { version });
  return end.found && end.node.type === 'directory' ? [end.path] : [];
}
