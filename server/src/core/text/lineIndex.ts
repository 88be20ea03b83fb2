import type { Span } from './span.ts';

/** Line and character, both from 0; characters are UTF-16 code units, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets into positions and back. Lines end at `\n`, `\r\n` or `\r`, as in LSP. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly length: number;
  readonly text: string;
}

/** The offsets at which the lines of the text start; never empty. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return { starts, length: text.length, text };
  }
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return { starts, length: text.length, text };
}

/** The position of an offset; offsets outside the text are moved to its nearest end. */
export function positionAt(index: LineIndex, offset: number): Position {
  const wanted = Math.min(Math.max(offset, 0), index.length);
  let low = 0;
  let high = index.starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (index.starts[middle]! <= wanted) low = middle;
    else high = middle;
  }
  return { line: low, character: wanted - index.starts[low]! };
}

/** The offset of a position; lines and characters past the end are moved to the end of the text or line. */
export function offsetAt(index: LineIndex, position: Position): number {
  const start = index.starts[position.line];
  if (start === undefined) return position.line < 0 ? 0 : index.length;
  return Math.min(start + Math.max(position.character, 0), lineSpan(index, index.text, position.line).end);
}

/** The span of a line without its line ending. Lines past the end are empty, at the end of the text. */
export function lineSpan(index: LineIndex, text: string, line: number): Span {
  const start = index.starts[line] ?? index.length;
  let end = index.starts[line + 1] ?? index.length;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return { start, end };
}
