import { enumeration } from '../../knowledge/enums.ts';

const GROUPS = enumeration('filesystem_group')?.members ?? {};
const NETWORK = new Set([...(GROUPS['@network'] ?? []), 'davfs', 'glusterfs', 'lustre', 'sshfs']);
const API = new Set([
  ...['@basic-api', '@auxiliary-api', '@privileged-api', '@temporary'].flatMap((group) => GROUPS[group] ?? []),
  'autofs',
  'cpuset',
  'devtmpfs',
]);
const READ_ONLY = new Set(['DM_verity_hash', 'cramfs', 'erofs', 'iso9660', 'squashfs']);

/** mountpoint-util.c, `fstype_is_network`. */
export function isNetworkFileSystem(type: string): boolean {
  return NETWORK.has(type.replace(/^fuse\./, ''));
}

/** mountpoint-util.c, `fstype_is_blockdev_backed`. */
export function isBlockDeviceBacked(type: string): boolean {
  const plain = type.replace(/^fuse\./, '');
  return plain !== '9p' && plain !== 'overlay' && !NETWORK.has(plain) && !API.has(plain);
}

/** mountpoint-util.c, `fstype_is_ro`. */
export function isReadOnlyFileSystem(type: string): boolean {
  return READ_ONLY.has(type);
}

/** mountpoint-util.c, `fstype_needs_quota`. */
export function needsQuota(type: string): boolean {
  return ['ext2', 'ext3', 'ext4', 'reiserfs', 'jfs', 'f2fs'].includes(type);
}

/** mountpoint-util.c, `fstype_has_internal_quota`. */
export function hasInternalQuota(type: string): boolean {
  return ['xfs', 'gfs2', 'ocfs2', 'btrfs'].includes(type);
}

/** What systemd mounts before it reads any unit: mount-setup.c, `mount_table`; and `mount_point_ignore`. */
const RESERVED = new Set([
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
  '/sys/fs/selinux',
  '/dev/console',
  '/proc/kmsg',
  '/proc/sys',
  '/proc/sys/kernel/random/boot_id',
]);

/** Whether a mount point belongs to systemd or to a container manager. */
export function isReservedMountPoint(path: string): boolean {
  return RESERVED.has(path) || /^\/(sys\/fs\/cgroup|run\/host)(\/|$)/.test(path);
}
