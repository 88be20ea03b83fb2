import { chase } from '../../tree/chase.ts';
import { GENERATOR_FOLDERS } from '../../units/searchPath.ts';
import { fileNodeAt } from './sources.ts';
import type { UnitIndex } from './unitIndex.ts';

const FOLDERS = Object.values(GENERATOR_FOLDERS);

/** Whether a path lies where generators write: it is made anew at every boot. */
export function isGenerated(path: string): boolean {
  return FOLDERS.some((folder) => path.startsWith(`${folder}/`));
}

/**
 * Where to look for what stands at a path that generators make: the file that they made it from, such as `/etc/fstab`,
 * or for a link of theirs the unit that it leads to. A path that is on disk stays as it is; undefined when nothing is.
 */
export function shownPath(index: Pick<UnitIndex, 'files' | 'root'>, path: string): string | undefined {
  if (!isGenerated(path) || index.files.node(path)) return path;
  const end = chase(index.root.tree, path);
  if (!end.found) return undefined;
  if (!isGenerated(end.path)) return end.path;
  const text = fileNodeAt(index.root, end.path)?.content;
  const source = text === undefined ? undefined : /^SourcePath=(\/.*?)\s*$/m.exec(text)?.[1];
  return source !== undefined && index.files.node(source) ? source : undefined;
}
