import { chase } from '../../tree/chase.ts';
import type { SystemTree } from '../../tree/systemTree.ts';
import { commandLineItems } from '../../units/generators/commandLine.ts';
import type { GeneratorProfile } from '../../units/generators/profile.ts';
import { unitNameForm, unitNamePathUnescape } from '../../values/unitNames.ts';
import { bootMenu } from '../loader/menu.ts';
import { kernelCommandLine } from './commandLine.ts';
import { textAt } from './files.ts';
import type { MachineProfile } from './profile.ts';
import { isContainer } from './virtualization.ts';

/** Programs that load all others, and the architecture of a machine that has them. */
const LOADERS: readonly (readonly [path: string, architecture: string])[] = [
  ['/lib64/ld-linux-x86-64.so.2', 'x86-64'],
  ['/lib/ld-linux-aarch64.so.1', 'arm64'],
  ['/lib/ld-linux-riscv64-lp64d.so.1', 'riscv64'],
  ['/lib64/ld64.so.2', 'ppc64-le'],
  ['/lib/ld64.so.1', 's390x'],
  ['/lib64/ld-linux-loongarch-lp64d.so.1', 'loongarch64'],
];

/** Paths that tell about the machine, for hosts to look for. */
export const MACHINE_MARKS: readonly string[] = LOADERS.map(([path]) => path);

/**
 * Fills a profile with what a root says about its machine; what is given wins. What neither tells stays unknown.
 *
 * @param version major version of systemd, where neither the profile nor the names of systemd's libraries tell it
 */
export function profileOf(tree: SystemTree, given: MachineProfile = {}, version?: number): MachineProfile {
  const systemdVersion = given.systemdVersion ?? version ?? systemdVersionOf(tree);
  const architecture = given.architecture ?? architectureOf(tree);
  const early = defined({ ...given, systemdVersion, architecture, machineId: given.machineId ?? machineIdOf(tree) });
  const entry = bootMenu(tree, early).entry;
  const commandLine = given.commandLine ?? entry?.commandLine;
  const words = commandLine === undefined ? undefined : kernelCommandLine(commandLine, systemdVersion ?? 0);
  return defined({
    ...early,
    commandLine,
    machineId: given.machineId ?? words?.machineId?.replaceAll('-', '').toLowerCase() ?? early.machineId,
    hostname: given.hostname ?? words?.hostname ?? hostnameOf(tree),
    kernelVersion: given.kernelVersion ?? (given.commandLine === undefined ? entry?.kernelVersion : undefined),
    firstBoot: given.firstBoot ?? words?.firstBoot ?? firstBootOf(tree),
  });
}

/** What the generators ask of the machine. Consoles that the command line names are taken to be there. */
export function generatorProfile(profile: MachineProfile): GeneratorProfile {
  const { commandLine = '', credentials } = profile;
  return {
    commandLine,
    container: isContainer(profile.virtualization ?? 'none'),
    consoles: (profile.consoles ?? consolesOf(commandLine)).map(belowDev),
    devices: devicePaths(profile).map(belowDev),
    credentials: Array.isArray(credentials) ? undefined : (credentials as Readonly<Record<string, string>> | undefined),
  };
}

/** The paths of the devices that the profile names. */
export function devicePaths({ devices = [] }: MachineProfile): string[] {
  return devices.map((name) => {
    if (name.startsWith('/')) return name;
    const unit = unitNameForm(name) === undefined || !name.endsWith('.device') ? undefined : name.slice(0, -7);
    return (unit === undefined ? undefined : unitNamePathUnescape(unit)) ?? `/dev/${name}`;
  });
}

function belowDev(path: string): string {
  return path.replace(/^\/dev\//, '');
}

function consolesOf(commandLine: string): string[] {
  const items = commandLineItems(commandLine).filter(({ key, value }) => key === 'console' && value);
  return [...new Set(items.map(({ value }) => value!.replace(/,.*$/s, '')))];
}

function systemdVersionOf(tree: SystemTree): number | undefined {
  for (const folder of ['/usr/lib/systemd', '/lib/systemd']) {
    for (const name of tree.names(folder)) {
      const version = /^libsystemd-(?:shared|core)-(\d+)\b.*\.so$/.exec(name)?.[1];
      if (version !== undefined) return Number(version);
    }
  }
  return undefined;
}

/** An architecture that just one loader speaks for. */
function architectureOf(tree: SystemTree): string | undefined {
  const found = LOADERS.filter(([path]) => chase(tree, path).found);
  return found.length === 1 ? found[0]![1] : undefined;
}

function machineIdOf(tree: SystemTree): string | undefined {
  const id = textAt(tree, '/etc/machine-id')?.replace(/\n$/, '');
  return id !== undefined && /^[0-9a-f]{32}$/.test(id) && !/^0+$/.test(id) ? id : undefined;
}

/** hostname-setup.c, `read_etc_hostname_stream`: the first line that is no comment. A pattern says nothing yet. */
function hostnameOf(tree: SystemTree): string | undefined {
  const line = textAt(tree, '/etc/hostname')
    ?.split('\n')
    .map((one) => one.trim())
    .find((one) => one !== '' && !one.startsWith('#'));
  return line !== undefined && /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/.test(line) ? line : undefined;
}

/** main.c, `log_execution_mode`: without a machine id, or with one that is marked so, this is the first boot. */
function firstBootOf(tree: SystemTree): boolean | undefined {
  const text = textAt(tree, '/etc/machine-id');
  if (text !== undefined) return text.split('\n')[0] === 'uninitialized';
  const end = chase(tree, '/etc/machine-id');
  if (end.found || end.reason !== 'missing') return undefined;
  return tree.isRead?.(end.path) === false || !tree.node('/etc') ? undefined : true;
}

/** Without the fields that are unknown. */
function defined(profile: { [key in keyof MachineProfile]: MachineProfile[key] | undefined }): MachineProfile {
  return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined)) as MachineProfile;
}
