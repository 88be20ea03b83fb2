import { DIRECTORY, fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf, walkTree } from '../../../server/src/core/tree/systemTree.ts';

/** A root from paths to texts of files; a text that begins with `-> ` is a symlink, null is an empty folder. */
export function root(files: Readonly<Record<string, string | null>>): SystemTree {
  return treeOf(Object.entries(files).map(([path, text]) => [path, nodeOf(text)] as const));
}

function nodeOf(text: string | null): TreeNode {
  if (text === null) return DIRECTORY;
  return text.startsWith('-> ') ? linkNode(text.slice(3)) : fileNode(text);
}

/** The links of a root, path to target. */
export function linksOf(tree: SystemTree): Record<string, string | undefined> {
  const links: Record<string, string | undefined> = {};
  for (const [path, node] of walkTree(tree)) if (node.type === 'symlink') links[path] = node.target;
  return links;
}

/** An `[Install]` section. */
export function install(...lines: readonly string[]): string {
  return ['[Unit]', 'Description=x', '[Install]', ...lines, ''].join('\n');
}
