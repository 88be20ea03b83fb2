import { unitIdentity } from '../../kinds/unit/identity.ts';
import { chase } from '../../tree/chase.ts';
import type { FileNode, TreeNode } from '../../tree/node.ts';
import { folderOf, joinPath, nameOf } from '../../tree/systemTree.ts';
import type { LinkedDependency } from '../../units/dependencyLinks.ts';
import { unitName } from '../../units/names.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';

/** A unit file or drop-in of the search path. */
export interface UnitSource {
  /** Where its text is, links followed. */
  readonly path: string;
  /** Where systemd finds it, as the search path names the folder. */
  readonly place: string;
  readonly role: 'fragment' | 'drop-in';
  /** The unit it belongs to; undefined for drop-ins of many units. */
  readonly owner: string | undefined;
  /** What it belongs to in words: the unit's name, or the folder such as `shop-.service.d`. */
  readonly label: string;
  /** Whether no file of a folder that wins stands before it. */
  readonly active: boolean;
}

/** A link among the units: another name of a unit, or a dependency. */
export interface UnitLink {
  readonly path: string;
  readonly name: string;
  readonly kind: 'alias' | LinkedDependency;
  /** For a dependency what its folder belongs to: a unit, or a type such as `service`. */
  readonly owner: string;
  readonly target: string | undefined;
}

export interface UnitSources {
  readonly sources: readonly UnitSource[];
  readonly links: readonly UnitLink[];
}

const DEPENDENCIES: Readonly<Record<string, LinkedDependency>> = {
  wants: 'Wants',
  requires: 'Requires',
  upholds: 'Upholds',
};

/** All files and links that a root's search path has for units, those of the folders that win first. */
export function unitSources(root: UnitRoot): UnitSources {
  const { tree } = root;
  const sources: UnitSource[] = [];
  const links: UnitLink[] = [];
  const seen = new Set<string>();
  const folders = searchFolders(root);
  for (const [real, folder] of folders) {
    for (const name of tree.names(real)) {
      const path = joinPath(real, name);
      const node = tree.node(path);
      if (!node) continue;
      if (unitName(name) !== undefined) fragment(name, path, joinPath(folder, name), node);
      else inFolder(name, path, joinPath(folder, name), node);
    }
  }
  return { sources, links };

  function fragment(name: string, path: string, place: string, node: TreeNode): void {
    const active = first(name);
    if (node.type === 'file') sources.push({ path, place, role: 'fragment', owner: name, label: name, active });
    if (node.type !== 'symlink') return;
    links.push({ path, name, kind: 'alias', owner: name, target: node.target });
    const file = linkedFile(path);
    if (file !== undefined) sources.push({ path: file, place, role: 'fragment', owner: name, label: name, active });
  }

  /** A link to a file of its own name that stands outside the search path. */
  function linkedFile(path: string): string | undefined {
    const end = chase(tree, path);
    if (!end.found || end.node.type !== 'file' || nameOf(end.path) !== nameOf(path)) return undefined;
    return folders.has(folderOf(end.path)) ? undefined : end.path;
  }

  function inFolder(name: string, path: string, place: string, node: TreeNode): void {
    const suffix = /^(.+)\.(wants|requires|upholds|d)$/.exec(name);
    if (!suffix || node.type !== 'directory') return;
    const kind = DEPENDENCIES[suffix[2]!];
    for (const entry of tree.names(path)) {
      const inner = tree.node(joinPath(path, entry))!;
      if (kind && inner.type === 'symlink') {
        links.push({ path: joinPath(path, entry), name: entry, kind, owner: suffix[1]!, target: inner.target });
      } else if (!kind && entry.endsWith('.conf')) dropIn(joinPath(path, entry), `${place}/${entry}`, name, suffix[1]!);
    }
  }

  function dropIn(path: string, place: string, folder: string, unit: string): void {
    const identity = unitIdentity(`/${folder}/x.conf`);
    const end = chase(tree, path);
    if (!identity || !end.found || end.node.type !== 'file') return;
    const owner = identity.reach === 'unit' && unitName(unit) !== undefined ? unit : undefined;
    const active = first(`${folder}/${nameOf(path)}`);
    sources.push({ path: end.path, place, role: 'drop-in', owner, label: owner ?? folder, active });
  }

  function first(key: string): boolean {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  }
}

/** The folders of the search path that are there: where each really is, to the name by which systemd finds it first. */
export function searchFolders(root: UnitRoot): Map<string, string> {
  const folders = new Map<string, string>();
  for (const folder of root.paths) {
    const end = chase(root.tree, folder);
    if (end.found && end.node.type === 'directory' && !folders.has(end.path)) folders.set(end.path, folder);
  }
  return folders;
}

/** The file node at the end of a path; undefined when there is none. */
export function fileNodeAt(root: UnitRoot, path: string): FileNode | undefined {
  const node = root.tree.node(path);
  if (node?.type === 'file') return node;
  const end = chase(root.tree, path);
  return end.found && end.node.type === 'file' ? end.node : undefined;
}

/** Where a path really is, folders that are links followed; a link at its end is left as it is, a file's place is not. */
export function realPlace({ tree }: UnitRoot, path: string): string {
  const end = chase(tree, path, { nofollow: true });
  return end.path;
}
