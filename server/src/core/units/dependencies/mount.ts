import type { Reading } from '../../checks/verify/reading.ts';
import { folderOf } from '../../tree/systemTree.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { pathIsAbsolute, pathSimplify } from '../../values/paths.ts';
import { needsQuota } from '../generators/fileSystems.ts';
import { filterOptions, isDevicePath, isExtrinsic, testOption, testYesNoOption } from '../generators/fstabOptions.ts';
import { addExecDependencies, addImageDevices } from './exec.ts';
import { KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { fromFragment, isBind, isNetwork, type MountParameters, parametersOf, whereOf } from './mountParameters.ts';
import { addMountsFor, addUnitsBelow } from './mountsFor.ts';
import { addBlockDeviceDependency, addNodeDependency } from './nodes.ts';
import { readingFor, type Settled, type Step } from './settled.ts';
import { setDefaultSlice } from './slices.ts';
import type { Unit } from './unit.ts';

/** From this version on quotas are the generators' business. */
const NO_QUOTA_SINCE = 254;
/** From this version on `x-systemd.device-bound` takes a boolean. */
const BOUND_TAKES_VALUE_SINCE = 254;

/** `mount_add_extras` of core/mount.c. */
export function mountExtras(settled: Settled): Step {
  const { loading, unit, refused, outputs } = settled;
  const reading = readingFor(settled);
  const where = whereOf(loading, unit, reading);
  if (where === undefined) return false;
  if (refused === 'contexts') return 'bad';
  const isRoot = unit.names.includes('-.mount');
  const defaults = isRoot ? { output: 'null', error: outputs.error } : outputs;
  return (
    addImageDevices(loading, unit, reading) &&
    addExecDependencies(loading, unit, reading, defaults) &&
    setDefaultSlice(loading, unit) &&
    nonExecDependencies(loading, unit, where, reading)
  );
}

/** `mount_add_non_exec_dependencies`. */
function nonExecDependencies(loading: Loading, unit: Unit, where: string, reading: Reading): boolean {
  const parameters = parametersOf(loading, unit, where, reading);
  const fragment = fromFragment(unit, where, reading);
  const mask = parameters?.mounted ? MASK.MOUNTINFO : MASK.MOUNT_FILE;
  if (parameters && !deviceDependencies(loading, unit, parameters, mask)) return false;
  if (!mountDependencies(loading, unit, where, fragment)) return false;
  if (fragment && loading.version < NO_QUOTA_SINCE && !quotaDependencies(loading, unit, fragment)) return false;
  return !parameters || defaultDependencies(loading, unit, parameters, fragment, mask);
}

/** `mount_add_device_dependencies`. */
function deviceDependencies(loading: Loading, unit: Unit, parameters: MountParameters, mask: number): boolean {
  const { what, where } = parameters;
  if (what === undefined || isBind(parameters) || !isDevicePath(what)) return true;
  const simple = pathSimplify(what, loading.version);
  if (simple === '/dev/root' || simple === '/dev/nfs' || where === '/') return true;
  const bound = isBoundToDevice(parameters, loading.version);
  if (!addNodeDependency(loading, unit, what, bound === true ? KIND.BindsTo : KIND.Requires, mask)) return false;
  // What is mounted from a file is to go when its device goes, unless the options have settled that.
  const follows = bound === undefined && unit.fragmentPath !== undefined;
  if (follows && !addNodeDependency(loading, unit, what, KIND.StopPropagatedFrom, mask)) return false;
  addBlockDeviceDependency(loading, unit, what, mask);
  return true;
}

/** `mount_is_bound_to_device`; undefined when the options do not say. */
function isBoundToDevice({ options }: MountParameters, version: number): boolean | undefined {
  if (version < BOUND_TAKES_VALUE_SINCE) return testOption(options, ['x-systemd.device-bound']) || undefined;
  const { found, value } = filterOptions(options, ['x-systemd.device-bound'], version);
  if (!found) return undefined;
  return value === undefined || value === '' ? true : (parseBoolean(value) ?? false);
}

/** `mount_add_mount_dependencies`: what is mounted above it, what it is mounted from, and what needs it. */
function mountDependencies(
  loading: Loading,
  unit: Unit,
  where: string,
  fragment: MountParameters | undefined,
): boolean {
  if (where !== '/' && !addMountsFor(loading, unit, folderOf(where), MASK.IMPLICIT, 'requires')) return false;
  const what = fragment?.what;
  if (fragment && what !== undefined && pathIsAbsolute(what)) {
    const local = isBind(fragment) || testOption(fragment.options, ['loop']) || !isNetwork(fragment);
    if (local && !addMountsFor(loading, unit, what, MASK.FILE, 'requires')) return false;
  }
  addUnitsBelow(loading, unit, where);
  return true;
}

/** `mount_add_quota_dependencies`. */
function quotaDependencies(loading: Loading, unit: Unit, fragment: MountParameters): boolean {
  if (!loading.isSystem || isBind(fragment)) return true;
  if (fragment.type !== undefined && !needsQuota(fragment.type)) return true;
  if (!testOption(fragment.options, ['usrquota', 'grpquota', 'quota', 'usrjquota', 'grpjquota'])) return true;
  return ['systemd-quotacheck.service', 'quotaon.service'].every((name) =>
    loading.addTwoByName(unit, KIND.Before, KIND.Wants, name, MASK.FILE),
  );
}

/** `mount_add_default_dependencies`, outside of an initrd. */
function defaultDependencies(
  loading: Loading,
  unit: Unit,
  parameters: MountParameters,
  fragment: MountParameters | undefined,
  mask: number,
): boolean {
  if (!unit.defaultDependencies || !loading.isSystem) return true;
  if (isExtrinsic(parameters.where, parameters.options, loading.version)) return true;
  const network = isNetwork(parameters);
  const kind = network ? 'remote' : 'local';
  const nofail = fragment !== undefined && testYesNoOption(fragment.options, 'nofail', 'fail');
  if (!nofail && !loading.addByName(unit, KIND.Before, `${kind}-fs.target`, mask)) return false;
  if (!loading.addByName(unit, KIND.After, `${kind}-fs-pre.target`, mask)) return false;
  if (!loading.addTwoByName(unit, KIND.Before, KIND.Conflicts, 'umount.target', mask)) return false;
  if (parameters.type === 'tmpfs' && !loading.addByName(unit, KIND.After, 'swap.target', mask)) return false;
  if (!network) return true;
  return (
    loading.addByName(unit, KIND.After, 'network.target', mask) &&
    loading.addTwoByName(unit, KIND.Wants, KIND.After, 'network-online.target', mask)
  );
}
