import type { TreeNode } from './node.ts';
import { joinPath, type SystemTree } from './systemTree.ts';

/** Links that are followed on one way, as chase.c, `CHASE_MAX`. */
const MOST_LINKS = 32;

/** Where a path leads. */
export type Chase =
  | { readonly found: true; readonly path: string; readonly node: TreeNode }
  | {
      readonly found: false;
      /**
       * - `missing`: a part of the path is not there; `path` is where it would be, the rest of the way not followed
       * - `loop`: too many links, or links in a circle
       * - `not-a-directory`: the path goes on below something that is no folder
       * - `unknown`: the host cannot tell where a link leads
       */
      readonly reason: 'missing' | 'loop' | 'not-a-directory' | 'unknown';
      readonly path: string;
    };

export interface ChaseOptions {
  /** Leave a symlink at the end of the path as it is. */
  readonly nofollow?: boolean;
}

/**
 * Follows a path inside the root, every symlink on the way, as systemd does for `--root` (chase.c, `chase`): an absolute
 * target starts at the root of the tree, and `..` never leaves it.
 */
export function chase(tree: SystemTree, path: string, options: ChaseOptions = {}): Chase {
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
    const node = tree.node(here);
    if (!node) {
      const parent = tree.node(at);
      return {
        found: false,
        reason: parent && parent.type !== 'directory' ? 'not-a-directory' : 'missing',
        path: here,
      };
    }
    const last = pending.every((part) => part === '' || part === '.');
    if (node.type !== 'symlink' || (last && options.nofollow)) {
      at = here;
      continue;
    }
    if (node.target === undefined) return { found: false, reason: 'unknown', path: here };
    if (++links > MOST_LINKS) return { found: false, reason: 'loop', path: here };
    if (node.target.startsWith('/')) at = '/';
    pending.push(...node.target.split('/').reverse());
  }
  const node = tree.node(at);
  return node ? { found: true, path: at, node } : { found: false, reason: 'missing', path: at };
}
