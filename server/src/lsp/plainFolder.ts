import { append } from '../core/lists/append.ts';
import { fileNode, type TreeNode } from '../core/tree/node.ts';
import { type SystemTree, treeOf } from '../core/tree/systemTree.ts';
import { unitNameForm } from '../core/values/unitNames.ts';
import { decode } from '../hosts/decode.ts';
import { child, type Host } from '../hosts/host.ts';

const MOST_NODES = 20_000;
const MOST_BYTES = 1024 * 1024;

type Entry = readonly [path: string, node: TreeNode];

/** Reads a plain folder of units: the unit files and links in it, and the folders that belong to units, one level deep. */
export async function loadPlainFolder(host: Host, folder: string): Promise<SystemTree> {
  const entries: Entry[] = [];
  await read(folder, '', true);
  return treeOf(entries);

  async function read(uri: string, path: string, top: boolean): Promise<void> {
    const listed = (await host.list(uri)) ?? [];
    const wanted = listed
      .filter(({ name }) => !top || isUnits(name))
      .slice(0, Math.max(MOST_NODES - entries.length, 0));
    const folders: string[] = [];
    const nodes = await Promise.all(
      wanted.map(async ({ name, type }): Promise<Entry[]> => {
        if (type === 'directory' && top) folders.push(name);
        const node = type === 'directory' ? undefined : await readNode(host, child(uri, name), type);
        return node ? [[`${path}/${name}`, node]] : [];
      }),
    );
    append(entries, nodes.flat());
    for (const name of folders) await read(child(uri, name), `${path}/${name}`, false);
  }
}

/**
 * What stands at a location, no link followed, and whether it may be run; a host that cannot tell takes every file for a
 * program, as it does when it reads a whole root. Undefined for a folder, and when there is nothing.
 */
export async function readNode(host: Host, uri: string, type?: string): Promise<TreeNode | undefined> {
  const kind = type ?? (await host.kind(uri));
  if (kind === 'symlink') return { type: 'symlink', target: await host.readLink(uri) };
  if (kind === 'other') return { type: 'special', isNull: false };
  if (kind !== 'file') return undefined;
  const bytes = await host.read(uri, MOST_BYTES);
  const executable = (await host.isExecutable?.(uri)) ?? true;
  if (!bytes) return { type: 'file', content: undefined, size: 1, executable };
  return { ...fileNode(decode(bytes), executable), size: bytes.length };
}

function isUnits(name: string): boolean {
  return unitNameForm(name) !== undefined || /\.(?:d|wants|requires|upholds)$/.test(name);
}
