import { chase } from '../tree/chase.ts';
import type { TreeNode } from '../tree/node.ts';
import { joinPath, nameOf, type SystemTree } from '../tree/systemTree.ts';
import { unitNameReplaceInstance } from '../values/unitNames.ts';
import { unitName, unitNameTemplate } from './names.ts';
import { nullOrEmptyPath } from './nullOrEmpty.ts';
import { directoryNameIsValid, type LinkFault, unitFileResolveSymlink } from './resolveSymlink.ts';

/** A link among the unit files that systemd passes over, or wonders about. */
export interface LinkProblem {
  /** Where it stands, as the search path names the folder. */
  readonly path: string;
  /** Where it leads inside the root; undefined when that cannot be told. */
  readonly target: string | undefined;
  /** `suspicious`: taken as an alias, though its target does not stand in the search path itself. */
  readonly fault: LinkFault | 'suspicious';
}

/** A folder such as `foo.service.d` in the search path. */
export interface UnitFolder {
  /** Which folder of the search path it is in, from 0. */
  readonly rank: number;
  readonly path: string;
}

/** The unit files of a search path. */
export interface NameMap {
  /** Any name to the name that it is an alias of, or to the absolute path of its file. */
  readonly ids: ReadonlyMap<string, string>;
  /**
   * The name of a unit to all names that lead to it. Its own is among them when it has a file and is no plain name: of a
   * plain one that goes without saying.
   */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Folder names to the folders of that name, the ones that win first. */
  readonly folders: ReadonlyMap<string, readonly UnitFolder[]>;
  readonly problems: readonly LinkProblem[];
  /** Links of which the host cannot tell where they lead; taken for files that stand elsewhere. */
  readonly unknown: ReadonlySet<string>;
}

/** Links from name to name that are followed: unit-file.c, `FOLLOW_MAX`. */
const FOLLOW_MAX = 8;

/** What a name leads to: `ENOENT`, `ENXIO` and `ELOOP` of unit-file.c, `unit_ids_map_get`. */
type Found = { readonly path: string } | 'not-found' | 'broken' | 'loop';

/**
 * Reads the folders of the search path: unit-file.c, `unit_file_build_name_map`.
 *
 * @param version major version of systemd
 */
export function buildNameMap(tree: SystemTree, paths: readonly string[], version: number): NameMap {
  const map = {
    ids: new Map<string, string>(),
    names: new Map<string, string[]>(),
    folders: new Map<string, UnitFolder[]>(),
    problems: [] as LinkProblem[],
    unknown: new Set<string>(),
  };
  const masks = new Set<string>();
  const links = new Set<string>();
  const expanded = expandSearchPath(tree, paths, version);
  for (const [rank, folder] of paths.entries()) {
    const end = chase(tree, folder);
    if (!end.found) continue;
    const isHere = end.path === folder;
    for (const name of tree.names(end.path)) {
      const path = joinPath(folder, name);
      const node = tree.node(isHere ? path : joinPath(end.path, name));
      if (!node) continue;
      if (unitName(name)) addUnit(name, path, node, folder);
      else if (isUnitFolder(tree, name, node, version)) push(map.folders, name, { rank, path });
    }
  }
  putNames(tree, map, masks, links);
  return map;

  function addUnit(name: string, path: string, node: TreeNode, folder: string): void {
    // The folder that wins comes first.
    if (map.ids.has(name)) return;
    if (node.type === 'file') {
      map.ids.set(name, path);
      if (node.size === 0) masks.add(path);
    }
    if (node.type !== 'symlink') return;
    if (node.target === undefined) {
      map.unknown.add(path);
      map.ids.set(name, path);
      links.add(path);
      return;
    }
    const link = unitFileResolveSymlink(tree, expanded, folder, name, node.target, version);
    if (link.kind === 'refused') map.problems.push({ path, target: link.target, fault: link.fault });
    else if (link.kind === 'linked') {
      map.ids.set(name, path);
      links.add(path);
    } else map.ids.set(name, nameOf(link.target));
    if (link.kind === 'alias' && link.suspicious) map.problems.push({ path, target: link.target, fault: 'suspicious' });
  }
}

/** The search path, each folder followed by the one that its links lead to. */
function expandSearchPath(tree: SystemTree, paths: readonly string[], version: number): string[] {
  const expanded = new Set<string>();
  for (const folder of paths) {
    expanded.add(folder);
    const end = chase(tree, folder, { version });
    if (end.found) expanded.add(end.path);
  }
  return [...expanded];
}

/**
 * Whether the manager looks for drop-ins and links there. It follows a link to a folder from where it was itself started,
 * the root, and not from where the link stands, so most relative ones lead nowhere.
 */
