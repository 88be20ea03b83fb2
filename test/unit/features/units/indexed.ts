import { crossFileDiagnostics } from '../../../../server/src/core/features/units/diagnostics/index.ts';
import type { Place } from '../../../../server/src/core/features/units/references.ts';
import { type UnitIndex, unitIndex } from '../../../../server/src/core/features/units/unitIndex.ts';
import type { Diagnostic } from '../../../../server/src/core/kinds/kind.ts';
import { fileNode, linkNode, type TreeNode } from '../../../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf } from '../../../../server/src/core/tree/systemTree.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';
import { unitOf } from '../../marked.ts';

/** Files of a root by path: a text, or `-> TARGET` for a link. */
export type Files = Readonly<Record<string, string>>;

/** Files in the administrator's folder by their name alone; others by their whole path. */
export function treeWith(files: Files): SystemTree {
  return treeOf(Object.entries(files).map(([path, text]): [string, TreeNode] => [fullPath(path), nodeOf(text)]));
}

export function indexed(files: Files, version = 257): UnitIndex {
  return unitIndex(openUnitRoot(treeWith(files), version), false);
}

/** A plain folder of units. */
export function indexedFolder(files: Files): UnitIndex {
  const tree = treeOf(Object.entries(files).map(([path, text]): [string, TreeNode] => [`/${path}`, nodeOf(text)]));
  return unitIndex(openUnitRoot(tree, 257, { unitPath: ['/'] }), true);
}

/** The units that make a root a complete system. */
export const ESSENTIAL: Files = Object.fromEntries(
  ['sysinit', 'basic', 'multi-user', 'shutdown', 'network'].map((name) => [
    `/usr/lib/systemd/system/${name}.target`,
    '[Unit]\n',
  ]),
);

/** The path with the administrator's folder left out. */
export function short(path: string): string {
  return path.replace('/etc/systemd/system/', '');
}

/** `PATH:LINE AS`, lines from 1; a link has no line. */
export function placeText(index: UnitIndex, { path, span, as }: Place): string {
  const node = index.root.tree.node(path);
  const text = node?.type === 'file' ? node.content! : '';
  return span ? `${short(path)}:${text.slice(0, span.start).split('\n').length} ${as}` : `${short(path)} ${as}`;
}

/** What is said about a file because of the others. */
export function crossFile(index: UnitIndex, path: string): Diagnostic[] {
  const full = index.plain ? path : fullPath(path);
  const node = index.root.tree.node(full);
  if (node?.type !== 'file') throw new Error(`${full} is no file of the test`);
  return crossFileDiagnostics(index, full, unitOf(node.content!, { path: full }));
}

export function fullPath(path: string): string {
  return path.startsWith('/') ? path : `/etc/systemd/system/${path}`;
}

function nodeOf(text: string): TreeNode {
  return text.startsWith('-> ') ? linkNode(text.slice(3)) : fileNode(text);
}
