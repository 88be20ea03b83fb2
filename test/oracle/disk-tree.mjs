// A root on disk as a tree that reads what it is asked for, so that nothing about it is unknown.
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const MOST_BYTES = 1024 * 1024;

/** The whole tree below a folder; what is asked for once is kept. */
export function diskTree(folder) {
  const nodes = new Map();
  const listed = new Map();
  return {
    node(path) {
      if (!nodes.has(path)) nodes.set(path, nodeAt(join(folder, path)));
      return nodes.get(path);
    },
    names(path) {
      if (!listed.has(path)) listed.set(path, namesIn(join(folder, path)));
      return listed.get(path);
    },
  };
}

function nodeAt(path) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (stat.isDirectory()) return { type: 'directory' };
  if (stat.isSymbolicLink()) return { type: 'symlink', target: readlinkSync(path) };
  if (!stat.isFile()) return { type: 'special', isNull: false };
  const content = stat.size > MOST_BYTES ? undefined : readFileSync(path, 'utf8');
  return { type: 'file', content, size: stat.size, executable: (stat.mode & 0o111) !== 0 };
}

function namesIn(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}
