import { type BootOptions, simulate } from '../../../server/src/core/boot/boot.ts';
import type { MachineProfile } from '../../../server/src/core/boot/machine/profile.ts';
import { openBoot } from '../../../server/src/core/boot/open.ts';
import type { BootSimulation } from '../../../server/src/core/boot/simulation.ts';
import { fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf } from '../../../server/src/core/tree/systemTree.ts';

const VENDOR = '/usr/lib/systemd/system';

/** The targets of every boot, as short as they can be. */
const TARGETS: Readonly<Record<string, string>> = {
  'sysinit.target': '',
  'basic.target': 'Requires=sysinit.target\nAfter=sysinit.target\n',
  'multi-user.target': 'Requires=basic.target\nAfter=basic.target\nAllowIsolate=yes\n',
  'rescue.target': 'Requires=sysinit.target\nAfter=sysinit.target\nAllowIsolate=yes\n',
  'shutdown.target': '',
};

/**
 * A root with the usual targets, default.target being multi-user.target, and more files: their texts by path, or by the
 * name of a unit in the vendor's folder. A text such as `-> /dev/null` makes a link.
 */
export function smallTree(files: Readonly<Record<string, string>>): SystemTree {
  const targets = Object.entries(TARGETS).map(([name, text]) => [name, `[Unit]\n${text}`] as const);
  const all = { ...Object.fromEntries(targets), 'default.target': '-> multi-user.target', '/bin/true': '', ...files };
  return treeOf(
    Object.entries(all).map(([path, text]) => [path.startsWith('/') ? path : `${VENDOR}/${path}`, node(path, text)]),
  );
}

function node(path: string, text: string): TreeNode {
  if (text.startsWith('-> ')) return linkNode(text.slice(3));
  return fileNode(text, path.startsWith('/bin/'));
}

/** The boot of such a root under systemd 257, if no other version is asked for. */
export function smallBoot(
  files: Readonly<Record<string, string>>,
  options: BootOptions & { readonly version?: number; readonly machine?: MachineProfile } = {},
): BootSimulation {
  return bootOf(smallTree(files), options);
}

export function bootOf(
  tree: SystemTree,
  {
    version = 257,
    machine,
    ...options
  }: BootOptions & { readonly version?: number; readonly machine?: MachineProfile } = {},
): BootSimulation {
  const { root, profile } = openBoot(tree, { version, ...(machine ? { profile: machine } : {}) });
  return simulate(root, { profile, ...options });
}

/** A service that succeeds, with lines for its sections; it is wanted by multi-user.target when told to be so. */
export function service(unit = '', own = 'Type=oneshot\nRemainAfterExit=yes\n'): string {
  return `[Unit]\n${unit}\n[Service]\n${own}ExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n`;
}

/** The link that `systemctl enable` makes for a unit of multi-user.target. */
export function wanted(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [`/etc/systemd/system/multi-user.target.wants/${name}`, `-> ${VENDOR}/${name}`]),
  );
}
