import { DIRECTORY, type TreeNode } from '../core/tree/node.ts';
import { joinPath, nameOf, type SystemTree, treeOf } from '../core/tree/systemTree.ts';
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

/** Undefined: there is nothing, or it cannot be read. */
export type Answer = readonly ListEntry[] | TreeNode | undefined;

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
}

const MOST_NODES = 400_000;
const MOST_BYTES = 1024 * 1024;
const MOST_LINKS = 40;

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
  private readonly missing = new Set<string>();
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
    return treeOf(this.nodes);
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
    if (this.listed.has(folder) || this.missing.has(path)) return undefined;
    const [node] = yield [{ kind: 'node', path }];
    if (isNode(node) && this.put(path, node)) return node;
    this.missing.add(path);
    return undefined;
  }

  /** Reads the text of a file, wherever its path leads. */
  private *readAt(path: string): Asking<void> {
    const end = yield* this.locate(path);
    const node = end === undefined ? undefined : this.nodes.get(end);
    if (end !== undefined && node?.type === 'file' && node.content === undefined) yield* this.readFiles([end]);
  }

  private *readFolder(path: string, place: Place, depth: number): Asking<void> {
    if (this.listed.has(path) || this.nodes.get(path)?.type !== 'directory') return;
    const [entries] = yield [{ kind: 'list', path }];
    if (!isList(entries)) {
      this.problem(path, 'unreadable');
      return;
    }
    const { files, links, others, folders } = this.sort(path, entries, place);
    yield* this.readFiles(files);
    yield* this.readNodes([...links, ...others]);
    this.listed.add(path);
    if (depth > 0) for (const folder of folders) yield* this.readFolder(folder, place, depth - 1);
    if (place.follow) for (const link of links) yield* this.follow(link, place);
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
      if (!isNode(node)) this.problem(path, 'unreadable');
      else if (this.put(path, node) && node.type === 'file' && node.size > this.mostBytes) {
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
  return answer !== undefined && !isList(answer);
}
