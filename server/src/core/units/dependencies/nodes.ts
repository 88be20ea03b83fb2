import { unitNameFromPath, unitNamePathEscape } from '../../values/unitNames.ts';
import { isDevicePath } from '../generators/fstabOptions.ts';
import { KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import type { Unit } from './unit.ts';

/** `unit_add_node_dependency`: the unit waits for the device that it needs. False when that has no name. */
export function addNodeDependency(loading: Loading, unit: Unit, what: string, kind: number, mask: number): boolean {
  if (!isDevicePath(what)) return true;
  const name = unitNameFromPath(what, 'device', loading.version);
  const device = name === undefined ? undefined : loading.load(name);
  return device !== undefined && loading.addTwo(unit, KIND.After, loading.isSystem ? kind : KIND.Wants, device, mask);
}

/** `unit_add_blockdev_dependency`: whatever has to be done with the disk before is ordered by this target. */
export function addBlockDeviceDependency(loading: Loading, unit: Unit, what: string, mask: number): boolean {
  if (!/^\/+(?:\.\/+)*dev\//.test(what)) return true;
  const escaped = unitNamePathEscape(what, loading.version);
  return escaped !== undefined && loading.addByName(unit, KIND.After, `blockdev@${escaped}.target`, mask);
}
