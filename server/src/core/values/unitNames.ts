import { UNIT_TYPES, type UnitType } from '../knowledge/directives.ts';
import { ALPHANUMERICAL, inCharset } from './charsets.ts';
import { pathIsNormalized, pathSimplify } from './paths.ts';
import { byteLength, joinBytes, rawByte } from './utf8.ts';

const UNIT_NAME_MAX = 256;
const VALID_CHARS = `${ALPHANUMERICAL}:-_.\\`;

/** `UnitNameFlags`: `foo.service`, `foo@bar.service` and `foo@.service`. */
export type UnitNameForm = 'plain' | 'instance' | 'template';
export const ANY_FORM: readonly UnitNameForm[] = ['plain', 'instance', 'template'];

/** The parts of a valid unit name; `instance` is undefined for a plain name and empty for a template. */
export interface UnitNameParts {
  readonly prefix: string;
  readonly instance: string | undefined;
  readonly type: UnitType;
}

/** The form of a unit name; undefined when it is none. The rules of `unit_name_is_valid` of basic/unit-name.c. */
export function unitNameForm(name: string): UnitNameForm | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || byteLength(name) >= UNIT_NAME_MAX) return undefined;
  if (!isUnitType(name.slice(dot + 1))) return undefined;
  if (!inCharset(name.slice(0, dot), `@${VALID_CHARS}`)) return undefined;
  const at = name.slice(0, dot).indexOf('@');
  if (at < 0) return 'plain';
  if (at === 0) return undefined;
  return at + 1 === dot ? 'template' : 'instance';
}

/** `unit_name_is_valid`: whether the name has one of the forms. */
export function unitNameIsValid(name: string, forms: readonly UnitNameForm[] = ANY_FORM): boolean {
  const form = unitNameForm(name);
  return form !== undefined && forms.includes(form);
}

/** Whether the word is the suffix of a unit, without the dot. */
export function isUnitType(word: string): word is UnitType {
  return (UNIT_TYPES as readonly string[]).includes(word);
}

/** Takes a unit name apart: `unit_name_to_prefix`, `unit_name_to_instance`, `unit_name_to_type`. */
export function unitNameParts(name: string): UnitNameParts | undefined {
  const form = unitNameForm(name);
  if (form === undefined) return undefined;
  const dot = name.lastIndexOf('.');
  const at = form === 'plain' ? dot : name.indexOf('@');
  const instance = form === 'plain' ? undefined : name.slice(at + 1, dot);
  return { prefix: name.slice(0, at), instance, type: name.slice(dot + 1) as UnitType };
}

/** `unit_instance_is_valid`: not empty, only characters that unit names may have, `@` included. */
export function unitInstanceIsValid(instance: string): boolean {
  return instance !== '' && inCharset(instance, `@${VALID_CHARS}`);
}

/** `unit_prefix_is_valid`: not empty, only characters that unit names may have, `@` excluded. */
export function unitPrefixIsValid(prefix: string): boolean {
  return prefix !== '' && inCharset(prefix, VALID_CHARS);
}

/** `unit_name_replace_instance`: gives a template or instance another instance; undefined when that is no name. */
export function unitNameReplaceInstance(name: string, instance: string): string | undefined {
  const parts = unitNameParts(name);
  if (parts?.instance === undefined || !unitInstanceIsValid(instance)) return undefined;
  const replaced = `${parts.prefix}@${instance}.${parts.type}`;
  return unitNameIsValid(replaced, ['instance']) ? replaced : undefined;
}

/** `unit_name_escape`: slashes become dashes, and what unit names cannot hold becomes `\xNN`. */
export function unitNameEscape(text: string): string {
  let out = '';
  for (const char of text) {
    if (char === '/') out += '-';
    else if (char === '-' || char === '\\' || !VALID_CHARS.includes(char) || (out === '' && char === '.')) {
      for (const byte of bytesOf(char)) out += `\\x${byte.toString(16).padStart(2, '0')}`;
    } else out += char;
  }
  return out;
}

function bytesOf(char: string): readonly number[] {
  const code = char.codePointAt(0)!;
  if (code < 0x80) return [code];
  if (code >= 0xdc80 && code <= 0xdcff) return [code & 0xff];
  const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), tail(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), tail(6), tail(0)];
  return [0xf0 | (code >> 18), tail(12), tail(6), tail(0)];
}

/** `unit_name_unescape`: undoes {@link unitNameEscape}; undefined for a backslash that is no `\xNN`. */
export function unitNameUnescape(text: string): string | undefined {
  if (/\\(?!x[0-9a-fA-F]{2})/.test(text)) return undefined;
  const plain = text.replaceAll('-', '/');
  return joinBytes(plain.replace(/\\x(..)/g, (_, hex: string) => rawByte(Number.parseInt(hex, 16))));
}

/** `unit_name_path_escape`: the name, without suffix, of the unit for a path; undefined for a path with `..`. */
export function unitNamePathEscape(path: string, version: number): string | undefined {
  const simple = pathSimplify(path, version);
  if (simple === '' || simple === '/') return '-';
  return pathIsNormalized(simple) ? unitNameEscape(simple.replace(/^\/+/, '')) : undefined;
}

/** `unit_name_path_unescape`: the absolute path that a name without suffix stands for; undefined when it is none. */
export function unitNamePathUnescape(name: string): string | undefined {
  if (name === '') return undefined;
  if (name === '-') return '/';
  const path = unitNameUnescape(name);
  if (path === undefined || path.startsWith('/') || path.endsWith('/')) return undefined;
  return pathIsNormalized(`/${path}`) ? `/${path}` : undefined;
}

/** `unit_name_from_path`: the unit for a path, such as `home-lennart.mount`; undefined when there is none. */
export function unitNameFromPath(path: string, type: UnitType, version: number): string | undefined {
  const escaped = unitNamePathEscape(path, version);
  if (escaped === undefined) return undefined;
  const name = `${escaped}.${type}`;
  return unitNameIsValid(name, ['plain']) ? name : undefined;
}

/** `unit_name_to_path`: the path of a mount or device unit; undefined when its name is no escaped path. */
export function unitNameToPath(name: string): string | undefined {
  const parts = unitNameParts(name);
  return parts && unitNamePathUnescape(parts.prefix);
}
