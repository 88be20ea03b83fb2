import { folderOf, nameOf } from '../tree/systemTree.ts';
import { type LinkFault, validateAliasSymlink } from '../units/resolveSymlink.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import { type Errno, failed } from './errno.ts';
import { belowSearchPath } from './lookupPaths.ts';
import { type Session, say } from './session.ts';

const FAULT_ERRORS: Readonly<Record<LinkFault, Errno>> = {
  unresolvable: 'ELOOP',
  'type-without-alias': 'EINVAL',
  'type-without-template': 'EINVAL',
  self: 'ELOOP',
  'target-name': 'EXDEV',
  form: 'EXDEV',
  instance: 'EXDEV',
  type: 'EXDEV',
};

/** `unit_validate_alias_symlink_or_warn`: whether one unit may be an alias of the other, judged by their names. */
export function validateAlias(alias: string, target: string): Errno | undefined {
  if (!unitNameIsValid(nameOf(alias))) return 'EINVAL';
  const fault = validateAliasSymlink(alias, target);
  return fault && FAULT_ERRORS[fault];
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
  const fault = validateAlias(path, end.path);
  if (fault) {
    say(session, 'notice', `The link ${path} -> ${text} is no valid alias.`);
    return fault;
  }
  if (tail.includes('/')) say(session, 'warning', `The link ${path} -> ${text} is odd; it is taken as an alias.`);
  return { target: end.path, linked: false };
}
