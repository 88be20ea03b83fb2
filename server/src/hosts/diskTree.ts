import { constants, type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { decodeUtf8 } from '../core/text/utf8.ts';
import { DIRECTORY, type FileNode, type SpecialNode, type SymlinkNode, type TreeNode } from '../core/tree/node.ts';
import { folderOf, joinPath, type SystemTree } from '../core/tree/systemTree.ts';
import { decode } from './decode.ts';
import { diskPath } from './rootTree.ts';

/**
 * A root on the disk of this machine, read where it is asked for and remembered as it was then. So everything can be
 * asked of it, and nothing is read for nothing. Never leaves the root: links are followed by those who ask.
 *
 * A folder without programs is no whole root but a part of one, such as a repository of configuration. What it lacks
 * outside of the places for configuration is not known then.
 *
 * @param folder the root, such as `/` or the folder of an image
 * @param mounts folders of this machine that stand in the tree at their own paths, wherever the root is
 */
export function diskTree(folder: string, mounts: readonly string[] = []): SystemTree {
  const tree = new DiskTree(
    resolve(folder).replace(/\/$/, ''),
    mounts.map((mount) => resolve(mount)),
  );
  return {
    node: (path) => tree.node(path),
    names: (path) => tree.names(path),
    isRead: (path) => tree.isRead(path),
    isListed: (path) => tree.isListed(path),
  };
}

const PROGRAM_FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];
/** Where a part of a root is whole. */
const CONFIGURED = /^\/(?:etc|boot|run)(?:\/|$)/;

class DiskTree {
  private partial: boolean | undefined;
  private readonly nodes = new Map<string, TreeNode | undefined>([['/', DIRECTORY]]);
  private readonly listings = new Map<string, readonly string[]>();

  constructor(
    private readonly root: string,
    private readonly mounts: readonly string[],
  ) {
    for (const mount of root === '' ? [] : mounts) {
      for (let path = mount; path !== '/'; path = folderOf(path)) this.nodes.set(path, DIRECTORY);
    }
  }

  node(path: string): TreeNode | undefined {
    const known = this.nodes.get(path);
    if (known || this.nodes.has(path)) return known;
    const folder = folderOf(path);
    // Whatever is below a link has another path, and the disk would follow the link out of the root.
    const isInFolder = this.node(folder)?.type === 'directory';
    const found = isInFolder && !this.listings.has(folder) ? this.look(path) : undefined;
    this.nodes.set(path, found);
    return found;
  }

  names(path: string): readonly string[] {
    const known = this.listings.get(path);
    if (known) return known;
    const names = this.node(path)?.type === 'directory' ? this.list(path) : [];
    this.listings.set(path, names);
    return names;
  }

  isRead(path: string): boolean {
    return this.node(path) !== undefined || !this.isPartial() || CONFIGURED.test(path) || this.isMounted(path);
  }

  isListed(path: string): boolean {
    return this.isRead(path) && (!this.isPartial() || CONFIGURED.test(path) || this.isMounted(path));
  }

  private isPartial(): boolean {
    this.partial ??= !PROGRAM_FOLDERS.some((folder) => this.node(folder) !== undefined);
    return this.partial;
  }

  private look(path: string): TreeNode | undefined {
    const place = diskPath(this.rootOf(path), path);
    const stat = statusOf(place);
    if (!stat) return undefined;
    if (stat.isDirectory()) return DIRECTORY;
    if (stat.isSymbolicLink()) return new DiskLink(place);
    return stat.isFile() ? new DiskFile(place) : new DiskSpecial(place);
  }

  private list(path: string): string[] {
    const root = this.rootOf(path);
    const place = diskPath(root, path);
    const inside = path === '/' ? '/' : `${path}/`;
    const hasMounts = this.mounts.some((mount) => mount.startsWith(inside));
    const names: string[] = [];
    for (const entry of entriesOf(place)) {
      const name = typeof entry.name === 'string' ? entry.name : decodeUtf8(entry.name);
      const at = joinPath(path, name);
      names.push(name);
      if (!this.nodes.has(at)) this.nodes.set(at, nodeOf(entry, diskPath(hasMounts ? this.rootOf(at) : root, at)));
    }
    for (const mount of this.mounts) {
      const below = mount.startsWith(inside) ? mount.slice(path.length).split('/') : [];
      const name = below.find((part) => part !== '');
      if (name !== undefined && !names.includes(name)) names.push(name);
    }
    return names.sort();
  }

