import { chase } from '../tree/chase.ts';
import type { SystemTree } from '../tree/systemTree.ts';

/** Whose units: those of the system manager, or what all users' managers share. */
export type UnitScope = 'system' | 'user';

const CONTROL = ['/etc/systemd/system.control', '/run/systemd/system.control', '/run/systemd/transient'];
const CONFIGURED = ['/etc/systemd/system', '/etc/systemd/system.attached'];
const RUNTIME = ['/run/systemd/system', '/run/systemd/system.attached', '/run/systemd/generator'];
const USER = [
  '/etc/systemd/user',
  '/run/systemd/user',
  '/usr/local/share/systemd/user',
  '/usr/share/systemd/user',
  '/usr/local/lib/systemd/user',
  '/usr/lib/systemd/user',
];

/** The last version that could be built for a system whose `/lib` is apart from `/usr/lib`. */
const LAST_WITH_SPLIT_USR = 254;

/**
 * The folders of unit files in the order in which they win: path-lookup.c, `lookup_paths_init`. For users only the
 * folders that all of them share (as `systemd-analyze --global unit-paths`).
 *
 * Debian built its systemd up to 254 with `/lib/systemd/system` ahead of `/usr/lib/systemd/system`; the paths of a root
 * that does not say what it is are taken to be Debian's when its version is that old.
 *
 * @param version major version of systemd
 */
export function searchPath(version: number, scope: UnitScope, tree: SystemTree): readonly string[] {
  if (scope === 'user') return USER;
  const vendor = ['/usr/lib/systemd/system'];
  if (hasSplitUsr(version, tree)) vendor.unshift('/lib/systemd/system');
  return [
    ...CONTROL,
    '/run/systemd/generator.early',
    ...CONFIGURED,
    ...RUNTIME,
    '/usr/local/lib/systemd/system',
    ...vendor,
    '/run/systemd/generator.late',
  ];
}

/** Where generators write: for units that override, that add, and that are only there when nothing else is. */
export const GENERATOR_FOLDERS = {
  early: '/run/systemd/generator.early',
  normal: '/run/systemd/generator',
  late: '/run/systemd/generator.late',
} as const;

function hasSplitUsr(version: number, tree: SystemTree): boolean {
  if (version > LAST_WITH_SPLIT_USR) return false;
  const release = textOf(tree, '/etc/os-release') ?? textOf(tree, '/usr/lib/os-release');
  return release === undefined || /^ID(_LIKE)?=["']?([\w.-]+ )*(debian|ubuntu)\b/m.test(release);
}

function textOf(tree: SystemTree, path: string): string | undefined {
  const end = chase(tree, path);
  return end.found && end.node.type === 'file' ? end.node.content : undefined;
}
