import { resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SysvContext } from '../core/sysv/context.ts';
import { sysvContext } from '../core/sysv/rootContext.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import { diskHostAtOnce } from '../hosts/disk.ts';
import { diskTree } from '../hosts/diskTree.ts';
import { findRoot } from '../hosts/root.ts';

const trees = new Map<string, SystemTree>();

/** The root around a file of System V init; undefined where there is none. */
export async function sysvAround(path: string, given: string | undefined): Promise<SysvContext | undefined> {
  const root = given === undefined ? await rootAround(path) : resolve(given);
  if (root === undefined) return undefined;
  const top = root.endsWith(sep) ? root : root + sep;
  if (!path.startsWith(top)) return undefined;
  const tree = trees.get(root) ?? diskTree(root);
  trees.set(root, tree);
  return sysvContext(tree, `/${path.slice(top.length).split(sep).join('/')}`);
}

async function rootAround(path: string): Promise<string | undefined> {
  const uri = await findRoot(diskHostAtOnce, pathToFileURL(path).href);
  return uri === undefined ? undefined : fileURLToPath(uri);
}
