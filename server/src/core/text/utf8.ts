/**
 * Decodes UTF-8 so that every byte can be had back: a byte that is not part of a valid sequence becomes a lone
 * surrogate U+DC80..U+DCFF. Hosts use this for files that are not clean UTF-8; see `encodeUtf8`.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) units.push(0xdc00 | bytes[i++]!);
    else {
      pushCodePoint(units, codePoint(bytes, i, length));
      i += length;
    }
    if (units.length > 8000) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  return parts.join('');
}

/** The bytes of a text that `decodeUtf8` made; other lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const out = new Uint8Array(text.length * 3);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xdc80 && unit <= 0xdcff) {
      out[n++] = unit & 0xff;
      continue;
    }
    const code = text.codePointAt(i)!;
    if (code > 0xffff) i++;
    n = pushBytes(out, n, code >= 0xd800 && code <= 0xdfff ? 0xfffd : code);
  }
  return out.slice(0, n);
}

/**
 * Whether systemd takes the text as clean UTF-8 (utf8.c, `utf8_is_valid` and `unichar_is_valid`): no undecodable byte
 * and none of the code points that Unicode reserves for no character.
 */
export function isCleanUtf8(text: string): boolean {
  // The reserved code points are matched with a pattern because nearly every line has none of them.
  return !/[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/u.test(
    text,
  );
}

/** How many bytes the text takes in UTF-8. */
export function utf8Length(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80 || (unit >= 0xdc80 && unit <= 0xdcff)) n += 1;
    else if (unit < 0x800) n += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      n += 4;
      i++;
    } else n += 3;
  }
  return n;
}

/** The length of the valid sequence that starts at i, or 0. Overlong forms and surrogates are not valid. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) === 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  for (let k = 1; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0;
  const code = codePoint(bytes, i, length);
  if (length === 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) return 0;
  if (length === 4 && (code < 0x10000 || code > 0x10ffff)) return 0;
  return length;
}

function codePoint(bytes: Uint8Array, i: number, length: number): number {
  const first = bytes[i]!;
  if (length === 1) return first;
  let code = first & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) code = (code << 6) | (bytes[i + k]! & 0x3f);
  return code;
}

function pushCodePoint(units: number[], code: number): void {
  if (code <= 0xffff) units.push(code);
  else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
}

function pushBytes(out: Uint8Array, at: number, code: number): number {
  let n = at;
  if (code < 0x80) out[n++] = code;
  else if (code < 0x800) {
    out[n++] = 0xc0 | (code >> 6);
    out[n++] = 0x80 | (code & 0x3f);
  } else if (code < 0x10000) {
    out[n++] = 0xe0 | (code >> 12);
    out[n++] = 0x80 | ((code >> 6) & 0x3f);
    out[n++] = 0x80 | (code & 0x3f);
  } else {
    out[n++] = 0xf0 | (code >> 18);
    out[n++] = 0x80 | ((code >> 12) & 0x3f);
    out[n++] = 0x80 | ((code >> 6) & 0x3f);
    out[n++] = 0x80 | (code & 0x3f);
  }
  return n;
}
