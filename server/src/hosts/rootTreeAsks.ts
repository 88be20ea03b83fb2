import { type ConditionPath, conditionPathsIn } from '../core/boot/conditions/paths.ts';
import { fnmatch, hasMagic } from '../core/boot/conditions/patterns.ts';
import { bootMenu } from '../core/boot/loader/menu.ts';
import { DIRECTORY, type TreeNode } from '../core/tree/node.ts';
import { joinPath, nameOf, type SystemTree, treeOf } from '../core/tree/systemTree.ts';
import { askedOfGenerators, PROGRAM_FOLDERS } from '../core/units/generators/askedPaths.ts';
import { FILES, isUnitFileName, MARKS, PLACES, type Place } from './rootTreePlaces.ts';

/** A question to whoever can see the root. Paths are canonical and absolute inside the root. */
export type Ask =
  /** What a folder holds, no link followed. */
  | { readonly kind: 'list'; readonly path: string }
  /** What stands there, no link followed; a file without its text. */
  | { readonly kind: 'node'; readonly path: string }
  /** A regular file with its text, if that has at most so many bytes. */
  | { readonly kind: 'file'; readonly path: string; readonly limit: number };

export interface ListEntry {
  readonly name: string;
  readonly type: TreeNode['type'];
}

/** Undefined: there is nothing. A host that cannot tell whether there is something may say so for both. */
export type Answer = readonly ListEntry[] | TreeNode | 'unreadable' | undefined;

/** How much is read. */
export interface RootTreeOptions {
  /** Files, folders and links together; what is beyond is left out. */
  readonly mostNodes?: number;
  /** Of one file, in bytes; the text of larger ones is left out. */
  readonly mostBytes?: number;
  /** Paths that are read as well, such as unit files outside of the search path that a verb names. */
  readonly also?: readonly string[];
  /** Told what was left out or could not be read, by its path. */
  readonly onProblem?: (path: string, problem: 'unreadable' | 'too-large' | 'too-many') => void;
  /** The host cannot tell which files may be run, nor how large those are that are not read. */
  readonly modesUnknown?: boolean;
}

const MOST_NODES = 400_000;
const MOST_BYTES = 1024 * 1024;
/** As far as any systemd follows: 128 steps, each at most a link. */
const MOST_LINKS = 128;
/** Of folders that conditions name, and of folders that their patterns fit. */
const MOST_NAMES = 512;
const MOST_FOLDERS = 64;
/** Where boot loaders keep what they start. */
const BOOT_FILES = /^\/(?:boot|efi|extlinux\.conf|etc\/(?:default|kernel|fstab))(?:\/|$)/;

type Asking<T> = Generator<readonly Ask[], T, readonly Answer[]>;

/**
 * Reads of a root what planning and loading need, as questions in batches, so that one logic serves hosts that answer at
 * once and those that take their time. Never asks for anything outside of the root: links are followed here, inside.
 */
export function rootTreeAsks(options: RootTreeOptions = {}): Asking<SystemTree> {
  return new Reading(options).run();
}

class Reading {
  private readonly nodes = new Map<string, TreeNode>([['/', DIRECTORY]]);
  private readonly listed = new Set<string>();
  private readonly entries = new Map<string, readonly ListEntry[]>();
  private readonly visits = new Map<string, readonly Omit<Place, 'path'>[]>();
  private readonly missing = new Set<string>();
  private readonly unreadable = new Set<string>();
  private readonly mostNodes: number;
  private readonly mostBytes: number;
  private full = false;

  constructor(private readonly options: RootTreeOptions) {
    this.mostNodes = options.mostNodes ?? MOST_NODES;
    this.mostBytes = options.mostBytes ?? MOST_BYTES;
  }

  *run(): Asking<SystemTree> {
    for (const path of MARKS) yield* this.locate(`/${path}`);
    for (const path of FILES) yield* this.readAt(`/${path}`);
    for (const path of this.options.also ?? []) yield* this.readAt(path);
    for (const place of PLACES) {
      const path = yield* this.locate(`/${place.path}`);
      if (path !== undefined) yield* this.readFolder(path, place, place.depth);
    }
    yield* this.readGeneratorPaths();
    yield* this.readBootFiles();
    yield* this.readConditionPaths();
    const { modesUnknown = false } = this.options;
    // What was left out may be anything.
    const nothing: ReadonlySet<string> = new Set();
    const [missing, listed] = this.full ? [nothing, nothing] : [this.missing, this.listed];
    return treeOf(this.nodes, { missing, listed, unreadable: this.unreadable, modesUnknown });
  }

