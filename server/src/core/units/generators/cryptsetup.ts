import { physicalLines } from '../../parse/lines.ts';
import { parseSecFix0 } from '../../values/timespan.ts';
import { unitNameEscape, unitNameForm, unitNameFromPath } from '../../values/unitNames.ts';
import { commandLineSwitch } from './commandLine.ts';
import { deviceMount, deviceUmount } from './cryptsetupMounts.ts';
import { filterOptions, nodeToUdevNode, testOption, testYesNoOption } from './fstabOptions.ts';
import { luksDisks } from './luksCommandLine.ts';
import { type GeneratorRoot, specifierEscape, textOf } from './machine.ts';
import { GeneratorOutput, type OpenFile } from './output.ts';
import { writeDeviceTimeout } from './writers.ts';

const PROGRAM = 'systemd-cryptsetup-generator';
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
  const { disks, defaultKey, defaultOptions, allowList } = luksDisks(commandLine, version);
  const stopsAtFailure = version < WISHES_SINCE;
  if (commandLineSwitch(commandLine, ['luks.crypttab'], true)) {
    for (const { name, device, key, options } of crypttabEntries(textOf(root, '/etc/crypttab') ?? '')) {
      const uuid = uuidOf(name, device);
      const disk = uuid === undefined ? undefined : disks.get(uuid);
      if (allowList && !disk) continue;
      const location = splitLocation(key);
      const own = disk?.options !== undefined ? undefined : filterHeaderDevice(options, version);
      const done = createDisk(root, out, {
        name,
        device,
        keyFile: location?.file,
        keyDevice: location?.device,
        headerDevice: disk?.options !== undefined ? disk.headerDevice : own?.device,
        options: disk?.options ?? own?.options,
        source: '/etc/crypttab',
      });
      if (!done && stopsAtFailure) return out;
      if (done && disk) disk.create = false;
    }
  }
  for (const disk of disks.values()) {
    if (!disk.create) continue;
    const done = createDisk(root, out, {
      name: disk.name ?? `luks-${disk.uuid}`,
      device: disk.dataDevice ?? `UUID=${disk.uuid}`,
      keyFile: disk.keyFile ?? defaultKey,
      keyDevice: disk.keyDevice,
      headerDevice: disk.headerDevice,
      options: disk.options ?? defaultOptions,
      source: '/proc/cmdline',
    });
    if (!done && stopsAtFailure) return out;
  }
  return out;
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

/** `split_locationspec`: a file, and the device that it is on. */
export function splitLocation(text: string | undefined): { file: string; device: string | undefined } | undefined {
  if (text === undefined) return undefined;
  const colon = text.lastIndexOf(':');
  const device = colon < 0 ? '' : nodeToUdevNode(text.slice(colon + 1));
  if (!device.startsWith('/')) return { file: text, device: undefined };
  return { file: text.slice(0, colon), device };
}

/** `filter_header_device`: takes the device out of the `header=` option. */
export function filterHeaderDevice(options: string | undefined, version: number) {
  if (options === undefined) return undefined;
  const { found, value, rest } = filterOptions(options, ['header'], version);
  if (!found) return { device: undefined, options: rest };
  const location = splitLocation(value);
  const header = `header=${location?.file ?? ''}`;
  return { device: location?.device, options: rest === '' ? header : `${rest},${header}` };
}

