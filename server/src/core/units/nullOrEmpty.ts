import { type Chase, chase } from '../tree/chase.ts';
import { DIRECTORY, type SpecialNode, type TreeNode } from '../tree/node.ts';
import type { SystemTree } from '../tree/systemTree.ts';

/** What stands at a path of a root, links followed. */
export interface Standing {
  /**
   * - `mask`: an empty file, or a device such as `/dev/null`
   * - `content`: a file with something in it, or a folder
   * - `missing`: nothing, or a link that leads nowhere
   * - `unknown`: the host cannot tell where a link leads
   */
  readonly kind: 'mask' | 'content' | 'missing' | 'unknown';
  readonly end: Chase;
}

/** Whether a path is a mask: stat-util.c, `null_or_empty_path`. */
export function nullOrEmptyPath(tree: SystemTree, path: string): Standing {
  const there = tree.node(path);
  // What stands at a canonical path needs no chase, and most paths are.
  const end: Chase =
    there && there.type !== 'symlink' ? { found: true, path, node: there } : chase(withNullDevice(tree), path);
  if (!end.found) return { kind: end.reason === 'unknown' ? 'unknown' : 'missing', end };
  return { kind: nullOrEmpty(end.node) ? 'mask' : 'content', end };
}

/** What stands for a mask: stat-util.c, `null_or_empty`. */
export function nullOrEmpty(node: TreeNode): boolean {
  return node.type === 'special' ? node.isNull : node.type === 'file' && node.size === 0;
}

const NULL_DEVICE: SpecialNode = { type: 'special', isNull: true };

/** A root on disk often has an empty `/dev`, but the machine that boots it has its null device. */
function withNullDevice(tree: SystemTree): SystemTree {
  const made = (path: string) => (path === '/dev/null' ? NULL_DEVICE : path === '/dev' ? DIRECTORY : undefined);
  return { node: (path) => tree.node(path) ?? made(path), names: (path) => tree.names(path) };
}
