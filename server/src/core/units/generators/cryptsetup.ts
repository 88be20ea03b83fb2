import { physicalLines } from '../../parse/lines.ts';
import { unitNameEscape, unitNameForm, unitNameFromPath } from '../../values/unitNames.ts';
import { commandLineSwitch } from './commandLine.ts';
import { filterHeaderDevice, PROGRAM, splitLocation, writeKeyTimeout } from './cryptLocations.ts';
import { deviceMount, deviceUmount } from './cryptsetupMounts.ts';
import { filterOptions, nodeToUdevNode, testOption, testYesNoOption } from './fstabOptions.ts';
import { type LuksDisk, type LuksDisks, luksDisks } from './luksCommandLine.ts';
import { type GeneratorRoot, specifierEscape, textOf } from './machine.ts';
import { GeneratorOutput, type OpenFile } from './output.ts';
import { writeDeviceTimeout } from './writers.ts';

/** From this version on a volume that may fail only wishes for its key, and `root` and `usr` belong to the initrd. */
const WISHES_SINCE = 254;
const TPM_SINCE = 254;
const UDEVD_SINCE = 262;

/** An encrypted volume, as crypttab or the command line names it. */
export interface Disk {
  readonly name: string;
  readonly device: string;
  readonly keyFile: string | undefined;
  /** The device that the key file is on. */
  readonly keyDevice: string | undefined;
  /** The device that a header apart from the data is on. */
  readonly headerDevice: string | undefined;
  readonly options: string | undefined;
  readonly source: string;
}

/** What systemd-cryptsetup-generator makes of /etc/crypttab and the kernel's command line. */
export function cryptsetupGenerator(root: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput(PROGRAM);
  const { commandLine, version } = root;
  if (!commandLineSwitch(commandLine, ['luks'], true)) return out;
  const luks = luksDisks(commandLine, version);
  // Older versions give up at the first volume that fails.
  const goesOn = version >= WISHES_SINCE;
  if (commandLineSwitch(commandLine, ['luks.crypttab'], true) && !addCrypttabDevices(root, out, luks) && !goesOn)
    return out;
  for (const disk of luks.disks.values()) {
    if (disk.create && !createDisk(root, out, diskOfCommandLine(disk, luks)) && !goesOn) return out;
  }
  return out;
}

/** `add_crypttab_devices`; false when one of them fails. */
function addCrypttabDevices(root: GeneratorRoot, out: GeneratorOutput, { disks, allowList }: LuksDisks): boolean {
  const { version } = root;
  let allDone = true;
  for (const { name, device, key, options } of crypttabEntries(textOf(root, '/etc/crypttab') ?? '')) {
    const uuid = uuidOf(name, device);
    const disk = uuid === undefined ? undefined : disks.get(uuid);
    if (allowList && !disk) continue;
    const location = splitLocation(key);
    // What the command line says of the volume's options wins over the file.
    const own = disk?.options === undefined ? filterHeaderDevice(options, version) : disk;
    const done = createDisk(root, out, {
      name,
      device,
      keyFile: location?.file,
      keyDevice: location?.device,
      headerDevice: own?.headerDevice,
      options: own?.options,
      source: '/etc/crypttab',
    });
    if (done && disk) disk.create = false;
    allDone &&= done;
    if (!done && version < WISHES_SINCE) return false;
  }
  return allDone;
}

/** `add_proc_cmdline_devices`: a volume that only the command line names. */
function diskOfCommandLine(disk: LuksDisk, { defaultKey, defaultOptions }: LuksDisks): Disk {
  return {
    name: disk.name ?? `luks-${disk.uuid}`,
    device: disk.dataDevice ?? `UUID=${disk.uuid}`,
    keyFile: disk.keyFile ?? defaultKey,
    keyDevice: disk.keyDevice,
    headerDevice: disk.headerDevice,
    options: disk.options ?? defaultOptions,
    source: '/proc/cmdline',
  };
}

function uuidOf(name: string, device: string): string | undefined {
  for (const [text, start] of [
    [device, 'UUID='],
    [device, '/dev/disk/by-uuid/'],
    [name, 'luks-'],
  ] as const) {
    if (text.startsWith(start)) return text.slice(start.length);
  }
  return undefined;
}

interface CrypttabEntry {
  readonly name: string;
  readonly device: string;
  readonly key: string | undefined;
  readonly options: string | undefined;
}

/** The lines of crypttab: two to four words, what follows is not read. */
function crypttabEntries(text: string): CrypttabEntry[] {
  return physicalLines(text).flatMap(({ span, contentEnd }) => {
    const words = text
      .slice(span.start, contentEnd)
      .split(/[ \t\n\r\v\f]+/)
      .filter((word) => word !== '');
    const [name, device, key, options] = words;
    if (name === undefined || name.startsWith('#') || device === undefined) return [];
    return [{ name, device, key, options }];
  });
}

