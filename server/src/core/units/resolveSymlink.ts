import { type ChaseOptions, chase } from '../tree/chase.ts';
import { nameOf, type SystemTree } from '../tree/systemTree.ts';
import { isUnitType } from '../values/unitNames.ts';
import { unitName, unitNameTemplate } from './names.ts';

export { unitNameTemplate } from './names.ts';

/** Why systemd passes over a link among the unit files. */
export type LinkFault =
  /** The way to the target cannot be followed: a circle, or a file where a folder should be. */
  | 'unresolvable'
  /** Units of this type can have no alias. */
  | 'type-without-alias'
  /** Units of this type can be no template. */
  | 'type-without-template'
  /** It points to a file of its own name. */
  | 'self'
  /** The target has no name that a unit can have. */
  | 'target-name'
  /** A plain name, a template and an instance do not go together; only an instance may point to a template. */
  | 'form'
  /** Two instances with different instance names. */
  | 'instance'
  /** The target is of another type. */
  | 'type';

export type ResolvedLink =
  /** Another name of a unit. `suspicious`: the target stands in a folder inside the search path, not in the path itself. */
  | { readonly kind: 'alias'; readonly target: string; readonly suspicious: boolean }
  /** A unit file that stands outside the search path. */
  | { readonly kind: 'linked'; readonly target: string }
  | { readonly kind: 'refused'; readonly fault: LinkFault; readonly target: string | undefined };

const MAY_ALIAS = ['service', 'socket', 'target', 'device', 'timer', 'path'];
const MAY_TEMPLATE = ['service', 'socket', 'target', 'timer', 'path'];

/** unit-file.c, `unit_type_may_alias`. */
export function unitTypeMayAlias(type: string): boolean {
  return MAY_ALIAS.includes(type);
}

/** unit-file.c, `unit_type_may_template`. */
export function unitTypeMayTemplate(type: string): boolean {
  return MAY_TEMPLATE.includes(type);
}

/**
 * What a link among the unit files means: unit-file.c, `unit_file_resolve_symlink`.
 *
 * @param searchPath the search path, with the folders that its own links lead to
 * @param folder the folder of the link, as the search path names it
 * @param target as the link has it
 * @param version major version of systemd
 */
export function unitFileResolveSymlink(
  tree: SystemTree,
  searchPath: readonly string[],
  folder: string,
  name: string,
  target: string,
  version: number,
): ResolvedLink {
  const simplified = chaseNonexistent(tree, target.startsWith('/') ? target : `${folder}/${target}`, {
    nofollow: true,
    version,
  });
  if (simplified === undefined) return { kind: 'refused', fault: 'unresolvable', target: undefined };
  const tail = tailInside(simplified, searchPath);
  if (tail === undefined) return { kind: 'linked', target: simplified };
  const fault = validateAliasSymlink(name, simplified);
  if (fault) return { kind: 'refused', fault, target: simplified };
  return { kind: 'alias', target: simplified, suspicious: tail.includes('/') };
}

/** Whether a link may stand for its target: unit-file.c, `unit_validate_alias_symlink_or_warn`. */
export function validateAliasSymlink(path: string, target: string): LinkFault | undefined {
  const source = unitName(nameOf(path));
  if (!source) return 'target-name';
  if (!unitTypeMayAlias(source.type)) return 'type-without-alias';
  if (source.instance !== undefined && !unitTypeMayTemplate(source.type)) return 'type-without-template';
  if (nameOf(path) === nameOf(target)) return 'self';
  const destination = unitName(nameOf(target));
  if (!destination) return 'target-name';
  const generic = source.form === 'instance' && destination.form === 'template';
  if (source.form !== destination.form && !generic) return 'form';
  if (destination.form === 'instance' && source.instance !== destination.instance) return 'instance';
  return source.type === destination.type ? undefined : 'type';
}

/**
 * Whether the names of a link in `.wants/` and of its target go together: unit-file.c, `unit_symlink_name_compatible`.
 *
 * @param instancePropagation whether the folder belongs to an instance
 */
export function unitSymlinkNameCompatible(link: string, target: string, instancePropagation: boolean): boolean {
  const form = unitName(link)?.form;
  if (link === target && form !== undefined && form !== 'template') return true;
  const template = unitNameTemplate(link);
  if (template === undefined || template !== target || unitName(target)?.form !== 'template') return false;
  return form === 'instance' || (form === 'template' && instancePropagation);
}

/** Whether a folder can hold drop-ins or links for a unit: unit-file.c, `directory_name_is_valid`. */
export function directoryNameIsValid(name: string, version: number): boolean {
  const suffix = /\.(wants|requires|upholds|d)$/.exec(name);
  if (!suffix || (suffix[1] === 'upholds' && version < UPHOLDS_SINCE)) return false;
  const unit = name.slice(0, suffix.index);
  return isUnitType(unit) || unitName(unit) !== undefined;
}

/** The first version that reads `.upholds/` folders. */
export const UPHOLDS_SINCE = 254;

/**
 * chase.c with `CHASE_NONEXISTENT`: where a path leads, or would lead when something on the way is missing. Undefined
 * when it goes in a circle, over a file, or up from a folder that is not there.
 */
export function chaseNonexistent(tree: SystemTree, path: string, options: ChaseOptions = {}): string | undefined {
  const end = chase(tree, path, options);
  return end.found ? end.path : end.whole;
}

/** The rest of the path below the first folder that it is in; undefined when it is in none. */
function tailInside(path: string, folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    if (path === folder) return '';
    // A plain folder of units is a root of its own, and the only folder that is searched.
    const prefix = folder === '/' ? '/' : `${folder}/`;
    if (path.startsWith(prefix)) return path.slice(prefix.length);
  }
  return undefined;
}
