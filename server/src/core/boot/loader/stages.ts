import { presence } from '../../tree/presence.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { type KernelCommandLine, kernelCommandLine } from '../machine/commandLine.ts';
import type { MachineProfile } from '../machine/profile.ts';
import { isContainer } from '../machine/virtualization.ts';
import type { BootEntry, BootMenu, Source } from './entry.ts';
import { firmwareStage } from './firmware.ts';
import { type Init, initOf } from './init.ts';
import { initrdMaker } from './initrd.ts';
import { bootMenu } from './menu.ts';

/** A step of a boot before systemd starts units; plain data. */
export interface Stage {
  readonly id: 'firmware' | 'loader' | 'kernel' | 'initrd' | 'switch-root' | 'systemd';
  readonly title: string;
  /** What happens, a line for each thing. */
  readonly details: readonly string[];
  /** The file inside the root that says so, and the line in it, from 1. */
  readonly path?: string;
  readonly line?: number;
  /** What neither the root nor the profile tells. */
  readonly unknown: readonly string[];
}

/**
 * What comes before the units of a boot: firmware, boot loader, kernel, initrd, the change to the real root, systemd. A
 * container has only the last one.
 *
 * @param root with the major version of its systemd
 * @param generators those that are not run here
 */
export function bootStages(
  root: { readonly tree: SystemTree; readonly version: number },
  profile: MachineProfile,
  generators: readonly string[] = [],
): Stage[] {
  const { tree, version } = root;
  const menu = bootMenu(tree, profile);
  const text = profile.commandLine ?? menu.entry?.commandLine;
  const words = text === undefined ? undefined : kernelCommandLine(text, version);
  const init = initOf(tree, words?.init);
  if (isContainer(profile.virtualization ?? 'none')) return [systemdStage(root, words, init, generators)];
  const entry = menu.entry;
  return [
    firmwareStage(tree, profile, menu),
    loaderStage(menu),
    kernelStage(tree, profile, entry, text, words),
    ...(entry === undefined || hasInitrd(entry) ? [initrdStage(tree, entry, words)] : []),
    switchRootStage(entry, words, init),
    systemdStage(root, words, init, generators),
  ];
}

function hasInitrd({ initrds, kind }: BootEntry): boolean {
  return initrds.length > 0 || kind === 'unified-kernel' || kind === 'efi-program';
}

const LOADERS = { 'systemd-boot': 'systemd-boot', grub: 'GRUB', extlinux: 'extlinux' } as const;

function loaderStage({ loader, entries, entry, because, source, timeout, unknown }: BootMenu): Stage {
  const details: string[] = [];
  if (entry) details.push(`starts ${entry.title} (${entry.id}): ${because}`);
  else details.push(because);
  if (entries.length > 1) details.push(`${entries.length} entries: ${entries.map(({ title }) => title).join(', ')}`);
  if (loader) details.push(timeout === undefined ? 'the menu waits for a choice' : `the menu waits ${timeout} s`);
  if (entry?.triesLeft === 0) details.push(`${entry.id} has used up its tries, so it is not trusted to boot`);
  else if (entry?.triesLeft !== undefined) details.push(`${entry.id} may be tried ${entry.triesLeft} more times`);
  const title = loader ? `Boot loader: ${LOADERS[loader]}` : 'Boot loader';
  return { id: 'loader', title, details, ...placed(source), unknown };
}

function kernelStage(
  tree: SystemTree,
  { kernelVersion }: MachineProfile,
  entry: BootEntry | undefined,
  text: string | undefined,
  words: KernelCommandLine | undefined,
): Stage {
  const details: string[] = [];
  const unknown: string[] = [];
  if (entry?.kernel !== undefined) details.push(file(tree, entry.kernel, unknown));
  else unknown.push('which kernel is started');
  if (text === undefined) unknown.push('the command line');
  else details.push(`command line: ${text === '' ? '(empty)' : text}`);
  for (const { word, effect } of words?.effects ?? []) details.push(`${word}: ${effect}`);
  const version = kernelVersion ?? entry?.kernelVersion;
  const title = version === undefined ? 'Kernel' : `Kernel ${version}`;
  return { id: 'kernel', title, details, ...placed(entry?.source), unknown };
}

