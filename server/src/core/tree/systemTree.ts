import { DIRECTORY, type TreeNode } from './node.ts';

/**
 * A snapshot of those parts of a root that were read: paths to nodes. Immutable. Paths are absolute inside the root, in
 * canonical form: no `.` or `..`, no doubled or trailing slash; the root itself is `/`.
 */
export interface SystemTree {
  /** What stands at a canonical path, no link followed. */
  node(path: string): TreeNode | undefined;
  /** The names in a folder, sorted by code unit; empty when there is no folder. No link followed. */
  names(path: string): readonly string[];
  /**
   * Whether that nothing stands at a canonical path means that nothing is there; else nobody has looked. Without it the
   * tree is whole.
   */
  isRead?(path: string): boolean;
  /** Whether `names` of a folder are all that it holds. Without it the tree is whole. */
  isListed?(path: string): boolean;
  /** Whether it is not known which files may be run, and how large those are that were not read. */
  readonly modesUnknown?: boolean;
}

/** How much of a root was read. */
export interface TreeExtent {
  /** Paths where nothing was found. */
  readonly missing: ReadonlySet<string>;
  /** Folders of which all names were read. */
  readonly listed: ReadonlySet<string>;
  /** Paths where something stands that could not be looked at. */
  readonly unreadable: ReadonlySet<string>;
  readonly modesUnknown: boolean;
}

/**
 * A tree of the given nodes; folders on the way to them are made up.
 *
 * @param extent what was looked at, when that is not the whole root
 */
export function treeOf(entries: Iterable<readonly [path: string, node: TreeNode]>, extent?: TreeExtent): SystemTree {
  const nodes = new Map<string, TreeNode>([['/', DIRECTORY]]);
  const folders = new Map<string, Set<string>>([['/', new Set()]]);
  for (const [path, node] of entries) put(nodes, folders, path, node);
  const sorted = new Map<string, readonly string[]>();
  const tree: SystemTree = {
    node: (path) => nodes.get(path),
    names: (path) => {
      const known = sorted.get(path);
      if (known) return known;
      const names = [...(folders.get(path) ?? [])].sort();
      sorted.set(path, names);
      return names;
    },
  };
  if (!extent) return tree;
  const { missing, listed, unreadable, modesUnknown } = extent;
  return {
    ...tree,
    isRead: (path) => nodes.has(path) || missing.has(path) || (listed.has(folderOf(path)) && !unreadable.has(path)),
    isListed: (path) => listed.has(path),
    modesUnknown,
  };
}

/** Every path of the tree with its node, a folder before what it holds. */
export function* walkTree(tree: SystemTree, from = '/'): Generator<readonly [path: string, node: TreeNode]> {
  const node = tree.node(from);
  if (!node) return;
  yield [from, node];
  if (node.type !== 'directory') return;
  for (const name of tree.names(from)) yield* walkTree(tree, joinPath(from, name));
}

/** A change of the tree: puts a node at a path, or removes what is there. */
export type TreeChange =
  | { readonly op: 'put'; readonly path: string; readonly node: TreeNode }
  | { readonly op: 'remove'; readonly path: string };

/** The tree after the changes, made one after the other. The old tree stays as it was. */
export function applyChanges(tree: SystemTree, changes: readonly TreeChange[]): SystemTree {
  if (changes.length === 0) return tree;
  const nodes = new Map<string, TreeNode | undefined>();
  const folders = new Map<string, Set<string>>();
  const node = (path: string) => (nodes.has(path) ? nodes.get(path) : under(nodes, path) ? undefined : tree.node(path));
  const namesOf = (path: string): Set<string> => {
    const known = folders.get(path) ?? new Set(tree.names(path));
    folders.set(path, known);
    return known;
  };
  const add = (path: string, value: TreeNode): void => {
    if (path !== '/') {
      const folder = folderOf(path);
      if (node(folder)?.type !== 'directory') add(folder, DIRECTORY);
      namesOf(folder).add(nameOf(path));
    }
    nodes.set(path, value);
  };
  for (const change of changes) {
    if (change.op === 'put') add(change.path, change.node);
    else if (change.path !== '/') {
      nodes.set(change.path, undefined);
      folders.set(change.path, new Set());
      namesOf(folderOf(change.path)).delete(nameOf(change.path));
    }
  }
  const sorted = new Map<string, readonly string[]>();
  return {
    ...extentAfter(tree, nodes),
    node,
    names: (path) => {
      const changed = folders.get(path);
      if (!changed) return under(nodes, path) ? [] : tree.names(path);
      const names = sorted.get(path) ?? [...changed].sort();
      sorted.set(path, names);
      return names;
    },
  };
}

/** What is known of a tree that was not read whole stays so; what has been changed is known. */
function extentAfter(tree: SystemTree, nodes: ReadonlyMap<string, TreeNode | undefined>): Partial<SystemTree> {
  const { isRead, isListed, modesUnknown } = tree;
  if (!isRead || !isListed) return {};
  const gone = (path: string) => nodes.has(path) && nodes.get(path) === undefined;
  return {
    isRead: (path) => nodes.has(path) || under(nodes, path) || isRead(path),
    isListed: (path) => gone(path) || under(nodes, path) || isListed(path),
    modesUnknown: modesUnknown === true,
  };
}

/** Whether a folder above the path has been removed. */
function under(nodes: ReadonlyMap<string, TreeNode | undefined>, path: string): boolean {
  for (let folder = folderOf(path); folder !== '/'; folder = folderOf(folder)) {
    if (nodes.has(folder)) return nodes.get(folder) === undefined;
  }
  return false;
}

/** The path of a name in a folder. */
export function joinPath(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/** The folder that a path stands in; `/` for the root itself. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function put(nodes: Map<string, TreeNode>, folders: Map<string, Set<string>>, path: string, node: TreeNode): void {
  nodes.set(path, node);
  if (node.type === 'directory' && !folders.has(path)) folders.set(path, new Set());
  for (let at = path; at !== '/'; ) {
    const folder = folderOf(at);
    const names = folders.get(folder);
    if (names) {
      names.add(nameOf(at));
      if (!nodes.has(folder)) nodes.set(folder, DIRECTORY);
      return;
    }
    folders.set(folder, new Set([nameOf(at)]));
    if (!nodes.has(folder)) nodes.set(folder, DIRECTORY);
    at = folder;
  }
}
