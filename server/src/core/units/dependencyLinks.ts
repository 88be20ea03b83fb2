import { chase } from '../tree/chase.ts';
import { nameOf } from '../tree/systemTree.ts';
import { unitNameReplaceInstance } from '../values/unitNames.ts';
import { type DropInPlaces, findDropInPaths } from './dropIns.ts';
import type { LoadedUnit } from './load.ts';
import { unitName } from './names.ts';
import { nullOrEmptyPath } from './nullOrEmpty.ts';
import { UPHOLDS_SINCE, unitSymlinkNameCompatible } from './resolveSymlink.ts';
import type { UnitRoot } from './unitRoot.ts';

/** The dependencies that links can make. */
export type LinkedDependency = 'Wants' | 'Requires' | 'Upholds';

/** A file in a folder such as `multi-user.target.wants`. */
export interface DependencyLink {
  readonly dependency: LinkedDependency;
  readonly path: string;
  /** The target as the link has it; undefined when it is no link, or the host cannot tell. */
  readonly target: string | undefined;
  /** The unit that is wanted; undefined when systemd passes over the file. */
  readonly unit: string | undefined;
  /**
   * - `masked`: a link to the null device or an empty file, silently passed over
   * - `not-a-link`, `name`: a file that is no link, a name that is no unit's; passed over
   * - `other-name`: it counts, but systemd warns that it leads to a file of another name
   */
  readonly problem: 'masked' | 'not-a-link' | 'name' | 'other-name' | undefined;
}

const FOLDERS = [
  ['Wants', '.wants'],
  ['Requires', '.requires'],
  ['Upholds', '.upholds'],
] as const;

/** The dependencies of a unit that links make: load-dropin.c, `process_deps`. None when it does not get that far. */
export function dependencyLinks(root: UnitRoot, unit: LoadedUnit): DependencyLink[] {
  if (!unit.dropInsRead) return [];
  const { tree, version, paths } = root;
  const folders = unit.form === 'template' ? undefined : root.nameMap.folders;
  return findDependencyLinks({ tree, version, paths, folders }, unit.names);
}

/** The same for names that are given, the one that the unit goes by first. */
export function findDependencyLinks(places: DropInPlaces, names: readonly string[]): DependencyLink[] {
  const links: DependencyLink[] = [];
  for (const [dependency, suffix] of FOLDERS) {
    if (dependency === 'Upholds' && places.version < UPHOLDS_SINCE) continue;
    for (const path of findDropInPaths(places, names, suffix, undefined)) {
      links.push(dependencyLink(places, names[0]!, dependency, path));
    }
  }
  return links;
}

function dependencyLink(
  { tree }: DropInPlaces,
  id: string,
  dependency: LinkedDependency,
  path: string,
): DependencyLink {
  const end = chase(tree, path, { nofollow: true });
  const node = end.found ? end.node : undefined;
  const target = node?.type === 'symlink' ? node.target : undefined;
  const passedOver = (problem: DependencyLink['problem']) => ({ dependency, path, target, unit: undefined, problem });
  if (nullOrEmptyPath(tree, path).kind === 'mask') return passedOver('masked');
  if (node?.type !== 'symlink') return passedOver('not-a-link');
  const entry = nameOf(path);
  if (!unitName(entry)) return passedOver('name');
  const unit = resolveTemplate(id, entry);
  if (unit === undefined) return passedOver('name');
  const instance = unitName(id)?.instance;
  const fits = target === undefined || unitSymlinkNameCompatible(entry, lastPart(target), Boolean(instance));
  return { dependency, path, target, unit, problem: fits ? undefined : 'other-name' };
}

/** unit.c, `resolve_template`: a template takes the instance of the unit that names it, else that unit's prefix. */
export function resolveTemplate(id: string, name: string): string | undefined {
  if (unitName(name)?.form !== 'template') return name;
  const parts = unitName(id);
  return parts && unitNameReplaceInstance(name, parts.instance || parts.prefix);
}

function lastPart(path: string): string {
  return nameOf(path.replace(/\/+$/, ''));
}
