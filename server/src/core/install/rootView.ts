import { type Chase, chase } from '../tree/chase.ts';
import { DIRECTORY, linkNode, type TreeNode } from '../tree/node.ts';
import { applyChanges, folderOf, joinPath, nameOf, type SystemTree, type TreeChange } from '../tree/systemTree.ts';
import { byteLength } from '../values/utf8.ts';
import { type Errno, failed } from './errno.ts';

/** A change of one link; paths are inside the root, the target is what stands in the link. */
export type SymlinkChange =
  | { readonly op: 'symlink'; readonly path: string; readonly target: string }
  | { readonly op: 'unlink'; readonly path: string };

/** A canonical path with what stands there. */
export interface Located {
  readonly path: string;
  readonly node: TreeNode;
}

/** What `chase` gives: `node` is undefined for a path whose end does not exist. */
export interface Chased {
  readonly path: string;
  readonly node: TreeNode | undefined;
}

const NAME_MAX = 255;
/** Links that the kernel follows on one way. */
const KERNEL_LINKS = 40;
const CHASE_ERRORS: Readonly<Record<Exclude<Chase, { found: true }>['reason'], Errno>> = {
  missing: 'ENOENT',
  loop: 'ELOOP',
  'not-a-directory': 'ENOTDIR',
  unknown: 'EUNKNOWN',
  'too-long': 'EINVAL',
};
const NULL_DEVICE: Located = { path: '/dev/null', node: { type: 'special', isNull: true } };

/**
 * A root as systemctl sees and changes it: the calls it makes, over a snapshot. There are two ways to follow a path.
 * {@link chase} stays inside the root. {@link resolve} is the kernel's: an absolute link leaves the root, and what lies
 * outside counts as not there, except for the null device. Nothing is written but to memory; `changes` has the links
 * made and removed, in order.
 */
export class RootView {
  readonly changes: SymlinkChange[] = [];
  private readonly made: TreeChange[] = [];
  private readonly nodes = new Map<string, TreeNode | undefined>();
  private readonly added = new Map<string, Set<string>>();
  private readonly sorted = new Map<string, readonly string[]>();
  private readonly folders = new Map<string, Located | Errno>();
  private readonly nameSets = new Map<string, ReadonlySet<string>>();

  /**
   * @param isMachine whether the root is the machine's own, `/`, so that no link leaves it
   * @param version major version of the systemd whose calls these are
   */
  constructor(
    private readonly base: SystemTree,
    readonly isMachine: boolean,
    private readonly version: number,
  ) {}

  /** The snapshot with all changes. */
  tree(): SystemTree {
    return applyChanges(this.base, this.made);
  }

  /** What stands at a canonical path. */
  node(path: string): TreeNode | undefined {
    return this.nodes.has(path) ? this.nodes.get(path) : this.base.node(path);
  }

  /** The names in the folder at a canonical path, sorted. */
  names(path: string): readonly string[] {
    const added = this.added.get(path);
    if (!added) return this.base.names(path);
    const known = this.sorted.get(path) ?? [...added].sort();
    this.sorted.set(path, known);
    return known;
  }

  /** A number that grows with every change, for those who keep what they found. */
  get revision(): number {
    return this.made.length;
  }

  /** `stat`, or with `follow` false `lstat`: where the kernel gets to. */
  resolve(path: string, follow: boolean): Located | Errno {
    const mustBeFolder = /\/\.?$/.test(path);
    const slash = path.lastIndexOf('/');
    if (slash <= 0 || mustBeFolder) return this.walk(path, follow || mustBeFolder, mustBeFolder);
    const folder = this.folder(path.slice(0, slash));
    if (failed(folder)) return folder;
    const name = path.slice(slash + 1);
    if (name === '' || name === '.' || name === '..') return this.walk(path, follow, false);
    const here = joinPath(folder.path, name);
    const node = this.node(here);
    if (folder.node.type !== 'directory') return 'ENOTDIR';
    if (!node) return byteLength(name) > NAME_MAX ? 'ENAMETOOLONG' : 'ENOENT';
    return node.type === 'symlink' && follow ? this.walk(here, true, false) : { path: here, node };
  }

  /** The names in a folder as `opendir` finds it. */
  list(path: string): { readonly path: string; readonly names: readonly string[] } | Errno {
    const folder = this.folder(path);
    if (failed(folder)) return folder;
    return folder.node.type === 'directory' ? { path: folder.path, names: this.names(folder.path) } : 'ENOTDIR';
  }

  /** Whether a folder, as the kernel finds it, may hold the name: false only where it surely does not. */
  mayHold(folder: string, name: string): boolean {
    const found = this.folder(folder);
    if (failed(found)) return found !== 'ENOENT' && found !== 'ENOTDIR';
    if (found.node.type !== 'directory') return false;
    const known = this.nameSets.get(found.path);
    if (known) return known.has(name);
    const names = new Set(this.names(found.path));
    this.nameSets.set(found.path, names);
    return names.has(name);
  }