  private rootOf(path: string): string {
    return this.isMounted(path) ? '' : this.root;
  }

  private isMounted(path: string): boolean {
    return this.mounts.some((mount) => path === mount || path.startsWith(`${mount}/`));
  }
}

/** What stands there, no link followed; undefined when nothing does, or nobody may know. */
function statusOf(place: string | Buffer): Stats | undefined {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function entriesOf(place: string | Buffer): (Dirent | Dirent<Buffer>)[] {
  try {
    const entries = readdirSync(place, { withFileTypes: true });
    if (!entries.some(({ name }) => name.includes('\ufffd'))) return entries;
    return readdirSync(place, { withFileTypes: true, encoding: 'buffer' });
  } catch {
    return [];
  }
}

function nodeOf(entry: Dirent | Dirent<Buffer>, place: string | Buffer): TreeNode {
  if (entry.isDirectory()) return DIRECTORY;
  if (entry.isSymbolicLink()) return new DiskLink(place);
  return entry.isFile() ? new DiskFile(place) : new DiskSpecial(place);
}

/** Of these the text is wanted as soon as anything is. */
const UNIT_FILE = /\.(?:service|socket|target|device|mount|automount|swap|timer|path|slice|scope|conf)$/;
const MOST_BYTES = 1024 * 1024;

/** Neither follows a link that has come to stand there meanwhile, nor waits on a FIFO. */
const FLAGS = (constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK) as unknown as string;

const UTF8 = { encoding: 'utf8', flag: FLAGS } as const;

class DiskFile implements FileNode {
  readonly type = 'file';
  private text: string | undefined;
  private isRead = false;
  private stat: Stats | undefined;
  private bytes: number | undefined;

  constructor(private readonly place: string | Buffer) {}

  get content(): string | undefined {
    if (!this.isRead) this.text = this.read();
    this.isRead = true;
    return this.text;
  }

  get size(): number {
    this.bytes ??= this.measure();
    return this.bytes;
  }

  get executable(): boolean {
    return ((this.status()?.mode ?? 0) & 0o111) !== 0;
  }

  private measure(): number {
    const isReadAlready = UNIT_FILE.test(String(this.place)) && this.content !== undefined;
    return (isReadAlready ? this.bytes : undefined) ?? this.status()?.size ?? 0;
  }

  private status(): Stats | undefined {
    this.stat ??= statusOf(this.place);
    return this.stat;
  }

  private read(): string | undefined {
    try {
      if (!UNIT_FILE.test(String(this.place)) && (this.status()?.size ?? 0) > MOST_BYTES) return undefined;
      const text = readFileSync(this.place, UTF8);
      if (!text.includes('\ufffd')) {
        this.bytes = Buffer.byteLength(text);
        return text;
      }
      const bytes = readFileSync(this.place, { flag: FLAGS });
      this.bytes = bytes.length;
      return decode(bytes);
    } catch {
      return undefined;
    }
  }
}

class DiskLink implements SymlinkNode {
  readonly type = 'symlink';
  private found: string | undefined;

  constructor(private readonly place: string | Buffer) {}

  get target(): string | undefined {
    try {
      this.found ??= this.read();
    } catch {
      // It has gone meanwhile, so nobody can tell where it led.
    }
    return this.found;
  }

  private read(): string {
    const target = readlinkSync(this.place);
    return target.includes('\ufffd') ? decodeUtf8(readlinkSync(this.place, 'buffer')) : target;
  }
}

class DiskSpecial implements SpecialNode {
  readonly type = 'special';
  private found: boolean | undefined;

  constructor(private readonly place: string | Buffer) {}

  get isNull(): boolean {
    this.found ??= statusOf(this.place)?.isCharacterDevice() ?? false;
    return this.found;
  }
}

/** The name of a path on this machine as the tree has it, so that a folder can be told by its path there. */
export function mountedPath(folder: string, root: string): string {
  const top = resolve(root).replace(/\/$/, '');
  const path = resolve(folder);
  return top !== '' && `${path}/`.startsWith(`${top}/`) ? path.slice(top.length) || '/' : path;
}
