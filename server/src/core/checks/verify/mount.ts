import { pathStartsWith } from '../../values/paths.ts';
import { pamNeedsKillMode } from './contexts.ts';
import type { Reading } from './reading.ts';
import { type Rule, refuse } from './report.ts';
import { assignmentsOf, path, text } from './settings.ts';
import { nameMustMatch, needsPathInName, pathOfName } from './unitPaths.ts';

function where(unit: Reading) {
  return path(unit, 'Mount', 'Where');
}

/** `mount_add_extras` of core/mount.c. */
export const mountPathRules: readonly Rule[] = [needsPathInName('Where', where)];

/** `mount_verify` of core/mount.c. */
export const mountRules: readonly Rule[] = [
  nameMustMatch('Where', where),
  apiFileSystem,
  credentialMount,
  nothingToMount,
  (unit) => (unit.version < 257 ? pamNeedsKillMode(unit, ['control-group']) : undefined),
];

/** `mount_table` of shared/mount-setup.c: what systemd mounts before it reads any unit. */
const API_MOUNTS = new Set([
  '/proc',
  '/sys',
  '/dev',
  '/sys/kernel/security',
  '/sys/fs/smackfs',
  '/dev/shm',
  '/dev/pts',
  '/run',
  '/sys/fs/pstore',
  '/sys/firmware/efi/efivars',
  '/sys/fs/bpf',
]);

/** `mount_point_ignore`: what other programs mount, container managers above all. */
const FOREIGN_MOUNTS = new Set([
  '/sys/fs/selinux',
  '/dev/console',
  '/proc/kmsg',
  '/proc/sys',
  '/proc/sys/kernel/random/boot_id',
]);

/** Where the unit mounts, if the file alone says so. */
function mountPoint(unit: Reading): string | undefined {
  const given = where(unit);
  return given ? (given.value.guessed ? undefined : given.value.text) : pathOfName(unit);
}

function isReserved(point: string): boolean {
  if (API_MOUNTS.has(point) || FOREIGN_MOUNTS.has(point)) return true;
  return pathStartsWith(point, '/sys/fs/cgroup') || pathStartsWith(point, '/run/host');
}

function apiFileSystem(unit: Reading) {
  const point = mountPoint(unit);
  if (point === undefined || !isReserved(point)) return undefined;
  return refuse(
    unit,
    'mount-api-file-system',
    where(unit)?.node,
    `${point} is mounted by systemd itself or by a container manager; no unit may do that. To change its options, write a line in /etc/fstab.`,
  );
}

function credentialMount(unit: Reading) {
  const point = mountPoint(unit);
  if (unit.version < 257 || point === undefined || !pathStartsWith(point, '/run/credentials')) return undefined;
  return refuse(
    unit,
    'mount-credentials',
    where(unit)?.node,
    `${point} is where systemd keeps the credentials of units; nothing else may be mounted there. Choose another mount point.`,
  );
}

function nothingToMount(unit: Reading) {
  // The root file system is there before any unit.
  if (unit.unitName === '-.mount' || unit.unitName === undefined || text(unit, 'Mount', 'What')) return undefined;
  return refuse(
    unit,
    'mount-without-what',
    assignmentsOf(unit, 'Mount', 'What').at(-1)?.node,
    'A mount needs What= with the device, file or resource to mount.',
  );
}
