import type { KnownUnit, Machine } from '../core/kinds/kind.ts';
import { unitIdentity } from '../core/kinds/unit/identity.ts';
import { decode } from './decode.ts';
import { child, type Host, type HostEntry, parent, pathOf, withoutSlash } from './host.ts';
import { resolveInRoot } from './resolve.ts';

/** A system root, or a plain folder of units when there is none around a file. */
export interface Root {
  readonly uri: string;
  /** Whether it is a system root, so that absolute paths in its files mean something. */
  readonly system: boolean;
  /** The major version of its systemd, when it has one and can be told. */
  readonly systemdVersion: number | undefined;
  readonly units: ReadonlyMap<string, KnownUnit>;
  /** What a system root says about its machine. */
  readonly machine?: Machine | undefined;
}

/** The folders of the system manager's unit files, in the order in which they win: systemd.unit(5). */
export const UNIT_FOLDERS = [
  'etc/systemd/system.control',
  'run/systemd/system.control',
  'run/systemd/transient',
  'run/systemd/generator.early',
  'etc/systemd/system',
  'etc/systemd/system.attached',
  'run/systemd/system',
  'run/systemd/system.attached',
  'run/systemd/generator',
  'usr/local/lib/systemd/system',
  'usr/lib/systemd/system',
  'lib/systemd/system',
  'run/systemd/generator.late',
] as const;

/** The same for the user manager, as far as they do not depend on a user. */
export const USER_UNIT_FOLDERS = [
  'etc/systemd/user',
  'run/systemd/user',
  'usr/local/share/systemd/user',
  'usr/share/systemd/user',
  'usr/local/lib/systemd/user',
  'usr/lib/systemd/user',
  'lib/systemd/user',
] as const;

const MARKS = ['etc/systemd', 'usr/lib/systemd', 'lib/systemd'];
const HEAD_BYTES = 256 * 1024;
const MOST_UNITS = 20_000;

/**
 * The system root around a location: the nearest folder above it that has `etc/systemd` or `usr/lib/systemd`, or init
 * scripts with runlevels.
 */
export async function findRoot(host: Host, uri: string): Promise<string | undefined> {
  for (let folder: string | undefined = parent(uri); folder !== undefined; folder = parent(folder)) {
    if (await isRoot(host, folder)) return folder;
  }
  return undefined;
}

/** What only a root with System V init has, besides its folder of init scripts. */
const SYSV_MARKS = ['etc/inittab', 'etc/rc3.d', 'etc/rc.d/rc3.d'];

/** Whether a folder is a system root: of systemd, or of System V init. */
export async function isRoot(host: Host, folder: string): Promise<boolean> {
  for (const mark of MARKS) {
    // The usr/lib/systemd of a root is no root in its usr.
    if (mark === 'lib/systemd' && /\/(?:usr|local)\/*$/.test(pathOf(folder))) continue;
    const place = await resolveInRoot(host, folder, `/${mark}`);
    if (place !== undefined && (await host.kind(place)) === 'directory') return true;
  }
  return isSysvRoot(host, folder);
}

async function isSysvRoot(host: Host, folder: string): Promise<boolean> {
  const isThere = async (path: string) => (await resolveInRoot(host, folder, path)) !== undefined;
  if (!(await isThere('/etc/init.d')) && !(await isThere('/etc/rc.d/init.d'))) return false;
  for (const mark of SYSV_MARKS) if (await isThere(`/${mark}`)) return true;
  return false;
}

/** The units that stand in one plain folder. */
export async function loadFolder(host: Host, uri: string): Promise<Root> {
  const units = new Map<string, KnownUnit>();
  await collect(host, uri, '', units);
  return { uri, system: false, systemdVersion: undefined, units };
}

async function collect(host: Host, root: string, folder: string, units: Map<string, KnownUnit>): Promise<void> {
  const entries = (await host.list(below(root, folder))) ?? [];
  for (const entry of entries) {
    if (units.size >= MOST_UNITS) return;
    const identity = unitIdentity(entry.name);
    if (identity?.role !== 'fragment' || units.has(entry.name) || entry.type === 'directory') continue;
    const path = folder === '' ? entry.name : `/${folder}/${entry.name}`;
    units.set(entry.name, { name: entry.name, path, description: await description(host, root, path) });
  }
}

async function description(host: Host, root: string, path: string): Promise<string | undefined> {
  const location = await resolveInRoot(host, root, path);
  const bytes = location === undefined ? undefined : await host.read(location, HEAD_BYTES);
  if (!bytes) return undefined;
  return /^[ \t]*Description[ \t]*=[ \t]*(.*?)[ \t\r]*$/m.exec(decode(bytes))?.[1];
}

/** The major version in the names of systemd's own libraries in a root, links followed inside; undefined when it has none. */
export async function systemdVersionOf(host: Host, root: string): Promise<number | undefined> {
  for (const folder of ['usr/lib/systemd', 'lib/systemd']) {
    const found = await versionInFolder(host, root, folder);
    if (found !== undefined) return found;
  }
  for (const library of ['usr/lib', 'lib', 'usr/lib64']) {
    for (const entry of await namesIn(host, root, library)) {
      if (entry.type !== 'directory' || !/-linux-|^systemd$/.test(entry.name)) continue;
      const found = await versionInFolder(host, root, `${library}/${entry.name}/systemd`);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

async function namesIn(host: Host, root: string, folder: string): Promise<readonly HostEntry[]> {
  const place = await resolveInRoot(host, root, `/${folder}`);
  return (place === undefined ? undefined : await host.list(place)) ?? [];
}

async function versionInFolder(host: Host, root: string, folder: string): Promise<number | undefined> {
  for (const entry of await namesIn(host, root, folder)) {
    const version = /^libsystemd-(?:shared|core)-(\d+)\b.*\.so$/.exec(entry.name)?.[1];
    if (version !== undefined) return Number(version);
  }
  return undefined;
}

/** The location of a path below a folder. */
export function below(folder: string, path: string): string {
  return path
    .split('/')
    .filter(Boolean)
    .reduce((uri, name) => child(uri, name), withoutSlash(folder));
}

/** A path inside the root as users know it, such as `/etc/systemd/system/foo.service`. */
export function pathInRoot(root: string, uri: string): string {
  const inside = pathOf(uri);
  const top = pathOf(root).replace(/\/+$/, '');
  return inside.startsWith(`${top}/`) ? inside.slice(top.length) : inside;
}
