import type { SystemTree } from '../tree/systemTree.ts';
import type { LoadedUnit } from './load.ts';
import { buildNameMap, type NameMap } from './nameMap.ts';
import type { ReadFile } from './readUnitFile.ts';
import { searchPath, type UnitScope } from './searchPath.ts';

/** A root whose units can be loaded. */
export interface UnitRoot {
  readonly tree: SystemTree;
  /** Major version of the systemd that loads them. */
  readonly version: number;
  readonly scope: UnitScope;
  /** The folders of unit files, in the order in which they win. */
  readonly paths: readonly string[];
  /** Read when it is first asked for. */
  readonly nameMap: NameMap;
  /** What has been read so far; for this folder only. */
  readonly cache: UnitCache;
}

export interface UnitCache {
  readonly units: Map<string, LoadedUnit | undefined>;
  readonly files: Map<string, ReadFile>;
}

export interface UnitRootOptions {
  readonly scope?: UnitScope;
  /** Just these folders, instead of the search path; the first one wins. */
  readonly unitPath?: readonly string[];
}

/** Opens a root; nothing is read before it is asked for. A changed tree needs a new one. */
export function openUnitRoot(tree: SystemTree, version: number, options: UnitRootOptions = {}): UnitRoot {
  const scope = options.scope ?? 'system';
  const paths = options.unitPath ?? searchPath(version, scope, tree);
  let nameMap: NameMap | undefined;
  return {
    tree,
    version,
    scope,
    paths,
    get nameMap() {
      nameMap ??= buildNameMap(tree, paths, version);
      return nameMap;
    },
    cache: { units: new Map(), files: new Map() },
  };
}

/** The names of all units that have a file or a link, templates included. */
export function unitNames(root: UnitRoot): string[] {
  return [...root.nameMap.ids.keys()];
}