/** The options of a volume that the generator itself looks at. */
function optionsOf(options: string | undefined, version: number) {
  return {
    nofail: testYesNoOption(options, 'nofail', 'fail'),
    noauto: testYesNoOption(options, 'noauto', 'auto'),
    netdev: testOption(options, ['_netdev']),
    swap: testOption(options, ['swap']),
    initrd: testOption(options, ['x-initrd.attach']),
    keyTimeout: filterOptions(options, ['keyfile-timeout'], version),
    header: filterOptions(options, ['header'], version),
    temporary: filterOptions(options, ['tmp'], version),
  };
}
type DiskOptions = ReturnType<typeof optionsOf>;

/** `create_disk`; false when it fails. */
function createDisk(root: GeneratorRoot, out: GeneratorOutput, disk: Disk): boolean {
  const { version } = root;
  const { name, device, keyDevice } = disk;
  const own = optionsOf(disk.options, version);
  const newer = version >= WISHES_SINCE;
  const escaped = unitNameEscape(name);
  const service = `systemd-cryptsetup@${escaped}.service`;
  const node = nodeToUdevNode(device);
  const deviceUnit = unitNameFromPath(node, 'device', version);
  if ((own.temporary.found && own.swap) || (keyDevice !== undefined && disk.keyFile === undefined)) return false;
  if (unitNameForm(service) !== 'instance' || deviceUnit === undefined) return false;
  const file = out.open(service);
  if (!file) return false;
  writeUnitSection(file, disk.source, version);
  if (own.netdev) file.print('After=remote-fs-pre.target');
  const initrd = own.initrd || (newer && (name === 'root' || name === 'usr'));
  if (!initrd) file.print('Conflicts=umount.target', ...(newer ? ['Before=umount.target'] : []));
  const keyFile = keyDevice === undefined ? disk.keyFile : mountKeyDevice(root, out, file, disk, own);
  if (keyDevice !== undefined && keyFile === undefined) return false;
  const options = disk.headerDevice === undefined ? disk.options : mountHeaderDevice(root, out, file, disk, own);
  if (disk.headerDevice !== undefined && options === undefined) return false;
  if (!own.nofail) file.print(`Before=${targetOf(own)}`);
  if (!writeFileDependencies(root, out, file, disk, own)) return false;
  writeDeviceDependencies(file, node, deviceUnit, newer);
  const rest = writeDeviceTimeout(root, out, PROGRAM, device, options);
  writeServiceSection(root, file, name, node, keyFile, rest);
  writeMakefs(root, file, name, own);
  hookUpDisk(out, service, `dev-mapper-${escaped}.device`, own, newer);
  return true;
}

function targetOf({ netdev }: DiskOptions): string {
  return netdev ? 'remote-cryptsetup.target' : 'cryptsetup.target';
}

/** Mounts the device with the key; gives where the key file is then. */
function mountKeyDevice(root: GeneratorRoot, out: GeneratorOutput, file: OpenFile, disk: Disk, own: DiskOptions) {
  const { found, value } = own.keyTimeout;
  const mount = deviceMount(root, out, disk.name, disk.keyDevice!, 'keydev', value, found, true);
  const umount = mount && deviceUmount(root, out, disk.name, mount.where, 'keydev');
  if (!mount || umount === undefined) return undefined;
  file.print(`After=${mount.unit}`, `${found ? 'Wants' : 'Requires'}=${mount.unit}`);
  file.print(`Wants=${umount}`, `Before=${umount}`);
  return `${mount.where}/${disk.keyFile!.replace(/^\/+/, '')}`;
}

/** Mounts the device with the header; gives the options with the header's place in them. */
function mountHeaderDevice(root: GeneratorRoot, out: GeneratorOutput, file: OpenFile, disk: Disk, own: DiskOptions) {
  const { value = '', rest } = own.header;
  const mount = deviceMount(root, out, disk.name, disk.headerDevice!, 'headerdev', undefined, false, false);
  const umount = mount && deviceUmount(root, out, disk.name, mount.where, 'headerdev');
  if (!mount || umount === undefined) return undefined;
  file.print(`After=${mount.unit}`, `Requires=${mount.unit}`, `Wants=${umount}`, `Before=${umount}`);
  const header = `header=${mount.where}/${value.replace(/^\/+/, '')}`;
  return rest === '' ? header : `${rest},${header}`;
}

/** What a key and a header that lie in the machine's own file systems need. */
function writeFileDependencies(
  root: GeneratorRoot,
  out: GeneratorOutput,
  file: OpenFile,
  { keyFile, keyDevice, headerDevice }: Disk,
  { keyTimeout, header, nofail }: DiskOptions,
): boolean {
  const mayFail = root.version >= WISHES_SINCE && nofail;
  if (keyFile !== undefined && keyDevice === undefined) {
    if (!printDependencies(root, out, file, keyFile, keyTimeout.value, keyTimeout.found || mayFail)) return false;
  }
  if (!header.found || headerDevice !== undefined || header.value === undefined) return true;
  return printDependencies(root, out, file, header.value, undefined, mayFail);
}

