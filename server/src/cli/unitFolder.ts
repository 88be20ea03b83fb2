import { type Dirent, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileNode, linkNode, type TreeNode } from '../core/tree/node.ts';
import { joinPath, type TreeChange } from '../core/tree/systemTree.ts';
import { decode } from '../hosts/decode.ts';
import { isUnitFileName } from '../hosts/rootTreePlaces.ts';

/** A folder of unit files that need not be one of a root's, as it is put into the tree of the root. */
export interface UnitFolder {
  /** Where it is in the tree. */
  readonly path: string;
  readonly changes: readonly TreeChange[];
}

const LARGEST_FILE = 1024 * 1024;

/**
 * The folder around a file that was named by its path, with its unit files and their drop-ins. A path that begins with a
 * slash is taken inside the root when it is there. Undefined when there is no such file.
 */
export function unitFolderAround(file: string, root: string): UnitFolder | undefined {
  const inside = file.startsWith('/') ? join(root, file) : undefined;
  const found = inside !== undefined && isFile(inside) ? inside : resolve(file);
  if (!isFile(found)) return undefined;
  const folder = realpathSync(dirname(found));
  const top = realpathSync(root).replace(/\/$/, '');
  const path = `${folder}/`.startsWith(`${top}${sep}`) ? folder.slice(top.length) || '/' : folder;
  return { path, changes: [...unitFiles(folder, path), ...dropIns(folder, path)] };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function unitFiles(folder: string, path: string): TreeChange[] {
  const wanted = entriesOf(folder).filter(({ name }) => isUnitFileName(name) && !name.endsWith('.conf'));
  return wanted.flatMap((entry) => putting(folder, path, entry));
}

function dropIns(folder: string, path: string): TreeChange[] {
  const folders = entriesOf(folder).filter((entry) => entry.isDirectory() && entry.name.endsWith('.d'));
  return folders.flatMap(({ name }) =>
    entriesOf(join(folder, name))
      .filter((entry) => entry.name.endsWith('.conf'))
      .flatMap((entry) => putting(join(folder, name), joinPath(path, name), entry)),
  );
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function putting(folder: string, path: string, entry: Dirent): TreeChange[] {
  const node = nodeOf(join(folder, entry.name), entry);
  return node ? [{ op: 'put', path: joinPath(path, entry.name), node }] : [];
}

function nodeOf(place: string, entry: Dirent): TreeNode | undefined {
  try {
    if (entry.isSymbolicLink()) return linkNode(readlinkSync(place));
    if (!entry.isFile()) return undefined;
    const { size } = statSync(place);
    if (size > LARGEST_FILE) return { type: 'file', content: undefined, size, executable: false };
    return fileNode(decode(readFileSync(place)));
  } catch {
    return undefined;
  }
}
