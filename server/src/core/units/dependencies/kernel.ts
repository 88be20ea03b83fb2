import { unitNameFromPath } from '../../values/unitNames.ts';
import { isReservedMountPoint } from '../generators/fileSystems.ts';

/** A line of /proc/self/mountinfo, without its octal escapes. */
export interface KernelMount {
  readonly what: string;
  readonly where: string;
  readonly type: string;
  readonly options: string;
}

/** The name of the unit for what is mounted; undefined for what systemd leaves alone: `mount_setup_unit`. */
export function kernelMountName(mount: KernelMount, version: number): string | undefined {
  if (isReservedMountPoint(mount.where)) return undefined;
  return unitNameFromPath(mount.where, 'mount', version);
}
