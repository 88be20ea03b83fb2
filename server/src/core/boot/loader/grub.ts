import { presence } from '../../tree/presence.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { compareVersions } from '../../values/versionCompare.ts';
import { textAt } from '../machine/files.ts';
import type { MachineProfile } from '../machine/profile.ts';
import { type BootEntry, type BootMenu, kernelVersionOf, type Source } from './entry.ts';
import { type GrubConfig, readGrubConfig } from './grubConfig.ts';
import { type GrubSetting, grubDefaults } from './grubDefault.ts';
import { loaderEntries, namesAt } from './loaderEntries.ts';

const FOLDERS = ['/boot/grub', '/boot/grub2'] as const;
const DEFAULT_TIMEOUT = 5;

/** What GRUB would show, from its grub.cfg; undefined in a root without one. */
export function grubMenu(tree: SystemTree, profile: MachineProfile): BootMenu | undefined {
  const folder = FOLDERS.find((path) => textAt(tree, `${path}/grub.cfg`) !== undefined);
  if (folder === undefined) return undefined;
  const path = `${folder}/grub.cfg`;
  const environment = readGrubEnvironment(textAt(tree, `${folder}/grubenv`));
  const config = readGrubConfig(textAt(tree, path)!, path, environment);
  const listed = config.blscfg ? loaderEntries(tree, '/boot', profile).sort(byFileName) : [];
  const unknown = new Set(config.unknown);
  const entries = [
    ...listed.map((entry) => withVariables(entry, environment, unknown)),
    ...config.entries.map((entry) => onDisk(tree, entry)),
  ];
  const { name, because, source } = wanted(config, environment, grubDefaults(tree), path, `${folder}/grubenv`);
  const entry = select(entries, name);
  return {
    loader: 'grub',
    entries,
    entry,
    because: entry ? because : 'there is no entry that it could start',
    source: entry && source,
    timeout: config.timeout === undefined || config.timeout === '-1' ? undefined : Number(config.timeout),
    unknown: [...unknown].map((variable) => `what $${variable} stands for on the kernel's command line`),
  };
}

/** What GRUB would start once grub-mkconfig has made a menu of /etc/default/grub; undefined in a root without that. */
export function predictedGrubMenu(tree: SystemTree): BootMenu | undefined {
  const settings = grubDefaults(tree);
  if (!settings) return undefined;
  const entry = predictedEntry(tree, settings);
  const timeout = settings.get('GRUB_TIMEOUT')?.value ?? String(DEFAULT_TIMEOUT);
  const choice = settings.get('GRUB_DEFAULT');
  return {
    loader: 'grub',
    entries: [entry],
    entry,
    because: choice ? `GRUB_DEFAULT=${choice.value} in ${choice.source.path}` : 'it is the first one in the menu',
    source: entry.source,
    timeout: /^\d+$/.test(timeout) ? Number(timeout) : undefined,
    unknown: ['the menu itself: there is no grub.cfg in this root yet'],
  };
}