  /**
   * `chase` of basic/chase.c inside the root.
   * @param options `nofollow`: leave a link at the end alone; `nonexistent`: the end of the path need not exist;
   *   `open`: to open the file at the end; `kernel`: the kernel does it, as systemd lets it in the machine's own root
   *   where only the end matters
   */
  chase(
    path: string,
    options: { nofollow?: boolean; nonexistent?: boolean; kernel?: boolean; open?: boolean } = {},
  ): Chased | Errno {
    const { nofollow = false, kernel = false, nonexistent = false, open = false } = options;
    const end = chase(this, path, kernel ? { nofollow } : { nofollow, open, version: this.version });
    if (end.found) return end;
    if (end.reason === 'missing' && nonexistent && end.whole !== undefined) return { path: end.whole, node: undefined };
    return kernel && end.reason === 'too-long' ? 'ENAMETOOLONG' : CHASE_ERRORS[end.reason];
  }

  /** `symlink`: never over something that is there. */
  symlink(target: string, path: string): Errno | undefined {
    const name = nameOf(path);
    if (byteLength(name) > NAME_MAX) return 'ENAMETOOLONG';
    const folder = this.folder(folderOf(path));
    if (failed(folder)) return folder;
    if (folder.node.type !== 'directory') return 'ENOTDIR';
    const here = joinPath(folder.path, name);
    if (this.node(here)) return 'EEXIST';
    this.put(here, linkNode(target));
    this.changes.push({ op: 'symlink', path: here, target });
    return undefined;
  }

  /** `unlink`. */
  unlink(path: string): Errno | undefined {
    const found = this.resolve(path, false);
    if (failed(found)) return found;
    if (found.node.type === 'directory') return 'EISDIR';
    this.drop(found.path);
    this.changes.push({ op: 'unlink', path: found.path });
    return undefined;
  }

  /** `rmdir`. */
  rmdir(path: string): Errno | undefined {
    const found = this.resolve(path, false);
    if (failed(found)) return found;
    if (found.node.type !== 'directory') return 'ENOTDIR';
    if (this.names(found.path).length > 0) return 'ENOTEMPTY';
    this.drop(found.path);
    return undefined;
  }

  /** `mkdir_parents`: makes the folders that the path needs, as far as it can. */
  makeParents(path: string): void {
    const parts = folderOf(path).split('/').filter(Boolean);
    for (let count = 1; count <= parts.length; count++) {
      const folder = `/${parts.slice(0, count).join('/')}`;
      const found = this.resolve(folder, true);
      if (!failed(found)) {
        if (found.node.type !== 'directory') return;
        continue;
      }
      const parent = this.folder(folderOf(folder));
      if (failed(parent) || parent.node.type !== 'directory') return;
      const here = joinPath(parent.path, nameOf(folder));
      if (this.node(here) || byteLength(nameOf(folder)) > NAME_MAX) return;
      this.put(here, DIRECTORY);
    }
  }

  private folder(path: string): Located | Errno {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const found = this.walk(path, true, false);
    this.folders.set(path, found);
    return found;
  }

  private walk(path: string, follow: boolean, mustBeFolder: boolean): Located | Errno {
    let wantsFolder = mustBeFolder;
    const pending = path.split('/').reverse();
    let at: Located = { path: '/', node: DIRECTORY };
    let links = 0;
    while (pending.length > 0) {
      const name = pending.pop()!;
      if (name === '' || name === '.') continue;
      if (at.node.type !== 'directory') return 'ENOTDIR';
      if (name === '..') {
        if (at.path === '/' && !this.isMachine) return 'ENOENT';
        at = this.parent(at);
        continue;
      }
      const here = joinPath(at.path, name);
      const node = this.node(here);
      if (!node) return byteLength(name) > NAME_MAX ? 'ENAMETOOLONG' : 'ENOENT';
      const last = pending.every((part) => part === '' || part === '.');
      if (node.type !== 'symlink' || (last && !follow)) {
        at = { path: here, node };
        continue;
      }
      if (node.target === undefined) return 'EUNKNOWN';
      if (++links > KERNEL_LINKS) return 'ELOOP';
      if (node.target.startsWith('/')) {
        if (last && isNullDevice(node.target)) return NULL_DEVICE;
        if (!this.isMachine) return 'ENOENT';
        at = { path: '/', node: DIRECTORY };
      }
      wantsFolder ||= last && /\/\.?$/.test(node.target);
      pending.push(...node.target.split('/').reverse());
    }
    return wantsFolder && at.node.type !== 'directory' ? 'ENOTDIR' : at;
  }

  private parent({ path }: Located): Located {
    return { path: folderOf(path), node: DIRECTORY };
  }

  private put(path: string, node: TreeNode): void {
    this.nodes.set(path, node);
    this.namesOf(folderOf(path)).add(nameOf(path));
    // A new folder may stand where the snapshot has names of one that was removed.
    if (node.type === 'directory') {
      this.added.set(path, new Set());
      this.sorted.delete(path);
      this.nameSets.delete(path);
    }
    this.touched({ op: 'put', path, node });
  }

  private drop(path: string): void {
    this.nodes.set(path, undefined);
    this.added.delete(path);
    this.nameSets.delete(path);
    this.namesOf(folderOf(path)).delete(nameOf(path));
    this.touched({ op: 'remove', path });
  }

  private namesOf(folder: string): Set<string> {
    const known = this.added.get(folder) ?? new Set(this.base.names(folder));
    this.added.set(folder, known);
    this.sorted.delete(folder);
    this.nameSets.delete(folder);
    return known;
  }

  private touched(change: TreeChange): void {
    this.made.push(change);
    this.folders.clear();
  }
}

/** Whether a path is that of the null device, which is the machine's own whatever the root holds. */
export function isNullDevice(path: string): boolean {
  return (
    path.startsWith('/') &&
    path
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/') === 'dev/null'
  );
}
