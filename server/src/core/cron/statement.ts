import { utf8Length } from '../text/utf8.ts';

/** The first newline or NUL. Looks no further, so that a file full of NUL characters is read in one go. */
export function endOfStatement(text: string, start: number): number {
  const end = /[\n\0]/g;
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
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
