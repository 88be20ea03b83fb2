import { pathSimplify } from '../../values/paths.ts';
import { formatTimespan, parseSecFix0 } from '../../values/timespan.ts';
import { unitNameFromPath } from '../../values/unitNames.ts';
import { EXTRACT, extractManyWords } from '../../values/words.ts';
import { unitNameMangle } from '../mangle.ts';
import { chaseNonexistent } from '../resolveSymlink.ts';
import { commandLineSwitch } from './commandLine.ts';
import { hasInternalQuota, isNetworkFileSystem, isReservedMountPoint, needsQuota } from './fileSystems.ts';
import { type FstabEntry, fstabEntries } from './fstabFile.ts';
import { filterOptions, isDevicePath, nodeToUdevNode, testOption, testYesNoOption } from './fstabOptions.ts';
import { type GeneratorRoot, specifierEscape, textOf } from './machine.ts';
import { type GeneratorFolder, GeneratorOutput, type OpenFile } from './output.ts';
import * as write from './writers.ts';

const PROGRAM = 'systemd-fstab-generator';
const DOCUMENTATION = 'Documentation=man:fstab(5) man:systemd-fstab-generator(8)';
/** From this version on the command line can name mounts, and `/usr` is treated like the root. */
const EXTRA_MOUNTS_SINCE = 254;
/** From this version on a mount with `x-systemd.wanted-by=` is not ordered before the usual target. */
const OWN_TARGETS_SINCE = 254;
const NETWORK_SWAP_SINCE = 262;

/** Where an entry comes from, and for which folder it is. */
interface Origin {
  readonly source: string;
  readonly folder: GeneratorFolder;
  /** Whether `systemd.swap=no` keeps it away. */
  readonly swapSwitch: boolean;
}
interface Flags {
  readonly noauto: boolean;
  readonly nofail: boolean;
  readonly automount: boolean;
}
type Entry = Omit<FstabEntry, 'pass'> & { readonly pass: number | undefined };

/** What systemd-fstab-generator makes of /etc/fstab and the kernel's command line outside of the initrd. */
export function fstabGenerator(root: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput(PROGRAM);
  const { commandLine, unitFolder } = root;
  addVolatileVar(root, out);
  if (commandLineSwitch(commandLine, ['fstab'], true)) {
    const origin: Origin = { source: '/etc/fstab', folder: 'normal', swapSwitch: true };
    const text = textOf(root, '/etc/fstab') ?? '';
    for (const entry of fstabEntries(text, root.version)) parseFstabOne(root, out, entry, origin);
    out.addSymlink('local-fs.target', 'wants', `${unitFolder}/systemd-remount-fs.service`);
  }
  const origin: Origin = { source: '/proc/cmdline', folder: 'normal', swapSwitch: false };
  for (const entry of extraMounts(root)) parseFstabOne(root, out, entry, origin);
  return out;
}

/** `add_volatile_var`: the command line asks for a `/var` that does not stay. */
function addVolatileVar(root: GeneratorRoot, out: GeneratorOutput): void {
  const mode = root.commandLine
    .filter(({ key }) => key === 'systemd.volatile')
    .map(({ value }) => value ?? 'yes')
    .filter((value) => /^(yes|no|true|false|1|0|on|off|y|n|t|f|state|overlay)$/.test(value))
    .at(-1);
  if (mode !== 'state') return;
  const options = 'mode=0755,size=25%,nr_inodes=1m';
  const entry = { what: 'tmpfs', where: '/var', type: 'tmpfs', options, pass: 0 };
  addMount(
    root,
    out,
    entry,
    undefined,
    { source: '/proc/cmdline', folder: 'late', swapSwitch: false },
    'local-fs.target',
  );
}

