import { utf8Length } from '../text/utf8.ts';

/** The first newline or NUL. */
export function endOfStatement(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  const nul = text.indexOf('\0', start);
  if (newline < 0) return nul < 0 ? text.length : nul;
  return nul >= 0 && nul < newline ? nul : newline;
}

/** The offset behind so many bytes of UTF-8, at most `end`. */
export function cutAfter(text: string, start: number, end: number, bytes: number): number {
  if (utf8Length(text.slice(start, Math.min(end, start + bytes + 1))) <= bytes) return end;
  let at = start;
  for (let left = bytes; at < end; ) {
    const next = at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
    left -= utf8Length(text.slice(at, next));
    if (left < 0) break;
    at = next;
  }
  return at;
}
