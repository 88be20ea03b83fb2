import type { UnitType } from '../knowledge/directives.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { ALPHANUMERICAL, inCharset } from '../values/charsets.ts';
import { pathSimplify, pathStartsWith } from '../values/paths.ts';
import { unitNameForm, unitNameFromPath, unitNameIsValid } from '../values/unitNames.ts';
import { type Errno, failed } from './errno.ts';
import { type Session, say } from './session.ts';

const VALID_CHARS = `@${ALPHANUMERICAL}:-_.\\`;

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
    names.push(mangled?.name ?? (one.startsWith('/') ? one : `${workingDirectory}/${one}`));
  }
  return names;
}

/** `unit_name_mangle_with_suffix`: a unit name, with a suffix added where there is none and odd characters escaped. */
export function unitNameMangle(session: Session, given: string, suffix: UnitType): Mangled | Errno {
  if (given === '') return refuse(session, given);
  if (unitNameIsValid(given)) return { name: given };
  const isGlob = /[*?[]/.test(given) && inCharset(given, `${VALID_CHARS}[]!-*?`);
  if (isGlob) say(session, 'notice', `"${given}" is a pattern, which this verb does not take.`);
  const fromPath = given.startsWith('/') ? nameOfPath(session, given) : undefined;
  if (fromPath !== undefined) return { name: fromPath };
  const escaped = escapeMangle(given);
  if (escaped !== given) say(session, 'notice', `"${given}" is no valid unit name; it is taken as "${escaped}".`);
  const name = unitNameForm(escaped) === undefined ? `${escaped}.${suffix}` : escaped;
  return unitNameIsValid(name) ? { name } : refuse(session, given);
}

function refuse(session: Session, given: string): Errno {
  say(session, 'error', `"${given}" cannot be made a unit name.`);
  return 'EINVAL';
}

function nameOfPath({ version }: Session, path: string): string | undefined {
  const at = pathSimplify(path, version);
  const isDevice = pathStartsWith(at, '/dev') || pathStartsWith(at, '/sys');
  const device = isDevice ? unitNameFromPath(at, 'device', version) : undefined;
  return device ?? unitNameFromPath(at, 'mount', version);
}

function escapeMangle(text: string): string {
  let out = '';
  for (const char of text) {
    if (char === '/') out += '-';
    else if (VALID_CHARS.includes(char)) out += char;
    else for (const byte of encodeUtf8(char)) out += `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return out;
}
