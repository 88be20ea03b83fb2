import type { SymlinkChange } from '../../install/plan.ts';
import { folderOf, joinPath, nameOf, type SystemTree } from '../../tree/systemTree.ts';

/** The links around a change as text, one in a line below the folder that they are in. */
export interface LinkTexts {
  readonly before: string;
  readonly after: string;
}

/** Links of a folder that are shown on either side of one that changes. */
const CONTEXT = 3;

/**
 * The links of the folders that a plan changes, before and after, sorted: the texts differ in the lines of links that
 * change and of folders that appear or go. Of what stays as it is only the neighbours are there.
 */
export function linkTexts(before: SystemTree, after: SystemTree, changes: readonly SymlinkChange[]): LinkTexts {
  const folders = [...new Set(changes.map(({ path }) => folderOf(path)))].sort();
  const shown = folders.map((folder) => ({ folder, names: namesShown(before, after, folder, changes) }));
  const text = (tree: SystemTree) =>
    shown
      .filter(({ folder }) => tree.node(folder)?.type === 'directory')
      .map(
        ({ folder, names }) => `${[`${folder}/`, ...names.flatMap((name) => line(tree, folder, name))].join('\n')}\n`,
      )
      .join('\n');
  return { before: text(before), after: text(after) };
}

function line(tree: SystemTree, folder: string, name: string): string[] {
  const node = tree.node(joinPath(folder, name));
  return node?.type === 'symlink' ? [`  ${name} -> ${node.target ?? '?'}`] : [];
}

/** The links that change, with a few around them. */
function namesShown(
  before: SystemTree,
  after: SystemTree,
  folder: string,
  changes: readonly SymlinkChange[],
): readonly string[] {
  const isLink = (name: string) =>
    [before, after].some((tree) => tree.node(joinPath(folder, name))?.type === 'symlink');
  const names = [...new Set([...before.names(folder), ...after.names(folder)])].filter(isLink).sort();
  const changed = new Set(changes.filter(({ path }) => folderOf(path) === folder).map(({ path }) => nameOf(path)));
  const near = (index: number) => names.slice(Math.max(index - CONTEXT, 0), index + CONTEXT + 1);
  return names.filter((_name, index) => near(index).some((name) => changed.has(name)));
}
