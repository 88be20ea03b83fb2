import { type UnitIndex, unitIndex, withChangedFiles } from '../core/features/units/unitIndex.ts';
import { chase } from '../core/tree/chase.ts';
import { folderOf, type SystemTree } from '../core/tree/systemTree.ts';
import { searchPath, type UnitScope } from '../core/units/searchPath.ts';
import { openUnitRoot } from '../core/units/unitRoot.ts';
import type { RootTree } from './trees.ts';

const solid = new WeakMap<SystemTree, Map<string, UnitIndex>>();
const layered = new WeakMap<RootTree, Map<UnitScope, UnitIndex>>();

/** The units of a root, indexed once; while only texts change, what depends on names and links is kept. */
export function indexOf(root: RootTree, scope: UnitScope = 'system'): UnitIndex {
  const known = layered.get(root) ?? new Map<UnitScope, UnitIndex>();
  layered.set(root, known);
  const below = solidIndex(root, scope);
  const index = known.get(scope) ?? withChangedFiles(below, root.tree, root.layered.changed);
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

function solidIndex({ layered: { solid: tree }, systemdVersion, system }: RootTree, scope: UnitScope): UnitIndex {
  const known = solid.get(tree) ?? new Map<string, UnitIndex>();
  solid.set(tree, known);
  const key = `${systemdVersion} ${scope}`;
  const options = system ? { scope } : { unitPath: ['/'] };
  const index = known.get(key) ?? unitIndex(openUnitRoot(tree, systemdVersion, options), !system);
  known.set(key, index);
  return index;
}