function initrdStage(tree: SystemTree, entry: BootEntry | undefined, words: KernelCommandLine | undefined): Stage {
  const unknown: string[] = [];
  const details = (entry?.initrds ?? []).map((path) => file(tree, path, unknown));
  if (entry === undefined) unknown.push('whether there is an initrd');
  else if (details.length === 0) details.push(`is a part of ${entry.kernel ?? entry.id}`);
  const maker = initrdMaker(tree);
  if (!maker) unknown.push('what made it');
  else if (maker.systemd === undefined) details.push(`made by ${maker.name}`);
  else details.push(`made by ${maker.name}, ${maker.systemd ? 'systemd' : 'no systemd'} runs in it`);
  if (words?.initrdInit !== undefined) details.push(`${words.initrdInit} is started in it`);
  if (words?.initrdUnit !== undefined && maker?.systemd !== false) details.push(`goes to ${words.initrdUnit}`);
  unknown.push('what it holds');
  const title = maker ? `Initrd: ${maker.name}` : 'Initrd';
  return { id: 'initrd', title, details, ...placed(maker?.source ?? entry?.source), unknown };
}

function switchRootStage(entry: BootEntry | undefined, words: KernelCommandLine | undefined, init: Init): Stage {
  const unknown: string[] = [];
  const details: string[] = [];
  const mode = words?.writable === undefined ? '' : words.writable ? ', writable' : ', read-only at first';
  if (words?.root !== undefined) details.push(`root file system: ${words.root}${mode}`);
  else unknown.push('which file system is the root');
  details.push(startsInit(init));
  if (init.presence === 'unknown') unknown.push(`whether ${init.path} is there`);
  const direct = entry !== undefined && !hasInitrd(entry);
  const title = direct ? 'Root file system' : 'Switch to the root file system';
  return {
    id: 'switch-root',
    title,
    details,
    ...placed(words?.root === undefined ? undefined : entry?.source),
    unknown,
  };
}

const INIT_NAMES: Readonly<Record<NonNullable<Init['kind']>, string>> = {
  systemd: 'systemd',
  sysvinit: 'sysvinit',
  busybox: 'BusyBox init',
  openrc: 'OpenRC',
  runit: 'runit',
  s6: 's6',
  shell: 'a shell',
};

function startsInit({ path, target, kind, presence: there }: Init): string {
  const link = target === undefined ? path : `${path} -> ${target}`;
  if (kind !== undefined) return `process 1: ${link} (${INIT_NAMES[kind]})`;
  return there === 'absent' ? `process 1: ${link}, which this root lacks` : `process 1: ${link}`;
}

function systemdStage(
  { version }: { readonly version: number },
  words: KernelCommandLine | undefined,
  init: Init,
  generators: readonly string[],
): Stage {
  const details: string[] = [];
  if (init.kind !== undefined && init.kind !== 'systemd') {
    details.push(`is not started: process 1 is ${INIT_NAMES[init.kind]}; what follows is what systemd would do`);
  }
  const { unit, unitWord, mask = [], wants = [], run = [] } = words ?? {};
  details.push(
    unit === undefined ? 'goes to default.target' : `goes to ${unit}, as ${unitWord} on the command line says`,
  );
  if (mask.length > 0) details.push(`masked for this boot: ${mask.join(', ')}`);
  if (wants.length > 0) details.push(`started as well: ${wants.join(', ')}`);
  if (run.length > 0) details.push(`runs ${run.join(', ')}, if default.target is not set in /etc`);
  const unknown = words ? [] : ['what the command line asks for'];
  if (generators.length > 0) unknown.push(`which units ${generators.join(', ')} would make, as nothing is run here`);
  return { id: 'systemd', title: `systemd ${version}`, details, unknown };
}

function file(tree: SystemTree, path: string, unknown: string[]): string {
  const there = presence(tree, path);
  if (there === 'unknown') unknown.push(`whether ${path} is there`);
  return there === 'absent' ? `${path}, which this root lacks` : path;
}

function placed(source: Source | undefined): { path?: string; line?: number } {
  return source ?? {};
}
