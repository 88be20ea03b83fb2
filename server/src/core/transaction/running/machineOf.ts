import type { MachineProfile } from '../../boot/machine/profile.ts';
import { devicePaths } from '../../boot/machine/profileOf.ts';
import { isContainer } from '../../boot/machine/virtualization.ts';
import { fnmatch } from '../../install/fnmatch.ts';
import type { UnitType } from '../../knowledge/directives.ts';
import { chase } from '../../tree/chase.ts';
import { presenceOf } from '../../tree/presence.ts';
import { joinPath } from '../../tree/systemTree.ts';
import type { GraphUnit } from '../../units/graph.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import { unitNameFromPath } from '../../values/unitNames.ts';
import { knowsAccount } from './accounts.ts';
import type { FileState, Happened, Machine, Verdict } from './machine.ts';

/** Decides what a unit's conditions and assertions come to. */
export type Decide = (unit: GraphUnit, happened: Happened) => { condition: Verdict; assertion: Verdict };

/** Restarts of one service that are followed when no limit ends them. */
const MOST_RESTARTS = 20;

/** The machine that a root and a profile make. */
export function machineOf(
  root: UnitRoot,
  profile: MachineProfile,
  mounted: ReadonlySet<string>,
  decide: Decide,
): Machine {
  const { tree } = root;
  const devices = deviceUnits(profile, root.version);
  const states = new Map<string, FileState>();
  const file = (path: string): FileState => {
    const state = states.get(path) ?? fileState(root, profile, path);
    states.set(path, state);
    return state;
  };
  return {
    decide,
    unsupported: unsupportedTypes(profile),
    hasDevice: (unit) => unit.names.some((name) => devices.has(name)),
    isThere: (unit) => unit.names.some((name) => mounted.has(name)),
    file,
    glob: (pattern) => matchesAny(root, file, pattern),
    isEmpty: (path) => {
      const end = chase(tree, path);
      if (!end.found) return presenceOf(tree, end) === 'unknown' ? undefined : true;
      if (end.node.type !== 'directory') return true;
      if (tree.names(end.path).length > 0) return false;
      return tree.isListed?.(end.path) === false ? undefined : true;
    },
    knowsUser: (name) => knowsAccount(tree, 'user', name),
    knowsGroup: (name) => knowsAccount(tree, 'group', name),
    mostRestarts: MOST_RESTARTS,
  };
}

function deviceUnits(profile: MachineProfile, version: number): ReadonlySet<string> {
  const names = devicePaths(profile).map((path) => unitNameFromPath(path, 'device', version));
  return new Set(names.filter((name) => name !== undefined));
}

/** `unit_type_supported`: containers have no swap, and no devices where /sys may only be read. */
function unsupportedTypes(profile: MachineProfile): ReadonlySet<UnitType> {
  const types = new Set<UnitType>();
  if (profile.virtualization !== undefined && isContainer(profile.virtualization)) {
    types.add('swap');
    if (profile.devices?.length === 0) types.add('device');
  }
  if (profile.devices !== undefined && !devicePaths(profile).includes('/dev/autofs') && types.has('device')) {
    types.add('automount');
  }
  return types;
}

function fileState(root: UnitRoot, profile: MachineProfile, path: string): FileState {
  const known = profile.paths?.[path];
  if (known === false) return 'missing';
  if (path === '/dev/console' && profile.consoles?.length === 0) return 'missing';
  const { tree } = root;
  const end = chase(tree, path);
  if (!end.found) {
    if (known) return 'special';
    return presenceOf(tree, end) === 'unknown' ? 'unknown' : 'missing';
  }
  const { node } = end;
  if (node.type === 'directory') return 'directory';
  if (node.type !== 'file') return 'special';
  return node.executable || tree.modesUnknown ? 'executable' : 'file';
}

/** glob(3), one part of the path after the other. */
function matchesAny(root: UnitRoot, file: (path: string) => FileState, pattern: string): boolean | undefined {
  let places = ['/'];
  let certain = true;
  for (const part of pattern.split('/').filter((one) => one !== '')) {
    const isPlain = !/[*?[\\]/.test(part);
    places = places.flatMap((place) => {
      if (isPlain) return [joinPath(place, part)];
      const end = chase(root.tree, place);
      if (!end.found || end.node.type !== 'directory') return [];
      if (root.tree.isListed?.(end.path) === false) certain = false;
      return root.tree
        .names(end.path)
        .filter((name) => (part.startsWith('.') || !name.startsWith('.')) && fnmatch(part, name))
        .map((name) => joinPath(end.path, name));
    });
  }
  const states = places.map(file);
  if (states.some((state) => state !== 'missing' && state !== 'unknown')) return true;
  return certain && !states.includes('unknown') ? false : undefined;
}
