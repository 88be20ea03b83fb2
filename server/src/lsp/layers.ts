import type { TreeNode } from '../core/tree/node.ts';
import { applyChanges, type SystemTree, type TreeChange } from '../core/tree/systemTree.ts';

/** A tree over another one, from which it differs in the text of some files only. */
export interface Layered {
  readonly tree: SystemTree;
  /** Has the same names, links and masks. The same object for as long as those do not change. */
  readonly solid: SystemTree;
  /** The paths whose text differs. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Lays changes over a tree, such as those of open editors, so that most of what is known of the tree stays true while
 * somebody types: only a change of names, links or masks makes a new solid tree.
 */
export class Layers {
  #base: SystemTree | undefined;
  #solid: SystemTree | undefined;
  /** The paths in which the solid tree may differ from the base. */
  #paths: readonly string[] = [];

  over(base: SystemTree, changes: readonly TreeChange[]): Layered {
    const wanted = new Map(changes.map((change) => [change.path, change.op === 'put' ? change.node : undefined]));
    if (!this.#solid || this.#base !== base) return this.#renew(base, changes);
    for (const path of this.#paths) if (!wanted.has(path)) wanted.set(path, base.node(path));
    const differing: TreeChange[] = [];
    for (const [path, node] of wanted) {
      const before = this.#solid.node(path);
      if (isSame(before, node)) continue;
      if (!node || !isTextOnly(before, node)) return this.#renew(base, changes);
      differing.push({ op: 'put', path, node });
    }
    const changed = new Set(differing.map(({ path }) => path));
    return { tree: applyChanges(this.#solid, differing), solid: this.#solid, changed };
  }

  #renew(base: SystemTree, changes: readonly TreeChange[]): Layered {
    this.#base = base;
    this.#solid = applyChanges(base, changes);
    this.#paths = changes.map(({ path }) => path);
    return { tree: this.#solid, solid: this.#solid, changed: new Set() };
  }
}

function isSame(a: TreeNode | undefined, b: TreeNode | undefined): boolean {
  if (a === b) return true;
  return a?.type === 'file' && b?.type === 'file' && a.content !== undefined && a.content === b.content;
}

/** Whether a file stays a file; an empty one is a mask, and a file that was not read may have been one. */
function isTextOnly(a: TreeNode | undefined, b: TreeNode): boolean {
  return a?.type === 'file' && b.type === 'file' && a.size > 0 && b.size > 0;
}