/** `mount_array_add`: `systemd.mount-extra=` and `systemd.swap-extra=` of the command line. */
function extraMounts({ version, commandLine }: GeneratorRoot): Entry[] {
  if (version < EXTRA_MOUNTS_SINCE) return [];
  return commandLine.flatMap(({ key, value }) => {
    const isSwap = key === 'systemd.swap-extra';
    if ((!isSwap && key !== 'systemd.mount-extra') || value === undefined) return [];
    const flags = EXTRACT.CUNESCAPE | EXTRACT.DONT_COALESCE_SEPARATORS;
    const found = extractManyWords(value, ':', flags, isSwap ? 2 : 4);
    if (!found || found.words.length < (isSwap ? 1 : 2) || found.next !== undefined) return [];
    const words = found.words.map(({ word }) => word);
    const [what = '', ...rest] = words;
    const [where = '', type = '', options] = isSwap ? ['', 'swap', rest[0]] : rest;
    return [{ what, where, type: type || 'auto', options, pass: undefined }];
  });
}

/** `parse_fstab_one`. */
function parseFstabOne(root: GeneratorRoot, out: GeneratorOutput, entry: Entry, origin: Origin): void {
  const { tree, version, profile, commandLine } = root;
  const { type, options } = entry;
  const isSwap = type === 'swap';
  if (isSwap && origin.swapSwitch && !commandLineSwitch(commandLine, ['systemd.swap'], true)) return;
  const what = nodeToUdevNode(entry.what);
  if (profile.container && (isSwap || what === 'sysfs' || isDevicePath(what))) return;
  if (isSwap) {
    addSwap(root, out, { ...entry, what }, origin);
    return;
  }
  if (!entry.where.includes('/')) return;
  const given = version >= EXTRA_MOUNTS_SINCE ? entry.where : pathSimplify(entry.where, version);
  const where = chaseNonexistent(tree, given) ?? pathSimplify(given, version);
  const pass = entry.pass ?? (isDevicePath(what) ? 1 : 0);
  const network = testOption(options, ['_netdev']) || isNetworkFileSystem(type);
  const target = network ? 'remote-fs.target' : 'local-fs.target';
  addMount(root, out, { ...entry, what, where, pass }, where === given ? undefined : given, origin, target);
}

/** `add_swap`. */
function addSwap(root: GeneratorRoot, out: GeneratorOutput, entry: Entry, { source, folder }: Origin): void {
  const { version } = root;
  const { what, options } = entry;
  const name = unitNameFromPath(what, 'swap', version);
  const file = name === undefined ? undefined : out.open(name, undefined, folder);
  if (!file) return;
  file.print('[Unit]', DOCUMENTATION, `SourcePath=${source}`);
  if (!write.writeBlockdevDependency(root, file, what)) return;
  file.print('', '[Swap]', `What=${specifierEscape(what)}`);
  writeOptions(file, options);
  write.writeDeviceTimeout(root, out, PROGRAM, what, options);
  const network = version >= NETWORK_SWAP_SINCE && testOption(options, ['_netdev']);
  if (network) write.writeNetworkDeviceDeps(root, out, PROGRAM, { what, where: undefined, options });
  if (testOption(options, ['x-systemd.makefs']) && !write.hookUpMkswap(root, out, what)) return;
  const { noauto, nofail } = flagsOf(options);
  if (!noauto) out.addSymlink(network ? 'remote-fs.target' : 'swap.target', nofail ? 'wants' : 'requires', name!);
}

