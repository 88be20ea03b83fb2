import { fstabNodeToUdevNode } from '../../checks/verify/fstabNode.ts';
import type { Reading } from '../../checks/verify/reading.ts';
import { expand, last, path, text } from '../../checks/verify/settings.ts';
import { pathSimplify } from '../../values/paths.ts';
import { unitNameToPath } from '../../values/unitNames.ts';
import { isNetworkFileSystem } from '../generators/fileSystems.ts';
import { testOption } from '../generators/fstabOptions.ts';
import type { Loading } from './loading.ts';
import { lazyReading } from './reading.ts';
import type { Unit } from './unit.ts';

/** From this version on `What=` may be `UUID=...`. */
const TAGS_SINCE = 257;

/** What is mounted where; `MountParameters`. */
export interface MountParameters {
  readonly where: string;
  readonly what: string | undefined;
  readonly options: string | undefined;
  readonly type: string | undefined;
  /** From the kernel, not from a unit file. */
  readonly mounted: boolean;
}

/** What a unit mounts, or has the kernel mounted: `get_mount_parameters`. Undefined without file and kernel. */
export function mountParameters(loading: Loading, unit: Unit): MountParameters | undefined {
  const reading = lazyReading(unit.id, unit.type, unit.lines, loading.version);
  const where = whereOf(loading, unit, reading);
  return where === undefined ? undefined : parametersOf(loading, unit, where, reading);
}

/** The mount point; undefined when neither a line nor the name gives one. */
export function whereOf(loading: Loading, unit: Unit, reading: Reading): string | undefined {
  const mounted = loading.kernelMounts.get(unit.id)?.where;
  return mounted ?? path(reading, 'Mount', 'Where')?.value.text ?? unitNameToPath(unit.id);
}

/** The same for a unit whose mount point is known. */
export function parametersOf(
  loading: Loading,
  unit: Unit,
  where: string,
  reading: Reading,
): MountParameters | undefined {
  const mounted = loading.kernelMounts.get(unit.id);
  return mounted ? { ...mounted, where, mounted: true } : fromFragment(unit, where, reading);
}

/** What the unit's file says: `get_mount_parameters_fragment`. */
export function fromFragment(unit: Unit, where: string, reading: Reading): MountParameters | undefined {
  if (unit.fragmentPath === undefined) return undefined;
  const given = (key: string) => text(reading, 'Mount', key)?.value.text;
  return { where, what: whatOf(reading), options: given('Options'), type: given('Type'), mounted: false };
}

function whatOf(reading: Reading): string | undefined {
  return last(reading, 'Mount', 'What', (value) => {
    const expanded = expand(reading, value);
    if (!expanded || reading.version < TAGS_SINCE) return expanded?.text;
    return pathSimplify(fstabNodeToUdevNode(expanded.text), reading.version);
  })?.value;
}

/** `mount_is_bind`. */
export function isBind({ options, type }: MountParameters): boolean {
  return testOption(options, ['bind', 'rbind']) || type === 'bind' || type === 'rbind';
}

/** `mount_is_network`. */
export function isNetwork({ options, type }: MountParameters): boolean {
  return testOption(options, ['_netdev']) || (type !== undefined && isNetworkFileSystem(type));
}
