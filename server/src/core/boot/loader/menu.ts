import type { SystemTree } from '../../tree/systemTree.ts';
import { textAt } from '../machine/files.ts';
import type { MachineProfile } from '../machine/profile.ts';
import type { BootEntry, BootMenu } from './entry.ts';
import { extlinuxMenu } from './extlinux.ts';
import { grubMenu, predictedGrubMenu } from './grub.ts';
import { systemdBootMenu } from './systemdBoot.ts';

const COMMAND_LINE_FILES = ['/etc/kernel/cmdline', '/usr/lib/kernel/cmdline'];
const NOTHING: BootMenu = {
  loader: undefined,
  entries: [],
  entry: undefined,
  because: 'no boot loader is set up in this root',
  source: undefined,
  timeout: undefined,
  unknown: ['what starts the kernel'],
};

/**
 * What the boot loader of a root shows, and what it starts when nobody interferes. Of several loaders that are set up the
 * one counts that has a menu: GRUB with a grub.cfg, systemd-boot with entries, extlinux; then what GRUB would make of
 * /etc/default/grub, and last the command line that kernels are installed with.
 */
export function bootMenu(tree: SystemTree, profile: MachineProfile): BootMenu {
  const grub = grubMenu(tree, profile);
  if (grub?.entry) return grub;
  const systemdBoot = systemdBootMenu(tree, profile);
  if (systemdBoot?.entry) return withInstalledCommandLine(tree, systemdBoot);
  const found = extlinuxMenu(tree) ?? predictedGrubMenu(tree) ?? grub ?? systemdBoot;
  return found ?? installedMenu(tree);
}

/** A unified kernel holds the command line that was there when it was made, as a rule that of /etc/kernel/cmdline. */
function withInstalledCommandLine(tree: SystemTree, menu: BootMenu): BootMenu {
  const installed = installedCommandLine(tree);
  if (menu.entry?.commandLine !== undefined || !installed || menu.entry === undefined) return menu;
  const entry = { ...menu.entry, commandLine: installed.text };
  return { ...menu, entry, unknown: [...menu.unknown, `whether ${entry.id} was made with ${installed.path} as it is`] };
}

function installedMenu(tree: SystemTree): BootMenu {
  const installed = installedCommandLine(tree);
  if (!installed) return NOTHING;
  const { text, path } = installed;
  const source = { path, line: 1 };
  const what = { id: path, title: 'installed kernel', kind: 'unified-kernel' as const, source, initrds: [] };
  const entry: BootEntry = { ...what, kernel: undefined, commandLine: text, kernelVersion: undefined };
  return { ...NOTHING, entries: [entry], entry, because: `kernels are installed with ${path}`, source };
}

function installedCommandLine(tree: SystemTree): { readonly text: string; readonly path: string } | undefined {
  for (const path of COMMAND_LINE_FILES) {
    const text = textAt(tree, path);
    if (text === undefined) continue;
    const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('#'));
    return { text: lines.join(' ').trim(), path };
  }
  return undefined;
}