/** `add_mount`. */
function addMount(
  root: GeneratorRoot,
  out: GeneratorOutput,
  entry: FstabEntry,
  originalWhere: string | undefined,
  { source, folder }: Origin,
  target: string,
): void {
  const { version } = root;
  const { what, where, type } = entry;
  if (type === 'autofs' || !where.includes('/') || isReservedMountPoint(where)) return;
  let { options } = entry;
  let flags = flagsOf(options);
  let wantedBy = filterOptions(options, ['x-systemd.wanted-by'], version, true).values;
  let requiredBy = filterOptions(options, ['x-systemd.required-by'], version, true).values;
  if (where === '/' || (where === '/usr' && version >= EXTRA_MOUNTS_SINCE)) {
    if (version >= EXTRA_MOUNTS_SINCE && (flags.noauto || flags.nofail || flags.automount)) {
      options = filterOptions(options, ['noauto', 'nofail', 'x-systemd.automount'], version).rest;
    }
    flags = { noauto: false, nofail: false, automount: false };
    wantedBy = requiredBy = [];
  }
  const name = unitNameFromPath(where, 'mount', version);
  const file = name === undefined ? undefined : out.open(name, undefined, folder);
  if (!file) return;
  file.print('[Unit]', DOCUMENTATION, `SourcePath=${source}`);
  if ((type === 'nfs' || type === 'nfs4') && !flags.automount && testYesNoOption(options, 'bg', 'fg')) {
    // The retries of a mount in the background outlast the default timeout.
    options = `x-systemd.mount-timeout=infinity,retry=10000,nofail,${options},fg`;
    flags = { ...flags, nofail: true };
  }
  const ownTargets = version >= OWN_TARGETS_SINCE && wantedBy.length + requiredBy.length > 0;
  if (ownTargets) file.print('DefaultDependencies=no', 'Conflicts=umount.target', 'Before=umount.target');
  if (!writeExtraDependencies(root, file, options)) return;
  if (!ownTargets && !flags.nofail) file.print(`Before=${target}`);
  const mount = { what, where, type, options };
  if (entry.pass !== 0 && !write.writeFsckDeps(root, out, file, mount)) return;
  if (!write.writeBlockdevDependency(root, file, what)) return;
  file.print('', '[Mount]', `What=${specifierEscape(what)}`);
  if (originalWhere !== undefined) file.print(`# Canonicalized from ${originalWhere}`);
  file.print(`Where=${specifierEscape(where)}`);
  if (type !== '' && type !== 'auto') file.print(`Type=${specifierEscape(type)}`);
  const rest = write.writeDeviceTimeout(root, out, PROGRAM, what, options);
  write.writeNetworkDeviceDeps(root, out, PROGRAM, mount);
  writeTimeout(root, file, options, 'x-systemd.mount-timeout', 'TimeoutSec');
  writeOptions(file, rest);
  if (testOption(options, ['x-systemd.rw-only'])) file.print('ReadWriteOnly=yes');
  if (!hookUps(root, out, mount, entry.options, ownTargets ? undefined : target)) return;
  const unit = flags.automount ? addAutomount(root, out, mount, source, folder) : name;
  if (unit === undefined) return;
  pullIn(root, out, unit, folder, ownTargets ? undefined : target, flags, wantedBy, requiredBy);
}

/** The links that pull in the mount, or its automount. */
function pullIn(
  { version }: GeneratorRoot,
  out: GeneratorOutput,
  unit: string,
  folder: GeneratorFolder,
  target: string | undefined,
  { noauto, nofail, automount }: Flags,
  wantedBy: readonly string[],
  requiredBy: readonly string[],
): void {
  const kind = nofail ? 'wants' : 'requires';
  const older = version < OWN_TARGETS_SINCE;
  const listed = wantedBy.length + requiredBy.length > 0;
  if (automount && (older || target !== undefined)) out.addSymlink(target!, kind, unit, { folder });
  else if (!noauto && !listed && target !== undefined) out.addSymlink(target, kind, unit, { folder });
  else {
    for (const other of wantedBy) out.addSymlink(other, 'wants', unit, { folder });
    for (const other of requiredBy) out.addSymlink(other, 'requires', unit, { folder });
  }
}

function addAutomount(
  root: GeneratorRoot,
  out: GeneratorOutput,
  { where, options }: write.Mounted,
  source: string,
  folder: GeneratorFolder,
): string | undefined {
  const name = unitNameFromPath(where, 'automount', root.version);
  const file = name === undefined ? undefined : out.open(name, undefined, folder);
  if (!file) return undefined;
  file.print('[Unit]', `SourcePath=${source}`, DOCUMENTATION);
  file.print('', '[Automount]', `Where=${specifierEscape(where)}`);
  writeTimeout(root, file, options, 'x-systemd.idle-timeout', 'TimeoutIdleSec');
  return name;
}

