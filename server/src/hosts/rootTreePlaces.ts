import { CONDITION_FILES } from '../core/boot/conditions/paths.ts';
import { INIT_PATHS } from '../core/boot/loader/init.ts';
import { INITRD_MARKS } from '../core/boot/loader/initrd.ts';
import { BOOT_PARTITIONS } from '../core/boot/loader/systemdBoot.ts';
import { MACHINE_MARKS } from '../core/boot/machine/profileOf.ts';
import { PACKAGED_ASKS } from '../core/units/generators/packaged.ts';
import { UNIT_FOLDERS, USER_UNIT_FOLDERS } from './root.ts';

/** A folder of a root that is read, and how. */
export interface Place {
  readonly path: string;
  /** How many levels of folders below it are read too. */
  readonly depth: number;
  /** The names of files whose text is read; undefined where only the names matter. */
  readonly read: RegExp | undefined;
  /** Whether what its links lead to is looked up as well. */
  readonly follow: boolean;
}

const UNIT_FILES = /\.(?:service|socket|target|device|mount|automount|swap|timer|path|slice|scope|conf)$/;
/** Folders of units hold drop-in folders; disabling looks through all that lie below. */
const UNIT_DEPTH = 8;

const PRESET_FOLDERS = ['etc', 'run', 'usr/local/lib', 'usr/lib', 'lib'].flatMap((top) =>
  ['system-preset', 'user-preset', 'initrd-preset'].map((name) => `${top}/systemd/${name}`),
);
const RC_FOLDERS = [...'0123456S'].flatMap((level) => [`etc/rc${level}.d`, `etc/rc.d/rc${level}.d`]);
const GENERATOR_FOLDERS = ['etc', 'run', 'usr/local/lib', 'usr/lib', 'lib'].map(
  (top) => `${top}/systemd/system-generators`,
);

/** Those whose text tells what they do. */
const PACKAGED_GENERATORS = new RegExp(`^(?:${PACKAGED_ASKS.names.join('|')})$`);

const BOOT_FOLDERS = BOOT_PARTITIONS.flatMap((base) => [
  place(`${base.slice(1)}/loader/entries`, /\.conf$/, 0, true),
  place(`${base.slice(1)}/EFI/Linux`, undefined, 0, false),
  place(`${base.slice(1)}/EFI/systemd`, undefined, 0, false),
]);
const GRUB_FILES = ['grub', 'grub2'].flatMap((name) => [`boot/${name}/grub.cfg`, `boot/${name}/grubenv`]);

/** Every folder that planning, loading units, running generators and simulating a boot ask for. */
export const PLACES: readonly Place[] = [
  ...[...UNIT_FOLDERS, ...USER_UNIT_FOLDERS].map((path) => place(path, UNIT_FILES, UNIT_DEPTH, true)),
  ...PRESET_FOLDERS.map((path) => place(path, /\.preset$/, 0, true)),
  ...[
    'etc/init.d',
    'etc/rc.d/init.d',
    'etc/insserv/overrides',
    'etc/insserv.conf.d',
    'etc/chkconfig.d',
    'usr/share/insserv/overrides',
    'etc/default',
  ].map((path) => place(path, /./, 0, true)),
  ...RC_FOLDERS.map((path) => place(path, undefined, 0, true)),
  place('var/lock/subsys', undefined, 0, false),
  ...BOOT_FOLDERS,
  place('boot', undefined, 0, false),
  place('etc/default/grub.d', /\.cfg$/, 0, true),
  place('etc/dracut.conf.d', /\.conf$/, 0, true),
  place('usr/lib/systemd', undefined, 0, false),
  place('lib/systemd', undefined, 0, false),
  ...GENERATOR_FOLDERS.map((path) => place(path, PACKAGED_GENERATORS, 0, false)),
  ...PACKAGED_ASKS.folders.map(({ path, depth }) => place(path.slice(1), /^start\.conf$/, depth, false)),
];

/** Single files whose text is read. */
export const FILES: readonly string[] = [
  'etc/fstab',
  'etc/crypttab',
  'etc/inittab',
  'etc/passwd',
  'etc/group',
  'etc/os-release',
  'usr/lib/os-release',
  'etc/initrd-release',
  'etc/machine-id',
  'etc/hostname',
  'etc/insserv.conf',
  'etc/insserv/file-filters',
  'etc/kernel/cmdline',
  'etc/rc.local',
  'etc/rc.d/rc.local',
  'etc/systemd/system.conf',
  ...PACKAGED_ASKS.files.map((path) => path.slice(1)),
  ...CONDITION_FILES.map((path) => path.slice(1)),
  ...BOOT_PARTITIONS.map((base) => `${base.slice(1)}/loader/loader.conf`),
  ...GRUB_FILES,
  'boot/extlinux/extlinux.conf',
  'boot/extlinux.conf',
  'extlinux.conf',
  'boot/syslinux/syslinux.cfg',
  'usr/lib/kernel/cmdline',
  'etc/mkinitcpio.conf',
  'etc/dracut.conf',
];

/** What is only looked for: programs that take part in enabling init scripts, and what tells the kind of machine. */
export const MARKS: readonly string[] = [
  'usr/sbin/update-rc.d',
  'sbin/insserv',
  'usr/lib/insserv/insserv',
  'sbin/openrc',
  'etc/redhat-release',
  'etc/debian_version',
  'lib/init/rc',
  ...[...INIT_PATHS, ...INITRD_MARKS, ...MACHINE_MARKS].map((path) => path.slice(1)),
];

/** Whether the text of a file is wanted that a link in a folder of units leads to. */
export function isUnitFileName(name: string): boolean {
  return UNIT_FILES.test(name);
}

function place(path: string, read: RegExp | undefined, depth: number, follow: boolean): Place {
  return { path, depth, read, follow };
}
