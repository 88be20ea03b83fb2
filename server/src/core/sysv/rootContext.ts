import { initOf } from '../boot/loader/init.ts';
import type { SystemTree } from '../tree/systemTree.ts';
import type { SysvContext } from './context.ts';
import { flavorOf } from './layout.ts';

/** The kinds of files that are judged by the root's scripts and links. */
export function isSysvKind(id: string): boolean {
  return id === 'init-script' || id === 'inittab' || id === 'rc-links';
}

/** What a root tells about a file of System V init that stands at a path in it. */
export function sysvContext(tree: SystemTree, path: string): SysvContext {
  return { tree, path, flavor: flavorOf(tree) };
}

/** Whether process 1 of a root is systemd: its /sbin/init says so, else the folder of systemd's units. */
export function bootsWithSystemd(tree: SystemTree): boolean {
  const { kind, presence } = initOf(tree, undefined);
  if (kind !== undefined && kind !== 'shell' && presence !== 'absent') return kind === 'systemd';
  return ['/usr/lib/systemd/system', '/lib/systemd/system'].some((path) => tree.names(path).length > 0);
}
