/** The character classes of basic/string-util.h. */
export const WHITESPACE = ' \t\n\r';
export const NEWLINE = '\n\r';
export const DIGITS = '0123456789';
export const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const ALPHANUMERICAL = DIGITS + LETTERS;

/** `in_charset`: whether all characters are of the set; true for an empty text. */
export function inCharset(text: string, charset: string): boolean {
  for (const char of text) if (!charset.includes(char)) return false;
  return true;
}

/** The offset of the first character at or after `at` that is not in the set: `strspn` plus `at`. */
export function skip(text: string, at: number, charset: string): number {
  let end = at;
  while (end < text.length && charset.includes(text[end]!)) end++;
  return end;
}
