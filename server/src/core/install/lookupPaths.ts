import { folderOf, type SystemTree } from '../tree/systemTree.ts';
import { searchPath } from '../units/searchPath.ts';
import { pathSimplify, pathStartsWith } from '../values/paths.ts';
import { generatedIsVendor } from './differences.ts';

/** `--system` (the default) or `--global`: with a root, systemctl takes no other. */
export type InstallScope = 'system' | 'global';

/** `LookupPaths` of path-lookup.h, inside the root. */
export interface LookupPaths {
  /** Where unit files are looked for, the first that has one wins. */
  readonly searchPath: readonly string[];
  readonly persistentConfig: string;
  readonly runtimeConfig: string;
  readonly persistentControl: string | undefined;
  readonly runtimeControl: string | undefined;
  readonly transient: string | undefined;
  readonly generators: readonly string[];
}

const SYSTEM: LookupPaths = {
  searchPath: [],
  persistentConfig: '/etc/systemd/system',
  runtimeConfig: '/run/systemd/system',
  persistentControl: '/etc/systemd/system.control',
  runtimeControl: '/run/systemd/system.control',
  transient: '/run/systemd/transient',
  generators: ['/run/systemd/generator', '/run/systemd/generator.early', '/run/systemd/generator.late'],
};

const GLOBAL: LookupPaths = {
  searchPath: [],
  persistentConfig: '/etc/systemd/user',
  runtimeConfig: '/run/systemd/user',
  persistentControl: undefined,
  runtimeControl: undefined,
  transient: undefined,
  generators: [],
};

/** `lookup_paths_init`: the folders of unit files. The tree tells whether they are those of Debian with a split /usr. */
export function lookupPaths(scope: InstallScope, version: number, tree: SystemTree): LookupPaths {
  const searched = searchPath(version, scope === 'global' ? 'user' : 'system', tree);
  return { ...(scope === 'global' ? GLOBAL : SYSTEM), searchPath: searched };
}

/** Whether /lib comes before /usr/lib, for units and presets. */
export function splitUsr(lookup: LookupPaths): boolean {
  return lookup.searchPath.includes('/lib/systemd/system');
}

/** Without double slashes and `.` parts, as paths are compared. */
export function simple(path: string): string {
  return /\/\.?(?:\/|$)|^\.?$|^\.\//.test(path) ? pathSimplify(path, 0) : path;
}

/** `in_search_path`: whether the path is right in one of the folders. */
export function inSearchPath(lookup: LookupPaths, path: string): boolean {
  return lookup.searchPath.includes(folderOf(simple(path)));
}

/** `path_startswith_strv` over the search path: what is left of the path below one of the folders. */
export function belowSearchPath(lookup: LookupPaths, path: string): string | undefined {
  const at = simple(path);
  const folder = lookup.searchPath.find((one) => pathStartsWith(at, one));
  return folder === undefined ? undefined : at.slice(folder.length + 1);
}

/** `path_is_generator`: right in a folder of generated units. */
export function pathIsGenerator(lookup: LookupPaths, path: string): boolean {
  return lookup.generators.includes(folderOf(simple(path)));
}

/** `path_is_transient`: right in the folder of transient units. */
export function pathIsTransient(lookup: LookupPaths, path: string): boolean {
  return folderOf(simple(path)) === lookup.transient;
}

/** `path_is_control`: right in a folder of `systemctl set-property`. */
export function pathIsControl(lookup: LookupPaths, path: string): boolean {
  const folder = folderOf(simple(path));
  return folder === lookup.persistentControl || folder === lookup.runtimeControl;
}

/** `path_is_config` with `check_parent`: right in a folder of the administrator. */
export function pathIsConfig(lookup: LookupPaths, path: string): boolean {
  const folder = folderOf(simple(path));
  return folder === lookup.persistentConfig || folder === lookup.runtimeConfig;
}

/** `path_is_runtime`: below /run, that is, gone at the next boot. */
export function pathIsRuntime(path: string): boolean {
  return pathStartsWith(simple(path), '/run');
}

/** `path_is_vendor_or_generator`. */
export function pathIsVendorOrGenerator(
  lookup: LookupPaths,
  path: string,
  version: number,
  rootIsMachine: boolean,
): boolean {
  const at = simple(path);
  if (pathStartsWith(at, '/usr')) return true;
  if (splitUsr(lookup) && pathStartsWith(at, '/lib')) return true;
  return (rootIsMachine || generatedIsVendor(version)) && pathIsGenerator(lookup, at);
}