/** Volumes that are made anew at every boot. */
function writeMakefs(
  { programFolder }: GeneratorRoot,
  file: OpenFile,
  name: string,
  { temporary, swap }: DiskOptions,
): void {
  const mapped = `'/dev/mapper/${specifierEscape(name)}'`;
  const makefs = `ExecStartPost=${programFolder}/systemd-makefs`;
  if (temporary.found) file.print(`${makefs} '${specifierEscape(temporary.value ?? 'ext4')}' ${mapped}`);
  if (swap) file.print(`${makefs} swap ${mapped}`);
}

/** The links that pull in the volume, and how long its device is waited for: for ever, as someone may have to type. */
function hookUpDisk(out: GeneratorOutput, service: string, mapper: string, own: DiskOptions, newer: boolean): void {
  const { noauto, nofail } = own;
  if (!noauto) out.addSymlink(targetOf(own), nofail ? 'wants' : 'requires', service);
  out.addSymlink(mapper, 'requires', service);
  if (noauto || nofail) return;
  const never = newer ? 'JobTimeoutSec=infinity' : 'JobTimeoutSec=0';
  out.writeDropIn(mapper, '40-device-timeout', [`# Automatically generated by ${PROGRAM}`, '', '[Unit]', never]);
}

/** generator.c, `generator_write_cryptsetup_unit_section`. */
function writeUnitSection(file: OpenFile, source: string, version: number): void {
  file.print('[Unit]', 'Description=Cryptography Setup for %I');
  file.print('Documentation=man:crypttab(5) man:systemd-cryptsetup-generator(8) man:systemd-cryptsetup@.service(8)');
  file.print(`SourcePath=${source}`);
  const blockdev = ['Before=blockdev@dev-mapper-%i.target', 'Wants=blockdev@dev-mapper-%i.target'];
  if (version < TPM_SINCE) {
    file.print('DefaultDependencies=no', 'IgnoreOnIsolate=true');
    file.print('After=cryptsetup-pre.target systemd-udevd-kernel.socket', ...blockdev);
    return;
  }
  const udevd = version >= UDEVD_SINCE ? ' systemd-udevd.service' : '';
  file.print('', 'DefaultDependencies=no');
  file.print(`After=cryptsetup-pre.target systemd-udevd-kernel.socket${udevd} systemd-tpm2-setup-early.service`);
  file.print(...blockdev, 'IgnoreOnIsolate=true');
}

/** generator.c, `generator_write_cryptsetup_service_section`. */
function writeServiceSection(
  { version, programFolder }: GeneratorRoot,
  file: OpenFile,
  name: string,
  what: string,
  keyFile: string | undefined,
  options: string | undefined,
): void {
  const program = version >= TPM_SINCE ? '/usr/bin/systemd-cryptsetup' : `${programFolder}/systemd-cryptsetup`;
  const words = [name, what, keyFile ?? '', options ?? ''].map((word) => `'${specifierEscape(word)}'`);
  file.print('', '[Service]', 'Type=oneshot', 'RemainAfterExit=yes');
  file.print(version >= TPM_SINCE ? 'TimeoutSec=infinity' : 'TimeoutSec=0');
  file.print('KeyringMode=shared', 'OOMScoreAdjust=500');
  if (version >= TPM_SINCE) file.print('ImportCredential=cryptsetup.*');
  file.print(`ExecStart=${program} attach ${words.join(' ')}`, `ExecStop=${program} detach ${words[0]}`);
}

function writeDeviceDependencies(file: OpenFile, node: string, unit: string, newer: boolean): void {
  if (/^\/+dev(\/|$)/.test(node)) {
    file.print(`BindsTo=${unit}`, `After=${unit}`, ...(newer ? [] : ['Before=umount.target']));
    return;
  }
  // A file is attached through a loop device.
  const loop = newer ? 'modprobe@loop.service' : 'systemd-tmpfiles-setup-dev.service';
  file.print(`RequiresMountsFor=${specifierEscape(node)}`, `${newer ? 'Wants' : 'Requires'}=${loop}`, `After=${loop}`);
}

/** `print_dependencies`: what a key or a header needs. */
function printDependencies(
  { version }: GeneratorRoot,
  out: GeneratorOutput,
  file: OpenFile,
  path: string,
  timeout: string | undefined,
  canFail: boolean,
): boolean {
  if (path === '-' || path === 'none' || path === '') return true;
  if (['/dev/urandom', '/dev/random', '/dev/hw_random', '/dev/hwrng'].includes(path)) {
    file.print('After=systemd-random-seed.service');
    return true;
  }
  const node = nodeToUdevNode(path);
  if (node === '/dev/null') return true;
  if (!/^\/+dev(\/|$)/.test(node)) {
    const key = canFail && version >= WISHES_SINCE ? 'WantsMountsFor' : 'RequiresMountsFor';
    file.print(`${key}=${specifierEscape(path)}`);
    return true;
  }
  const unit = unitNameFromPath(node, 'device', version);
  if (unit === undefined) return false;
  file.print(`After=${unit}`, `${canFail ? 'Wants' : 'Requires'}=${unit}`);
  if (canFail && timeout !== undefined) writeKeyTimeout(out, unit, timeout);
  return true;
}
