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

/** Every folder that planning, loading units and running generators ask for. */
export const PLACES: readonly Place[] = [
  ...[...UNIT_FOLDERS, ...USER_UNIT_FOLDERS].map((path) => place(path, UNIT_FILES, UNIT_DEPTH, true)),
  ...PRESET_FOLDERS.map((path) => place(path, /\.preset$/, 0, true)),
  ...['etc/init.d', 'etc/rc.d/init.d', 'etc/insserv/overrides', 'usr/share/insserv/overrides', 'etc/default'].map(
    (path) => place(path, /./, 0, true),
  ),
  ...RC_FOLDERS.map((path) => place(path, undefined, 0, true)),
  place('boot/loader/entries', /\.conf$/, 0, true),
  place('usr/lib/systemd', undefined, 0, false),
  place('lib/systemd', undefined, 0, false),
  ...GENERATOR_FOLDERS.map((path) => place(path, undefined, 0, false)),
];

/** Single files whose text is read. */
export const FILES = [
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
  'etc/kernel/cmdline',
  'etc/rc.local',
  'etc/rc.d/rc.local',
  'etc/systemd/system.conf',
] as const;

/** What is only looked for: programs that take part in enabling init scripts. */
export const MARKS = ['usr/sbin/update-rc.d', 'sbin/insserv', 'usr/lib/insserv/insserv', 'sbin/openrc'] as const;

/** Whether the text of a file is wanted that a link in a folder of units leads to. */
export function isUnitFileName(name: string): boolean {
  return UNIT_FILES.test(name);
}

function place(path: string, read: RegExp | undefined, depth: number, follow: boolean): Place {
  return { path, depth, read, follow };
}
