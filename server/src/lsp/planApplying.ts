import type { SymlinkChange } from '../core/install/plan.ts';
import { folderOf, joinPath, type SystemTree } from '../core/tree/systemTree.ts';
import type { LinkWriter } from '../hosts/linkWriter.ts';
import type { Applied, ApplyParams, LinkChange } from '../protocol/planning.ts';
import { uriWithin } from './locations.ts';
import { planIn } from './planFor.ts';
import { refusalOf } from './planRoots.ts';
import type { RootTree, Trees } from './trees.ts';

interface Session {
  readonly trees: Trees;
  linksChanged(uris: readonly string[]): void;
}

/** What takes a change back. */
interface Undoing {
  readonly root: string;
  readonly changes: readonly SymlinkChange[];
}

/** The last so many changes can be undone. */
const MOST_UNDONE = 100;

/** Writes planned changes, and takes them back. */
export class Applying {
  readonly #session: Session;
  readonly #writer: LinkWriter | undefined;
  readonly #undo = new Map<string, Undoing>();
  #count = 0;

  constructor(session: Session, writer: LinkWriter | undefined) {
    this.#session = session;
    this.#writer = writer;
  }

  /** Writes what the user has seen, unless by now something else would be due. */
  async apply(root: RootTree, params: ApplyParams): Promise<Applied> {
    const { changes } = planIn(root, root.tree, params);
    if (!isSame(changes, params.changes)) {
      return refused('The files have changed since, so that other links would change.', true);
    }
    const inverse = inverseOf(root.tree, changes);
    const failure = await this.#write(root, changes);
    return failure ?? { applied: true, undo: inverse ? this.#remember({ root: root.uri, changes: inverse }) : null };
  }

  /** Takes a change back, if what it made still stands and what it removed is still gone. */
  async undo(token: string, rootAt: (uri: string) => Promise<RootTree>): Promise<Applied> {
    const undoing = this.#undo.get(token);
    if (!undoing) return refused('This change cannot be undone any more.');
    this.#session.trees.changed(undoing.changes.map(({ path }) => uriWithin(undoing.root, path)));
    const root = await rootAt(undoing.root);
    const moved = undoing.changes.find((change, index) => !fits(root.tree, undoing.changes.slice(0, index), change));
    if (moved) return refused(`${moved.path} has been changed since, so nothing is undone.`);
    const failure = await this.#write(root, undoing.changes);
    if (failure) return failure;
    this.#undo.delete(token);
    return { applied: true, undo: null };
  }

  async #write(root: RootTree, changes: readonly SymlinkChange[]): Promise<Applied | undefined> {
    const paths = changes.map(({ path }) => path);
    const refusal = await refusalOf(root, this.#writer, paths);
    if (refusal !== undefined || !this.#writer) return refused(refusal ?? '');
    try {
      await this.#writer.write(root.uri, changes);
      return undefined;
    } catch (fault) {
      return refused(fault instanceof Error ? fault.message : String(fault));
    } finally {
      this.#session.linksChanged(locations(root, changes));
    }
  }

  #remember(undoing: Undoing): string {
    const token = String(++this.#count);
    this.#undo.set(token, undoing);
    const oldest = this.#undo.keys().next().value;
    if (this.#undo.size > MOST_UNDONE && oldest !== undefined) this.#undo.delete(oldest);
    return token;
  }
}

function refused(reason: string, outdated = false): Applied {
  return { applied: false, reason, outdated };
}

function isSame(a: readonly LinkChange[], b: readonly LinkChange[]): boolean {
  return JSON.stringify(a.map(key)) === JSON.stringify(b.map(key));
}

function key(change: LinkChange): readonly string[] {
  return [change.op, change.path, change.op === 'symlink' ? change.target : ''];
}

/** The links, and the folders that may be gone with their last ones. */
function locations({ uri, tree }: RootTree, changes: readonly SymlinkChange[]): string[] {
  const paths = new Set(changes.map(({ path }) => path));
  const folders = new Set([...paths].map(folderOf));
  const emptied = [...folders].filter((folder) => tree.names(folder).every((name) => paths.has(joinPath(folder, name))));
  return [...paths, ...emptied].map((path) => uriWithin(uri, path));
}

/** The changes that take others back; undefined when these remove something that is no link. */
function inverseOf(tree: SystemTree, changes: readonly SymlinkChange[]): SymlinkChange[] | undefined {
  const links = new Map<string, string | undefined>();
  const target = (path: string) => {
    if (links.has(path)) return links.get(path);
    const node = tree.node(path);
    return node?.type === 'symlink' ? node.target : undefined;
  };
  const inverse: SymlinkChange[] = [];
  for (const change of changes) {
    const old = target(change.path);
    if (change.op === 'symlink') inverse.unshift({ op: 'unlink', path: change.path });
    else if (old === undefined) return undefined;
    else inverse.unshift({ op: 'symlink', path: change.path, target: old });
    links.set(change.path, change.op === 'symlink' ? change.target : undefined);
  }
  return inverse;
}

/** Whether a change can be made as it is meant, after those before it: never over something, never of something else. */
function fits(tree: SystemTree, before: readonly SymlinkChange[], change: SymlinkChange): boolean {
  const last = before.findLast(({ path }) => path === change.path);
  const node = tree.node(change.path);
  const isThere = last ? last.op === 'symlink' : node !== undefined;
  if (change.op === 'symlink') return !isThere;
  return last ? isThere : node?.type === 'symlink';
}
