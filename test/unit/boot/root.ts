import { DIRECTORY, fileNode, linkNode } from '../../../server/src/core/tree/node.ts';
import type { SystemTree } from '../../../server/src/core/tree/systemTree.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';

/** A tree of paths to texts; `-> TARGET` is a link, `#! ` begins a program that may be run, null is a folder. */
export function tree(files: Readonly<Record<string, string | null>>): SystemTree {
  return treeOf(
    Object.entries(files).map(([path, text]) => {
      if (text === null) return [path, DIRECTORY];
      return [path, text.startsWith('-> ') ? linkNode(text.slice(3)) : fileNode(text, text.startsWith('#!'))];
    }),
  );
}
