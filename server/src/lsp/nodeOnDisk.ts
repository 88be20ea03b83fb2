import type { TreeNode } from '../core/tree/node.ts';
import type { Host, HostEntry } from '../hosts/host.ts';
import { readNode } from './plainFolder.ts';

/**
 * What stands at a location now, no link followed, and whether it may be run; a host that cannot tell takes every file for a
 * program, as it does when it reads a whole root. Undefined for a folder, and when there is nothing.
 */
export async function nodeOnDisk(host: Host, uri: string, kind: HostEntry['type']): Promise<TreeNode | undefined> {
  const node = await readNode(host, uri, kind);
  if (node?.type !== 'file') return node;
  return { ...node, executable: (await host.isExecutable?.(uri)) ?? true };
}