/** The services that make, grow and check a file system. */
function hookUps(
  root: GeneratorRoot,
  out: GeneratorOutput,
  mount: write.Mounted,
  given: string | undefined,
  target: string | undefined,
): boolean {
  const { version } = root;
  const { where, type } = mount;
  const hookUp = (service: string) => write.hookUpService(root, out, where, target, service);
  if (testOption(given, ['x-systemd.makefs']) && !write.hookUpMkfs(root, out, mount)) return false;
  if (testOption(given, ['x-systemd.growfs']) && !write.hookUpGrowfs(root, out, where, target)) return false;
  if (version >= 262 && where !== '/' && testOption(given, ['x-systemd.validatefs'])) {
    if (!hookUp('systemd-validatefs@.service')) return false;
  }
  const quota = ['usrquota', 'grpquota', 'quota', 'usrjquota', 'grpjquota', 'prjquota'];
  if (version < EXTRA_MOUNTS_SINCE || !testOption(given, quota)) return true;
  if (type === undefined || hasInternalQuota(type) || !needsQuota(type)) return true;
  if (where !== '/') return hookUp('systemd-quotacheck@.service') && hookUp('quotaon@.service');
  for (const service of ['systemd-quotacheck-root.service', 'quotaon-root.service']) {
    out.addSymlink('local-fs.target', 'wants', `${root.unitFolder}/${service}`);
  }
  return true;
}

function flagsOf(options: string | undefined): Flags {
  return {
    noauto: testYesNoOption(options, 'noauto', 'auto'),
    nofail: testYesNoOption(options, 'nofail', 'fail'),
    automount: testOption(options, ['comment=systemd.automount', 'x-systemd.automount']),
  };
}

function writeOptions(file: OpenFile, options: string | undefined): void {
  if (options !== undefined && options !== '' && options !== 'defaults')
    file.print(`Options=${specifierEscape(options)}`);
}

/** `generator_write_unit_timeout`, before 262 `write_timeout`. */
function writeTimeout(
  { version }: GeneratorRoot,
  file: OpenFile,
  options: string | undefined,
  option: string,
  setting: string,
): void {
  const { value } = filterOptions(options, [option], version);
  const usec = value === undefined ? undefined : parseSecFix0(value);
  if (typeof usec === 'bigint') file.print(`${setting}=${formatTimespan(usec)}`);
}

/** `write_extra_dependencies`; false when a name in it is none. */
function writeExtraDependencies({ version }: GeneratorRoot, file: OpenFile, options: string | undefined): boolean {
  const newer = version >= EXTRA_MOUNTS_SINCE;
  const settings: readonly (readonly [string, readonly string[]])[] = [
    ['x-systemd.after', ['After']],
    ['x-systemd.requires', newer ? ['Requires', 'After'] : ['After', 'Requires']],
    ...(newer ? [['x-systemd.wants', ['Wants', 'After']] as const] : []),
    ['x-systemd.before', ['Before']],
  ];
  for (const [option, keys] of settings) {
    const units: string[] = [];
    for (const value of filterOptions(options, [option], version, true).values) {
      const unit = unitNameMangle(value, version, 'mount');
      if (unit === undefined) return false;
      units.push(unit);
    }
    if (units.length > 0) file.print(...keys.map((key) => `${key}=${units.join(' ')}`));
  }
  const paths: readonly (readonly [string, string])[] = [
    ['x-systemd.requires-mounts-for', 'RequiresMountsFor'],
    ...(newer ? [['x-systemd.wants-mounts-for', 'WantsMountsFor'] as const] : []),
  ];
  for (const [option, key] of paths) {
    const { values } = filterOptions(options, [option], version, true);
    if (values.length > 0) file.print(`${key}=${values.map(specifierEscape).join(' ')}`);
  }
  return true;
}
