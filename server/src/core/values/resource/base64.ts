import { WHITESPACE } from '../charsets.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** `unbase64mem` of basic/hexdecoct.c: whether it can be decoded. Blanks do not count; the padding must be there. */
export function isBase64(text: string): boolean {
  const digits = withoutBlanks(text);
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return false;
  const padding = digits.length - digits.replace(/=+$/, '').length;
  if (padding === 0) return true;
  // The bits that the padding cuts off must not be set.
  const last = DIGITS.indexOf(digits[digits.length - padding - 1]!);
  return (last & (padding === 2 ? 15 : 3)) === 0;
}

/** `unhexmem`: how many bytes the hexadecimal digits stand for, blanks left out; undefined when they are none. */
export function hexLength(text: string): number | undefined {
  const digits = withoutBlanks(text);
  return digits.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(digits) ? digits.length / 2 : undefined;
}

function withoutBlanks(text: string): string {
  return [...text].filter((char) => !WHITESPACE.includes(char)).join('');
}
