import type { SymlinkChange } from '../core/install/plan.ts';
import { folderOf, joinPath, type SystemTree } from '../core/tree/systemTree.ts';
import type { LinkWriter, Written } from '../hosts/linkWriter.ts';
import type { UndoStep } from '../hosts/writeChanges.ts';
import type { Applied, ApplyParams, LinkChange } from '../protocol/planning.ts';
import { uriWithin } from './locations.ts';
import { planIn } from './planFor.ts';
import { refusalOf } from './planRoots.ts';
import type { RootTree } from './trees.ts';

/** What takes a change back. */
interface Undoing {
  readonly root: string;
  readonly steps: readonly UndoStep[];
  readonly touched: readonly string[];
}

/** The last so many changes can be undone. */
const MOST_UNDONE = 100;

/** Writes planned changes, and takes them back. */
export class Applying {
  readonly #writer: LinkWriter | undefined;
  readonly #linksChanged: (uris: readonly string[]) => void;
  readonly #undo = new Map<string, Undoing>();
  #count = 0;

  /** @param linksChanged called with the locations of links and folders that may be others now */
  constructor(writer: LinkWriter | undefined, linksChanged: (uris: readonly string[]) => void) {
    this.#writer = writer;
    this.#linksChanged = linksChanged;
  }

  /** Writes what the user has seen, unless by now something else would be due. */
  async apply(root: RootTree, params: ApplyParams): Promise<Applied> {
    const plan = planIn(root, params);
    if (!isSame(plan.changes, params.changes)) {
      return refused('The files have changed since, so that other links would change.', true);
    }
    const refusal = await refusalOf(root, this.#writer, params.verb, plan.changes);
    if (refusal !== undefined || !this.#writer) return refused(refusal ?? '');
    const written = this.#writer.write(root.uri, { ...plan, before: root.tree });
    const touched = locations(root.uri, root.tree, plan.changes);
    this.#linksChanged(touched);
    return this.#answer(written, (steps) => this.#remember({ root: root.uri, steps, touched }));
  }

  /** Takes a change back, if what it made still stands and what it removed is still gone. */
  undo(token: string): Applied {
    const undoing = this.#undo.get(token);
    if (!undoing || !this.#writer) return refused('This change cannot be undone any more.');
    const written = this.#writer.undo(undoing.root, undoing.steps);
    this.#linksChanged(undoing.touched);
    return this.#answer(written, () => {
      this.#undo.delete(token);
      return null;
    });
  }

  #answer(written: Written, done: (steps: readonly UndoStep[]) => string | null): Applied {
    return 'refused' in written ? refused(written.refused) : { applied: true, undo: done(written.undo) };
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
  const key = (change: LinkChange) => [change.op, change.path, change.op === 'symlink' ? change.target : ''];
  return JSON.stringify(a.map(key)) === JSON.stringify(b.map(key));
}

/** The links, and the folders that may be gone with their last ones. */
function locations(root: string, tree: SystemTree, changes: readonly SymlinkChange[]): string[] {
  const paths = new Set(changes.map(({ path }) => path));
  const folders = new Set([...paths].map(folderOf));
  const emptied = [...folders].filter((folder) =>
    tree.names(folder).every((name) => paths.has(joinPath(folder, name))),
  );
  return [...paths, ...emptied].map((path) => uriWithin(root, path));
}
