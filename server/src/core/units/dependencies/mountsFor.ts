import { pathIsAbsolute, pathIsNormalized, pathSimplify } from '../../values/paths.ts';
import { unitNameFromPath } from '../../values/unitNames.ts';
import { KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import type { Unit } from './unit.ts';

/** `UnitMountDependencyType` of core/unit.h: what becomes of a unit whose mounts cannot be made. */
export type MountNeed = 'requires' | 'wants';

const NEEDS: readonly MountNeed[] = ['wants', 'requires'];
const DEPENDENCY = { requires: KIND.Requires, wants: KIND.Wants } as const;

/**
 * `unit_add_mounts_for`, in older versions `unit_require_mounts_for`: notes that the unit needs what is mounted at the
 * path and above it. False when the path is none that systemd takes.
 */
export function addMountsFor(loading: Loading, unit: Unit, path: string, mask: number, need: MountNeed): boolean {
  if (!pathIsAbsolute(path)) return false;
  const simple = pathSimplify(path, loading.version);
  if (unit.mountsFor?.[need].has(simple)) return true;
  if (!pathIsNormalized(simple)) return false;
  unit.mountsFor ??= { requires: new Map(), wants: new Map() };
  unit.mountsFor[need].set(simple, mask);
  for (const prefix of prefixesOf(simple)) {
    const units = loading.needMounts[need].get(prefix);
    if (units) units.add(unit);
    else loading.needMounts[need].set(prefix, new Set([unit]));
  }
  return true;
}

/**
 * `unit_add_mount_dependencies`: the mounts on the way to those paths that are loaded. The others are loaded now, if
 * there are any, and add themselves.
 */
export function addMountDependencies(loading: Loading, unit: Unit): boolean {
  if (!unit.mountsFor) return true;
  for (const need of NEEDS) {
    for (const [path, mask] of unit.mountsFor[need]) {
      for (const prefix of prefixesOf(path)) {
        const name = mountName(prefix, loading.version);
        if (name === undefined) continue;
        const mount = loading.unit(name);
        if (!mount) loading.prepare(name);
        else if (mount !== unit && mount.loadState === 'loaded') addMount(loading, unit, mount, mask, need);
      }
    }
  }
  return true;
}

/** The other direction, from `mount_add_mount_dependencies`: units that were loaded before the mount and need it. */
export function addUnitsBelow(loading: Loading, mount: Unit, where: string): void {
  for (const need of NEEDS) {
    for (const unit of loading.needMounts[need].get(where) ?? []) {
      if (unit !== mount && unit.loadState === 'loaded') addMount(loading, unit, mount, MASK.PATH, need);
    }
  }
}

function addMount(loading: Loading, unit: Unit, mount: Unit, mask: number, need: MountNeed): void {
  loading.add(unit, KIND.After, mount, mask);
  if (mount.fragmentPath !== undefined) loading.add(unit, DEPENDENCY[need], mount, mask);
}

const names = new Map<string, string | undefined>();
const MOST_NAMES = 20_000;

function mountName(path: string, version: number): string | undefined {
  if (names.has(path)) return names.get(path);
  if (names.size >= MOST_NAMES) names.clear();
  const name = unitNameFromPath(path, 'mount', version);
  names.set(path, name);
  return name;
}

/** The path and all folders above it, the root last: `PATH_FOREACH_PREFIX_MORE`. */
function prefixesOf(path: string): string[] {
  const prefixes: string[] = [];
  for (let end = path.length; end > 1; end = path.lastIndexOf('/', end - 1)) prefixes.push(path.slice(0, end));
  prefixes.push('/');
  return prefixes;
}
