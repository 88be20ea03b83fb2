import { presence } from '../../tree/presence.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { textAt } from '../machine/files.ts';
import type { Source } from './entry.ts';

/** The program that makes initrds, and whether systemd runs in them. */
export interface InitrdMaker {
  readonly name: 'dracut' | 'initramfs-tools' | 'mkinitcpio';
  /** Undefined where that cannot be told. */
  readonly systemd: boolean | undefined;
  readonly source: Source;
}

/** What tells that a program is used, in the order in which it counts. */
const MARKS: readonly (readonly [InitrdMaker['name'], readonly string[]])[] = [
  ['mkinitcpio', ['/etc/mkinitcpio.conf']],
  ['dracut', ['/usr/lib/dracut', '/etc/dracut.conf', '/etc/dracut.conf.d']],
  ['initramfs-tools', ['/usr/share/initramfs-tools', '/etc/initramfs-tools']],
];

/** Paths that tell who makes initrds, for hosts to look for. */
export const INITRD_MARKS: readonly string[] = MARKS.flatMap(([, paths]) => paths);

/** Who makes the initrds of a root; undefined when nothing in it tells. */
export function initrdMaker(tree: SystemTree): InitrdMaker | undefined {
  for (const [name, paths] of MARKS) {
    const path = paths.find((one) => presence(tree, one) === 'there');
    if (path !== undefined) return { name, ...details(tree, name, path) };
  }
  return undefined;
}

function details(tree: SystemTree, name: InitrdMaker['name'], path: string) {
  if (name === 'initramfs-tools') return { systemd: false, source: { path } };
  if (name === 'dracut') return { systemd: dracutSystemd(tree), source: { path } };
  const lines = textAt(tree, path)?.split('\n') ?? [];
  const at = lines.findLastIndex((line) => /^\s*HOOKS=/.test(line));
  if (at < 0) return { systemd: undefined, source: { path } };
  return { systemd: /[\s("']systemd[\s)"']/.test(lines[at]!), source: { path, line: at + 1 } };
}

/** dracut puts systemd into its initrds, unless it is told to leave it out. */
function dracutSystemd(tree: SystemTree): boolean | undefined {
  const files = ['/etc/dracut.conf', ...tree.names('/etc/dracut.conf.d').map((name) => `/etc/dracut.conf.d/${name}`)];
  const omitted = files.some((path) => /^\s*omit_dracutmodules\+?=.*\bsystemd\b/m.test(textAt(tree, path) ?? ''));
  return omitted ? false : presence(tree, '/usr/lib/dracut') === 'there' ? true : undefined;
}
