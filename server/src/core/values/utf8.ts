/**
 * Texts as systemd sees them: bytes. A JavaScript string holds characters; a byte that is no part of a valid UTF-8
 * sequence (it can come out of an escape such as `\xff`) is kept as the lone surrogate U+DC00 + byte.
 */

const RAW = 0xdc00;

/** The text of one byte, 0 to 255: a character below 128, else a marker that {@link joinBytes} may complete. */
export function rawByte(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : RAW + byte);
}

/** Puts neighbouring raw bytes together where they form a valid UTF-8 sequence. */
export function joinBytes(text: string): string {
  if (!/[\udc80-\udcff]/.test(text)) return text;
  return text.replace(/(?<![\ud800-\udbff])[\udc80-\udcff]+/g, (run) =>
    decode(Array.from(run, (mark) => mark.charCodeAt(0) - RAW)),
  );
}

function decode(bytes: readonly number[]): string {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceSize(bytes[at]!);
    const char = size > 1 ? decodeOne(bytes.slice(at, at + size), size) : undefined;
    out += char ?? rawByte(bytes[at]!);
    at += char === undefined ? 1 : size;
  }
  return out;
}

function sequenceSize(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 1;
}

function decodeOne(bytes: readonly number[], size: number): string | undefined {
  if (bytes.length < size || bytes.slice(1).some((byte) => byte >> 6 !== 2)) return undefined;
  let code = bytes[0]! & (0xff >> (size + 1));
  for (const byte of bytes.slice(1)) code = (code << 6) | (byte & 0x3f);
  if (code < [0, 0, 0x80, 0x800, 0x10000][size]! || code > 0x10ffff || code >> 11 === 0x1b) return undefined;
  return String.fromCodePoint(code);
}

const ASCII = /^[\0-\x7f]*$/;

/** The length in bytes, as `strlen` counts it. */
export function byteLength(text: string): number {
  if (ASCII.test(text)) return text.length;
  let length = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80 || (code >= 0xdc80 && code <= 0xdcff)) length += 1;
    else if (code < 0x800) length += 2;
    else length += code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** `unichar_is_valid` of basic/utf8.c: no surrogates and no noncharacters. */
export function isValidCharacter(code: number): boolean {
  if (code < 0 || code > 0x10ffff || code >> 11 === 0x1b) return false;
  if (code >= 0xfdd0 && code <= 0xfdef) return false;
  return (code & 0xfffe) !== 0xfffe;
}

/** `utf8_is_valid`: every character is a valid one and no raw byte is left. */
export function isValidUtf8(text: string): boolean {
  for (const char of text) if (!isValidCharacter(char.codePointAt(0)!)) return false;
  return true;
}

/** `string_has_cc`: whether there is an ASCII control character that is not in `allowed`. */
export function hasControlCharacter(text: string, allowed = ''): boolean {
  for (const char of text) {
    const code = char.charCodeAt(0);
    if ((code < 0x20 || code === 0x7f) && !allowed.includes(char)) return true;
  }
  return false;
}

/** `ascii_is_valid`: every character is below 128. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}