  /** Looks at the programs that generators ask for, and at links on the way to mount points. */
  private *readGeneratorPaths(): Asking<void> {
    const end = yield* this.locate('/etc/fstab');
    const fstab = end === undefined ? undefined : this.nodes.get(end);
    const text = fstab?.type === 'file' ? (fstab.content ?? '') : '';
    const { programs, mountPoints } = askedOfGenerators(text);
    for (const path of mountPoints.slice(0, MOST_NAMES)) yield* this.locate(path);
    for (const folder of PROGRAM_FOLDERS) {
      const real = yield* this.locate(folder);
      if (real !== undefined) yield* this.look(programs.slice(0, MOST_NAMES).map((name) => joinPath(real, name)));
    }
  }

  /** Looks whether something stands at these paths, whose folders are there. */
  private *look(paths: readonly string[]): Asking<void> {
    const unknown = paths.filter((path) => !this.nodes.has(path) && !this.missing.has(path));
    const answers = yield unknown.map((path) => ({ kind: 'node', path }));
    unknown.forEach((path, index) => {
      const node = answers[index];
      if (isNode(node)) this.put(path, node);
      else (node === undefined ? this.missing : this.unreadable).add(path);
    });
  }

  /** Looks whether the kernels and initrds that boot loaders name are there. */
  private *readBootFiles(): Asking<void> {
    const { entries } = bootMenu(treeOf([...this.nodes].filter(([path]) => BOOT_FILES.test(path))), {});
    for (const { kernel, initrds } of entries.slice(0, MOST_FOLDERS)) {
      for (const path of [kernel, ...initrds]) if (path !== undefined) yield* this.locate(path);
    }
  }

  /** Looks at what the conditions of units ask about. */
  private *readConditionPaths(): Asking<void> {
    const asked = new Map<string, ConditionPath>();
    for (const [path, node] of this.nodes) {
      if (node.type !== 'file' || node.content === undefined || !isUnitFileName(path)) continue;
      for (const one of conditionPathsIn(node.content)) asked.set(`${one.need} ${one.path}`, one);
    }
    for (const { path, need } of asked.values()) {
      if (need === 'glob') yield* this.readPattern('/', path.split('/').filter(Boolean), { left: MOST_FOLDERS });
      else {
        const end = yield* this.locate(path);
        if (need === 'names' && end !== undefined) yield* this.readNames(end);
      }
    }
  }

  /** Reads the names of a folder and what stands there; of a large one just some. */
  private *readNames(path: string): Asking<void> {
    if (this.listed.has(path) || this.nodes.get(path)?.type !== 'directory') return;
    const [entries] = yield [{ kind: 'list', path }];
    if (!isList(entries)) return;
    yield* this.readNodes(entries.slice(0, MOST_NAMES).map(({ name }) => joinPath(path, name)));
    if (entries.length <= MOST_NAMES) this.listed.add(path);
  }

  private *readPattern(folder: string, parts: readonly string[], budget: { left: number }): Asking<void> {
    const [part, ...rest] = parts;
    if (part === undefined || budget.left-- <= 0) return;
    if (!hasMagic(part)) {
      const end = yield* this.locate(joinPath(folder, part));
      if (end !== undefined) yield* this.readPattern(end, rest, budget);
      return;
    }
    yield* this.readNames(folder);
    if (rest.length === 0) return;
    const inside = `${folder === '/' ? '' : folder}/`;
    const names = [...this.nodes.keys()].filter(
      (path) => path.startsWith(inside) && !path.includes('/', inside.length),
    );
    for (const path of names) {
      if (fnmatch(part, nameOf(path)) === false || path === '/') continue;
      const end = yield* this.locate(path);
      if (end !== undefined) yield* this.readPattern(end, rest, budget);
    }
  }

  /** Follows a path inside the root; gives where it ends, or undefined when it leads nowhere. */
  private *locate(path: string): Asking<string | undefined> {
    const pending = path.split('/').reverse();
    let at = '/';
    let links = 0;
    while (pending.length > 0) {
      const name = pending.pop()!;
      if (name === '' || name === '.') continue;
      if (name === '..') {
        at = at.slice(0, Math.max(at.lastIndexOf('/'), 0)) || '/';
        continue;
      }
      const here = joinPath(at, name);
      const node = this.nodes.get(here) ?? (yield* this.lookAt(at, here));
      if (!node) return undefined;
      if (node.type !== 'symlink') {
        if (node.type !== 'directory' && pending.some((part) => part !== '')) return undefined;
        at = here;
        continue;
      }
      if (node.target === undefined || ++links > MOST_LINKS) return undefined;
      if (node.target.startsWith('/')) at = '/';
      pending.push(...node.target.split('/').reverse());
    }
    return at;
  }

