import { isValidCharacter, joinBytes, rawByte } from './utf8.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  s: ' ',
};

/** An escape sequence that was understood: what it stands for, and how many characters follow the backslash. */
export interface Unescaped {
  readonly text: string;
  readonly length: number;
}

/**
 * Reads the escape sequence whose first character after the backslash is at `at`; `cunescape_one` of basic/escape.c.
 * Undefined when it is none. A byte above 127 comes as a raw byte, see `utf8.ts`; NUL only with `acceptNul`.
 */
export function cunescapeOne(text: string, at: number, acceptNul = false): Unescaped | undefined {
  const char = text[at];
  if (char === undefined) return undefined;
  if (Object.hasOwn(SIMPLE, char)) return { text: SIMPLE[char]!, length: 1 };
  if (char === 'x') return byteEscape(text, at + 1, 2, 16, 3, acceptNul);
  if (char >= '0' && char <= '7') return byteEscape(text, at, 3, 8, 3, acceptNul);
  if (char === 'u') return unicodeEscape(text, at + 1, 4, acceptNul);
  return char === 'U' ? unicodeEscape(text, at + 1, 8, acceptNul) : undefined;
}

function byteEscape(text: string, at: number, digits: number, base: number, length: number, acceptNul: boolean) {
  const value = number(text, at, digits, base);
  if (value === undefined || value > 255 || (value === 0 && !acceptNul)) return undefined;
  return { text: rawByte(value), length };
}

function unicodeEscape(text: string, at: number, digits: number, acceptNul: boolean): Unescaped | undefined {
  const value = number(text, at, digits, 16);
  if (value === undefined || (value === 0 && !acceptNul)) return undefined;
  if (digits === 8 ? !isValidCharacter(value) : value >> 11 === 0x1b) return undefined;
  return { text: String.fromCodePoint(value), length: digits + 1 };
}

function number(text: string, at: number, digits: number, base: number): number | undefined {
  const part = text.slice(at, at + digits);
  const wanted = base === 16 ? /^[0-9a-fA-F]+$/ : /^[0-7]+$/;
  return part.length === digits && wanted.test(part) ? Number.parseInt(part, base) : undefined;
}

/**
 * Undoes C escapes in a whole text; `cunescape` of basic/escape.c. With `relax`, what is no escape sequence stays as it
 * is. Undefined for a wrong escape sequence.
 */
export function cunescape(text: string, options: { relax?: boolean; acceptNul?: boolean } = {}): string | undefined {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') {
      out += text[at];
      continue;
    }
    const one = cunescapeOne(text, at + 1, options.acceptNul);
    if (one === undefined && !options.relax) return undefined;
    out += one?.text ?? '\\';
    at += one?.length ?? 0;
  }
  return joinBytes(out);
}
