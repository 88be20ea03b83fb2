import type { UnitType } from '../knowledge/directives.ts';
import { folderOf, nameOf } from '../tree/systemTree.ts';
import { unitNameForm, unitNameParts } from '../values/unitNames.ts';
import { type Errno, failed } from './errno.ts';
import { belowSearchPath } from './lookupPaths.ts';
import { type Session, say } from './session.ts';

const MAY_ALIAS: readonly UnitType[] = ['service', 'socket', 'target', 'device', 'timer', 'path'];
const MAY_TEMPLATE: readonly UnitType[] = ['service', 'socket', 'target', 'timer', 'path'];

/** `unit_type_may_alias`. */
export function unitTypeMayAlias(type: UnitType): boolean {
  return MAY_ALIAS.includes(type);
}

/** `unit_type_may_template`. */
export function unitTypeMayTemplate(type: UnitType): boolean {
  return MAY_TEMPLATE.includes(type);
}

/** `unit_name_template`: `foo@.service` for a template or instance of it; undefined for other names. */
export function unitNameTemplate(name: string): string | undefined {
  const parts = unitNameParts(name);
  return parts?.instance === undefined ? undefined : `${parts.prefix}@.${parts.type}`;
}

/** `unit_symlink_name_compatible`: whether a link of that name in a `.wants/` folder may stand for the unit. */
export function unitSymlinkNameCompatible(link: string, target: string, instancePropagation: boolean): boolean {
  const form = unitNameForm(link);
  if (link === target && (form === 'plain' || form === 'instance')) return true;
  if (unitNameTemplate(link) !== target || unitNameForm(target) !== 'template') return false;
  return form === 'instance' || (instancePropagation && form === 'template');
}

/** `unit_validate_alias_symlink_or_warn`: whether one unit may be an alias of the other, judged by their names. */
export function validateAliasSymlink(alias: string, target: string): Errno | undefined {
  const source = unitNameParts(nameOf(alias));
  const form = unitNameForm(nameOf(alias));
  if (!source || !unitTypeMayAlias(source.type)) return 'EINVAL';
  if (form !== 'plain' && !unitTypeMayTemplate(source.type)) return 'EINVAL';
  if (nameOf(alias) === nameOf(target)) return 'ELOOP';
  const other = unitNameParts(nameOf(target));
  if (!other) return 'EXDEV';
  const otherForm = unitNameForm(nameOf(target));
  if (otherForm !== form && !(form === 'instance' && otherForm === 'template')) return 'EXDEV';
  if (otherForm === 'instance' && source.instance !== other.instance) return 'EXDEV';
  return source.type === other.type ? undefined : 'EXDEV';
}

/** Where a link among the unit files leads: `target` is absolute; `linked` when that is outside the search path. */
export interface ResolvedLink {
  readonly target: string;
  readonly linked: boolean;
}

/** `unit_file_resolve_symlink` with `resolve_destination_target`: one step of the link, and whether it is allowed. */
export function unitFileResolveSymlink(session: Session, path: string): ResolvedLink | Errno {
  const found = session.view.resolve(path, false);
  if (failed(found)) return found;
  if (found.node.type !== 'symlink') return 'EINVAL';
  const text = found.node.target;
  if (text === undefined) return 'EUNKNOWN';
  const absolute = text.startsWith('/') ? text : `${folderOf(path)}/${text}`;
  const end = session.view.chase(absolute, { nofollow: true, nonexistent: true });
  if (failed(end)) {
    say(session, 'warning', `Where the link ${path} -> ${text} leads cannot be found out.`);
    return end;
  }
  const tail = belowSearchPath(session.lookup, end.path);
  if (tail === undefined) return { target: end.path, linked: true };
  const fault = validateAliasSymlink(path, end.path);
  if (fault) {
    say(session, 'notice', `The link ${path} -> ${text} is no valid alias.`);
    return fault;
  }
  if (tail.includes('/')) say(session, 'warning', `The link ${path} -> ${text} is odd; it is taken as an alias.`);
  return { target: end.path, linked: false };
}
