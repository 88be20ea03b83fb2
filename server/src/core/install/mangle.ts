import type { UnitType } from '../knowledge/directives.ts';
import { joinPath } from '../tree/systemTree.ts';
import { unitNameMangle as mangle } from '../units/mangle.ts';
import { ALPHANUMERICAL, inCharset } from '../values/charsets.ts';
import { type Errno, failed } from './errno.ts';
import { type Session, say } from './session.ts';

/** A unit name made of what the user wrote; wrapped, as it is text. */
export interface Mangled {
  readonly name: string;
}

/** `mangle_names`: unit names of what the user wrote; paths are left as they are, made absolute. */
export function mangleNames(
  session: Session,
  given: readonly string[],
  workingDirectory: string,
): readonly string[] | Errno {
  const names: string[] = [];
  for (const one of given) {
    const isPath = one.includes('/');
    const mangled = isPath ? undefined : unitNameMangle(session, one, 'service');
    if (mangled !== undefined && failed(mangled)) return mangled;
    names.push(mangled?.name ?? (one.startsWith('/') ? one : joinPath(workingDirectory, one)));
  }
  return names;
}

/** `unit_name_mangle_with_suffix`: a unit name, with a suffix added where there is none and odd characters escaped. */
export function unitNameMangle(session: Session, given: string, suffix: UnitType): Mangled | Errno {
  const name = mangle(given, session.version, suffix);
  if (name === undefined) {
    say(session, 'error', `"${given}" cannot be made a unit name.`);
    return 'EINVAL';
  }
  if (isGlob(given)) say(session, 'notice', `"${given}" is a pattern, which this verb does not take.`);
  if (name !== given && name !== `${given}.${suffix}`) {
    say(session, 'notice', `"${given}" is no valid unit name; it is taken as "${name}".`);
  }
  return { name };
}

function isGlob(text: string): boolean {
  return /[*?[]/.test(text) && inCharset(text, `@${ALPHANUMERICAL}:-_.\\[]!*?`);
}