/** `create_disk`; false when it fails. */
function createDisk(root: GeneratorRoot, out: GeneratorOutput, disk: Disk): boolean {
  const { version } = root;
  const { name, device, keyDevice, headerDevice } = disk;
  let { options, keyFile } = disk;
  const nofail = testYesNoOption(options, 'nofail', 'fail');
  const noauto = testYesNoOption(options, 'noauto', 'auto');
  const netdev = testOption(options, ['_netdev']);
  const swap = testOption(options, ['swap']);
  const keyTimeout = filterOptions(options, ['keyfile-timeout'], version);
  const header = filterOptions(options, ['header'], version);
  const temporary = filterOptions(options, ['tmp'], version);
  if (temporary.found && swap) return false;
  const escaped = unitNameEscape(name);
  const node = nodeToUdevNode(device);
  const service = `systemd-cryptsetup@${escaped}.service`;
  const deviceUnit = unitNameFromPath(node, 'device', version);
  if (unitNameForm(service) !== 'instance' || deviceUnit === undefined) return false;
  if (keyDevice !== undefined && keyFile === undefined) return false;
  const file = out.open(service);
  if (!file) return false;
  writeUnitSection(file, disk.source, version);
  if (netdev) file.print('After=remote-fs-pre.target');
  const newer = version >= WISHES_SINCE;
  const initrd = testOption(options, ['x-initrd.attach']) || (newer && (name === 'root' || name === 'usr'));
  if (!initrd) file.print('Conflicts=umount.target', ...(newer ? ['Before=umount.target'] : []));
  if (keyDevice !== undefined) {
    const mount = deviceMount(root, out, name, keyDevice, 'keydev', keyTimeout.value, keyTimeout.found, true);
    const umount = mount && deviceUmount(root, out, name, mount.where, 'keydev');
    if (!mount || umount === undefined) return false;
    keyFile = `${mount.where}/${keyFile!.replace(/^\/+/, '')}`;
    file.print(`After=${mount.unit}`, `${keyTimeout.found ? 'Wants' : 'Requires'}=${mount.unit}`);
    file.print(`Wants=${umount}`, `Before=${umount}`);
  }
  if (headerDevice !== undefined) {
    const mount = deviceMount(root, out, name, headerDevice, 'headerdev', undefined, false, false);
    const umount = mount && deviceUmount(root, out, name, mount.where, 'headerdev');
    if (!mount || umount === undefined) return false;
    const path = `header=${mount.where}/${(header.value ?? '').replace(/^\/+/, '')}`;
    options = header.rest === '' ? path : `${header.rest},${path}`;
    file.print(`After=${mount.unit}`, `Requires=${mount.unit}`, `Wants=${umount}`, `Before=${umount}`);
  }
  if (!nofail) file.print(`Before=${netdev ? 'remote-cryptsetup.target' : 'cryptsetup.target'}`);
  if (keyFile !== undefined && keyDevice === undefined) {
    const canFail = keyTimeout.found || (newer && nofail);
    if (!printDependencies(root, out, file, keyFile, keyTimeout.value, canFail)) return false;
  }
  if (header.found && headerDevice === undefined && header.value !== undefined) {
    if (!printDependencies(root, out, file, header.value, undefined, newer && nofail)) return false;
  }
  writeDeviceDependencies(file, node, deviceUnit, newer);
  const rest = writeDeviceTimeout(root, out, PROGRAM, device, options);
  writeServiceSection(root, file, name, node, keyFile, rest);
  const mapped = `'/dev/mapper/${specifierEscape(name)}'`;
  const makefs = `ExecStartPost=${root.programFolder}/systemd-makefs`;
  if (temporary.found) file.print(`${makefs} '${specifierEscape(temporary.value ?? 'ext4')}' ${mapped}`);
  if (swap) file.print(`${makefs} swap ${mapped}`);
  const target = netdev ? 'remote-cryptsetup.target' : 'cryptsetup.target';
  if (!noauto) out.addSymlink(target, nofail ? 'wants' : 'requires', service);
  const mapper = `dev-mapper-${escaped}.device`;
  out.addSymlink(mapper, 'requires', service);
  if (!noauto && !nofail) {
    const never = newer ? 'JobTimeoutSec=infinity' : 'JobTimeoutSec=0';
    out.writeDropIn(mapper, '40-device-timeout', [`# Automatically generated by ${PROGRAM}`, '', '[Unit]', never]);
  }
  return true;
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

/** The time that a key's device is waited for. */
export function writeKeyTimeout(out: GeneratorOutput, unit: string, timeout: string): void {
  const head = `# Automatically generated by ${PROGRAM} `;
  out.writeDropIn(unit, '90-device-timeout', [head, '', '[Unit]', `JobRunningTimeoutSec=${timeout}`]);
}

/** Whether a timeout can be read. */
export function isTimeout(text: string): boolean {
  return typeof parseSecFix0(text) === 'bigint';
}