function isUnitFolder(tree: SystemTree, name: string, node: TreeNode, version: number): boolean {
  if (node.type !== 'directory' && node.type !== 'symlink') return false;
  if (!directoryNameIsValid(name, version)) return false;
  if (node.type === 'directory') return true;
  if (node.target === undefined) return false;
  const end = chase(tree, `/${node.target}`);
  return end.found && end.node.type === 'directory';
}

/**
 * Notes under each unit all names that lead to it, masks apart.
 *
 * @param masks the paths of empty files
 * @param links the paths of links that stand for units
 */
function putNames(
  tree: SystemTree,
  map: { ids: Map<string, string>; names: Map<string, string[]> },
  masks: ReadonlySet<string>,
  links: ReadonlySet<string>,
): void {
  map.ids.forEach((value, name) => {
    // Most units have a file of their own and no other name, of which nothing has to be noted.
    if (!name.includes('@') && isFileOf(value, name)) return;
    const found = value.startsWith('/') ? { path: value } : unitIdsMapGet(map.ids, name);
    if (typeof found === 'string' || masks.has(found.path)) return;
    const kind = links.has(found.path) ? nullOrEmptyPath(tree, found.path).kind : 'content';
    if (kind !== 'content' && kind !== 'unknown') return;
    let unit: string | undefined = nameOf(found.path);
    const instance = unitName(name)?.instance;
    // A link from an instance to a template is an alias of that one instance.
    if (instance && unitName(unit)?.form === 'template') unit = unitNameReplaceInstance(unit, instance);
    if (unit !== undefined && (unit !== name || name.includes('@'))) push(map.names, unit, name);
  });
}

const SLASH = 47;

/** Whether what a name leads to is the path of a file of that name. */
function isFileOf(value: string, name: string): boolean {
  return value.endsWith(name) && value.charCodeAt(value.length - name.length - 1) === SLASH;
}

/** Follows a name to the file of its unit: unit-file.c, `unit_ids_map_get`. */
export function unitIdsMapGet(ids: ReadonlyMap<string, string>, name: string): Found {
  let id: string | undefined;
  for (let n = 0; n < FOLLOW_MAX; n++) {
    let to = ids.get(id ?? name);
    if (to === undefined) {
      if (id === undefined) return 'not-found';
      const template = unitNameTemplate(id);
      to = template === undefined ? undefined : ids.get(template);
      if (to === undefined) return 'broken';
    }
    if (to.startsWith('/')) return { path: to };
    id = to;
  }
  return 'loop';
}

/** Where a unit's file is and by what names the unit goes. */
export interface Fragment {
  readonly path: string | undefined;
  /** The names of the unit, templates among them when it is an instance. Empty for a template without a file. */
  readonly names: readonly string[];
}

/**
 * Finds the file of a unit: unit-file.c, `unit_file_find_fragment`. Undefined when the name is no unit's, or when
 * systemd gives up on it: links in a circle, or an alias that would be too long with this instance.
 */
export function findFragment(map: NameMap, name: string): Fragment | undefined {
  const parts = unitName(name);
  if (!parts) return undefined;
  const { form, instance } = parts;
  const own = form === 'plain' && !map.names.has(name) ? map.ids.get(name) : undefined;
  // The most usual unit has a file of its own and no other name.
  if (own !== undefined && isFileOf(own, name)) return { path: own, names: [name] };
  const names: string[] = [];
  if (!addNames(name, undefined)) return undefined;
  let found = unitIdsMapGet(map.ids, name);
  if (found === 'loop') return undefined;
  if (typeof found === 'string' && form === 'instance') found = unitIdsMapGet(map.ids, parts.template!);
  if (found === 'loop') return undefined;
  if (typeof found === 'string') return { path: undefined, names };
  const file = nameOf(found.path);
  if (file !== name && !addNames(file, file)) return undefined;
  return { path: found.path, names };

  /** `add_names`: a name and its aliases, except those that another file of their own takes elsewhere. */
  function addNames(of: string, file: string | undefined): boolean {
    if (form !== 'template' || !of.includes('@')) note(of);
    const aliases = map.names.get(of);
    if (!aliases) return true;
    for (const alias of aliases) {
      if (form !== 'instance' || unitName(alias)?.form !== 'template') {
        note(alias);
        continue;
      }
      const instantiated = unitNameReplaceInstance(alias, instance!);
      if (instantiated === undefined) return false;
      const own = unitIdsMapGet(map.ids, instantiated);
      if (own === 'loop') return false;
      const elsewhere = typeof own !== 'string' && file !== undefined && nameOf(own.path) !== file;
      if (!elsewhere) note(instantiated);
    }
    return true;
  }

  function note(one: string): void {
    if (!names.includes(one)) names.push(one);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
