import { hasControlCharacter, isValidUtf8 } from './utf8.ts';

/** From this version on, `string_is_safe` refuses empty texts, other bytes than UTF-8 and, unless allowed, globs. */
const STRICT = 262;

/**
 * `string_is_safe` of basic/string-util.c: no control characters, quotes or backslashes.
 *
 * @param allowGlobs `STRING_ALLOW_GLOBS`
 */
export function isSafeString(text: string, version: number, allowGlobs = false): boolean {
  if (hasControlCharacter(text) || /["'\\]/.test(text)) return false;
  if (version < STRICT) return true;
  return text !== '' && isValidUtf8(text) && (allowGlobs || isGlobFree(text));
}

/** Whether the text has none of the characters that make it a glob pattern. */
export function isGlobFree(text: string): boolean {
  return !/[*?[]/.test(text);
}
