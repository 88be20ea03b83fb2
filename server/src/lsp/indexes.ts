import { type UnitIndex, unitIndex, withChangedFiles } from '../core/features/units/unitIndex.ts';
import { unitIdentity } from '../core/kinds/unit/identity.ts';
import { chase } from '../core/tree/chase.ts';
import { applyChanges, folderOf, type SystemTree, type TreeChange } from '../core/tree/systemTree.ts';
import { runGenerators } from '../core/units/generators/index.ts';
import { GENERATOR_FOLDERS, searchPath, type UnitScope } from '../core/units/searchPath.ts';
import { openUnitRoot } from '../core/units/unitRoot.ts';
import type { RootTree } from './trees.ts';

const solid = new WeakMap<SystemTree, Map<string, UnitIndex>>();
const layered = new WeakMap<RootTree, Map<UnitScope, UnitIndex>>();

/** The units of a root, indexed once; while only texts change, what depends on names and links is kept. */
export function indexOf(root: RootTree, scope: UnitScope = 'system'): UnitIndex {
  const known = layered.get(root) ?? new Map<UnitScope, UnitIndex>();
  layered.set(root, known);
  const below = solidIndex(root, scope);
  const index = known.get(scope) ?? layeredIndex(root, below, scope);
  known.set(scope, index);
  return index;
}

/** Whose unit a file of a root is: the users' managers have folders of their own. */
export function scopeOf(root: RootTree, path: string): UnitScope {
  if (!root.system) return 'system';
  const folder = chase(root.tree, folderOf(path)).path;
  const isUsers = searchPath(root.systemdVersion, 'user', root.tree).some((searched) => {
    const real = chase(root.tree, searched).path;
    return folder === real || folderOf(folder) === real;
  });
  return isUsers ? 'user' : 'system';
}

function layeredIndex(root: RootTree, below: UnitIndex, scope: UnitScope): UnitIndex {
  const { tree, layered } = root;
  // Generators read other files than units; when one of those is being changed, all is worked out anew.
  const known = [...layered.changed].every((path) => unitIdentity(path) !== undefined);
  if (!known) return openIndex(root, tree, scope);
  return withChangedFiles(below, applyChanges(tree, generatedIn(root, scope)), layered.changed, tree);
}

const generated = new WeakMap<SystemTree, Map<number, readonly TreeChange[]>>();

/** What generators add to the solid tree; nothing where their folders show what they did at the last boot. */
function generatedIn({ layered: { solid: tree }, systemdVersion, system }: RootTree, scope: UnitScope) {
  if (!system || scope !== 'system' || wasBooted(tree)) return [];
  const known = generated.get(tree) ?? new Map<number, readonly TreeChange[]>();
  generated.set(tree, known);
  const changes = known.get(systemdVersion) ?? runGenerators(tree, systemdVersion);
  known.set(systemdVersion, changes);
  return changes;
}

function wasBooted(tree: SystemTree): boolean {
  return Object.values(GENERATOR_FOLDERS).some((folder) => tree.names(folder).length > 0);
}

function openIndex({ systemdVersion, system }: RootTree, files: SystemTree, scope: UnitScope): UnitIndex {
  const runs = system && scope === 'system' && !wasBooted(files);
  const tree = runs ? applyChanges(files, runGenerators(files, systemdVersion)) : files;
  const options = system ? { scope } : { unitPath: ['/'] };
  return unitIndex(openUnitRoot(tree, systemdVersion, options), !system, files);
}

function solidIndex(root: RootTree, scope: UnitScope): UnitIndex {
  const { layered, systemdVersion } = root;
  const tree = layered.solid;
  const known = solid.get(tree) ?? new Map<string, UnitIndex>();
  solid.set(tree, known);
  const key = `${systemdVersion} ${scope}`;
  const index = known.get(key) ?? openIndex(root, tree, scope);
  known.set(key, index);
  return index;
}
