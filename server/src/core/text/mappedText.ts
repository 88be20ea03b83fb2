import type { Span } from './span.ts';

/** A stretch of the mapped text that stands unbroken in the source. */
interface Piece {
  /** Where it starts in the mapped text. */
  readonly at: number;
  /** Where it starts in the source. */
  readonly source: number;
}

/**
 * A text put together from pieces of a source, such as a value whose continuation lines have been joined.
 * Every character of it stands somewhere in the source (a backslash that joins two lines became one blank).
 */
export interface MappedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A mapped text that is one stretch of the source. */
export function mappedFrom(source: string, span: Span): MappedText {
  return { text: source.slice(span.start, span.end), pieces: [{ at: 0, source: span.start }] };
}

/** The source offset of a character of the mapped text; past its end, the offset after its last character. */
export function sourceOffset(mapped: MappedText, at: number): number {
  const inside = Math.min(Math.max(at, 0), mapped.text.length);
  const piece = pieceAt(mapped, inside === mapped.text.length ? inside - 1 : inside);
  return piece.source + (inside - piece.at);
}

/** The source span of a stretch of the mapped text. */
export function sourceSpan(mapped: MappedText, start: number, end: number): Span {
  const from = sourceOffset(mapped, start);
  return { start: from, end: end > start ? Math.max(from, sourceOffset(mapped, end - 1) + 1) : from };
}

/** The offset in the mapped text of a source offset; nearest one when the source offset was left out. */
export function mappedOffset(mapped: MappedText, source: number): number {
  let best = 0;
  for (let i = 0; i < mapped.pieces.length; i++) {
    const piece = mapped.pieces[i]!;
    if (piece.source > source) break;
    const next = mapped.pieces[i + 1]?.at ?? mapped.text.length;
    best = Math.min(piece.at + (source - piece.source), next);
  }
  return best;
}

/** A stretch of a mapped text, still mapped. */
export function sliceMapped(mapped: MappedText, start: number, end: number): MappedText {
  const text = mapped.text.slice(start, end);
  if (mapped.pieces.length === 1) return { text, pieces: [{ at: 0, source: mapped.pieces[0]!.source + start }] };
  const pieces: Piece[] = [];
  for (const piece of mapped.pieces) {
    if (piece.at >= end && pieces.length > 0) break;
    if (piece.at <= start) pieces.splice(0, 1, { at: 0, source: piece.source + (start - piece.at) });
    else pieces.push({ at: piece.at - start, source: piece.source });
  }
  return { text, pieces };
}

function pieceAt(mapped: MappedText, at: number): Piece {
  let low = 0;
  let high = mapped.pieces.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (mapped.pieces[middle]!.at <= at) low = middle;
    else high = middle;
  }
  return mapped.pieces[low]!;
}
