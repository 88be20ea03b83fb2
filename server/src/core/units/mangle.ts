import type { UnitType } from '../knowledge/directives.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { ALPHANUMERICAL } from '../values/charsets.ts';
import { pathSimplify, pathStartsWith } from '../values/paths.ts';
import { unitNameForm, unitNameFromPath } from '../values/unitNames.ts';

const VALID = `@${ALPHANUMERICAL}:-_.\\`;

/**
 * The unit that a word on a command line stands for: unit-name.c, `unit_name_mangle_with_suffix`. A path is its mount or
 * device, odd characters are escaped, and a suffix is added where there is none. Undefined when no name comes of it.
 *
 * @param version major version of systemd
 */
export function unitNameMangle(word: string, version: number, suffix: UnitType = 'service'): string | undefined {
  if (word === '') return undefined;
  if (unitNameForm(word) !== undefined) return word;
  const fromPath = word.startsWith('/') ? unitOfPath(pathSimplify(word, version), version) : undefined;
  if (fromPath !== undefined) return fromPath;
  const escaped = Array.from(word, escapeCharacter).join('');
  const name = unitNameForm(escaped) === undefined ? `${escaped}.${suffix}` : escaped;
  return unitNameForm(name) === undefined ? undefined : name;
}

function unitOfPath(path: string, version: number): string | undefined {
  const isDevice = pathStartsWith(path, '/dev') || pathStartsWith(path, '/sys');
  const device = isDevice ? unitNameFromPath(path, 'device', version) : undefined;
  return device ?? unitNameFromPath(path, 'mount', version);
}

function escapeCharacter(char: string): string {
  if (char === '/') return '-';
  if (VALID.includes(char)) return char;
  return Array.from(encodeUtf8(char), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