/** grubenv: lines `NAME=VALUE` up to a fixed size, filled with `#`. */
export function readGrubEnvironment(text: string | undefined): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of (text ?? '').split('\n')) {
    const [, name, value] = /^([^#=\s][^=]*)=(.*)$/s.exec(line) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, value.replace(/\\(.)/g, '$1'));
  }
  return values;
}

/** Which entry is the default, and who says so. */
function wanted(
  config: GrubConfig,
  environment: ReadonlyMap<string, string>,
  settings: ReadonlyMap<string, GrubSetting> | undefined,
  path: string,
  environmentPath: string,
): { name: string; because: string; source: Source } {
  const once = environment.get('next_entry');
  if (once)
    return { name: once, because: `next_entry=${once} in grubenv, for one boot`, source: { path: environmentPath } };
  const set = config.default ?? settings?.get('GRUB_DEFAULT')?.value ?? '0';
  const source = config.defaultLine === undefined ? { path } : { path, line: config.defaultLine };
  if (!/^\$\{?saved_entry\}?$|^saved$/.test(set)) return { name: set, because: `default="${set}" in grub.cfg`, source };
  const saved = environment.get('saved_entry');
  if (saved) return { name: saved, because: `saved_entry=${saved} in grubenv`, source: { path: environmentPath } };
  return { name: '0', because: 'no entry is saved, so it is the first one', source };
}

/** By index, id or title; `>` leads into submenus. What is not found falls back to the first entry, as in GRUB. */
function select(entries: readonly BootEntry[], name: string): BootEntry | undefined {
  let within = entries;
  let depth = 0;
  for (const part of name.split('>')) {
    const tops = [...new Set(within.map((entry) => entry.menus?.[depth] ?? entry))];
    const top = /^\d+$/.test(part) ? tops[Number(part)] : tops.find((one) => named(one, part, within, depth));
    if (top === undefined) return entries[0];
    if (typeof top !== 'string') return top;
    within = within.filter((entry) => entry.menus?.[depth] === top);
    depth++;
  }
  return within[0];
}

/** A submenu has an id as well, which is not kept; it begins alike in what grub-mkconfig writes. */
function named(one: BootEntry | string, part: string, within: readonly BootEntry[], depth: number): boolean {
  if (typeof one !== 'string') return one.id === part || one.title === part || one.id.replace(/\.conf$/, '') === part;
  return (
    one === part || (part.startsWith('gnulinux-advanced-') && within.some((entry) => entry.menus?.[depth] === one))
  );
}

function byFileName(a: BootEntry, b: BootEntry): number {
  return -compareVersions(a.id, b.id);
}

function withVariables(entry: BootEntry, values: ReadonlyMap<string, string>, unknown: Set<string>): BootEntry {
  const words = entry.commandLine?.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
    if (!values.has(name)) unknown.add(name);
    return values.get(name) ?? '';
  });
  if (words === undefined || entry.kernel === undefined) return entry;
  return { ...entry, commandLine: `BOOT_IMAGE=${entry.kernel} ${words.replace(/\s+/g, ' ').trim()}` };
}

/** Paths of a partition of its own begin at its top, which is mounted on /boot. */
function onDisk(tree: SystemTree, entry: BootEntry): BootEntry {
  const place = (path: string) => {
    if (path.startsWith('/boot/') || presence(tree, path) === 'there') return path;
    return `/boot${path.startsWith('/') ? '' : '/'}${path}`;
  };
  const kernel = entry.kernel === undefined ? undefined : place(entry.kernel);
  return { ...entry, kernel, initrds: entry.initrds.map(place), kernelVersion: kernelVersionOf(kernel) };
}

function predictedEntry(tree: SystemTree, settings: ReadonlyMap<string, GrubSetting>): BootEntry {
  const value = (name: string) => settings.get(name)?.value ?? '';
  const kernels = namesAt(tree, '/boot').filter((name) => /^vmlinu[xz]-/.test(name));
  const newest = kernels.sort(compareVersions).at(-1);
  const kernel = newest === undefined ? undefined : `/boot/${newest}`;
  const version = kernelVersionOf(kernel);
  const given = `${value('GRUB_CMDLINE_LINUX')} ${value('GRUB_CMDLINE_LINUX_DEFAULT')}`.trim();
  const root = /(?:^|\s)root=/.test(given) ? undefined : rootOf(tree);
  const names = version === undefined ? [] : [`initrd.img-${version}`, `initramfs-${version}.img`];
  const initrds = names.map((name) => `/boot/${name}`).filter((path) => presence(tree, path) === 'there');
  const setting = settings.get('GRUB_CMDLINE_LINUX_DEFAULT') ?? settings.get('GRUB_CMDLINE_LINUX');
  return {
    id: '0',
    title: `${value('GRUB_DISTRIBUTOR') || 'GNU/Linux'}`.replace(/`[^`]*`|\$\([^)]*\)/g, '').trim() || 'GNU/Linux',
    kind: 'grub',
    source: setting?.source ?? { path: '/etc/default/grub' },
    kernel,
    initrds,
    commandLine: [...(kernel ? [`BOOT_IMAGE=${kernel}`] : []), ...(root ? [`root=${root}`] : []), 'ro', given]
      .filter((word) => word !== '')
      .join(' '),
    kernelVersion: version,
  };
}

/** The root file system as /etc/fstab names it. */
function rootOf(tree: SystemTree): string | undefined {
  for (const line of (textAt(tree, '/etc/fstab') ?? '').split('\n')) {
    const [what, where] = line.trim().split(/\s+/);
    if (what !== undefined && !what.startsWith('#') && where === '/') return what;
  }
  return undefined;
}