  private *lookAt(folder: string, path: string): Asking<TreeNode | undefined> {
    if (this.listed.has(folder) || this.missing.has(path) || this.unreadable.has(path)) return undefined;
    const [node] = yield [{ kind: 'node', path }];
    if (isNode(node) && this.put(path, node)) return node;
    (node === undefined ? this.missing : this.unreadable).add(path);
    return undefined;
  }

  /** Reads the text of a file, wherever its path leads. */
  private *readAt(path: string): Asking<void> {
    const end = yield* this.locate(path);
    const node = end === undefined ? undefined : this.nodes.get(end);
    if (end !== undefined && node?.type === 'file' && node.content === undefined) yield* this.readFiles([end]);
  }

  private *readFolder(path: string, place: Place, depth: number): Asking<void> {
    if (this.nodes.get(path)?.type !== 'directory' || this.wasRead(path, place, depth)) return;
    const entries = this.entries.get(path) ?? (yield [{ kind: 'list', path }])[0];
    if (!isList(entries)) {
      this.problem(path, 'unreadable');
      return;
    }
    this.entries.set(path, entries);
    const { files, links, others, folders } = this.sort(path, entries, place);
    yield* this.readFiles(files);
    yield* this.readNodes([...links, ...others]);
    this.listed.add(path);
    if (depth > 0) for (const folder of folders) yield* this.readFolder(folder, place, depth - 1);
    if (place.follow) for (const link of links) yield* this.follow(link, place);
  }

  /** Whether there is nothing more to read: links can make one folder several places, each with files of its own. */
  private wasRead(path: string, { read, follow }: Place, depth: number): boolean {
    const visits = this.visits.get(path) ?? [];
    if (visits.some((one) => one.read === read && one.depth >= depth && (one.follow || !follow))) return true;
    this.visits.set(path, [...visits, { read, follow, depth }]);
    return false;
  }

  /** Puts what a folder holds into the tree, as far as that is known by now, and says what is to be asked. */
  private sort(path: string, entries: readonly ListEntry[], { read }: Place) {
    const files: string[] = [];
    const links: string[] = [];
    const others: string[] = [];
    const folders: string[] = [];
    for (const { name, type } of entries) {
      const here = joinPath(path, name);
      const known = this.nodes.get(here);
      if (type === 'directory') {
        if (this.put(here, DIRECTORY)) folders.push(here);
      } else if (type === 'symlink') links.push(here);
      else if (type === 'file' && read?.test(name)) {
        if (known?.type !== 'file' || known.content === undefined) files.push(here);
      } else if (!known) others.push(here);
    }
    return { files, links, others, folders };
  }

  /** What a link leads to: the unit file outside of the search path, or the folder that stands for this one. */
  private *follow(link: string, place: Place): Asking<void> {
    const end = yield* this.locate(link);
    const node = end === undefined ? undefined : this.nodes.get(end);
    if (end === undefined || !node) return;
    if (node.type === 'directory') {
      if (/\.(?:d|wants|requires|upholds)$/.test(nameOf(link))) yield* this.readFolder(end, place, 0);
    } else if (node.type === 'file' && node.content === undefined && this.isWanted(link, end, place)) {
      yield* this.readFiles([end]);
    }
  }

  private isWanted(link: string, end: string, { read }: Place): boolean {
    return read !== undefined && (read.test(nameOf(link)) || isUnitFileName(nameOf(end)));
  }

  private *readFiles(paths: readonly string[]): Asking<void> {
    const limit = this.mostBytes;
    const answers = yield paths.map((path) => ({ kind: 'file', path, limit }));
    this.keep(paths, answers);
  }

  private *readNodes(paths: readonly string[]): Asking<void> {
    const unknown = paths.filter((path) => !this.nodes.has(path));
    this.keep(unknown, yield unknown.map((path) => ({ kind: 'node', path })));
  }

  private keep(paths: readonly string[], answers: readonly Answer[]): void {
    paths.forEach((path, index) => {
      const node = answers[index];
      if (!isNode(node)) {
        this.unreadable.add(path);
        this.problem(path, 'unreadable');
      } else if (this.put(path, node) && node.type === 'file' && node.size > this.mostBytes) {
        this.problem(path, 'too-large');
      }
    });
  }

  private put(path: string, node: TreeNode): boolean {
    if (!this.nodes.has(path) && this.nodes.size >= this.mostNodes) {
      if (!this.full) this.problem(path, 'too-many');
      this.full = true;
      return false;
    }
    this.nodes.set(path, node);
    return true;
  }

  private problem(path: string, problem: 'unreadable' | 'too-large' | 'too-many'): void {
    this.options.onProblem?.(path, problem);
  }
}

function isList(answer: Answer): answer is readonly ListEntry[] {
  return Array.isArray(answer);
}

function isNode(answer: Answer): answer is TreeNode {
  return answer !== undefined && answer !== 'unreadable' && !isList(answer);
}
