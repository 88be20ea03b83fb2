import type { Part } from '../resolve.ts';
import { EXTRACT, extractFirstWord, type Word } from '../words.ts';

/** A part of a value: its text without quotes and escapes, and the span of the value that it came from. */
export interface Piece extends Part {
  /** The whole value. */
  readonly value: string;
  /** Whether the span holds just that text, so that an offset in the one is an offset in the other. */
  readonly literal: boolean;
}

/** What {@link takePieces} found: the pieces, where the rest begins (undefined: nothing is left), and what is wrong. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly next: number | undefined;
  readonly invalid: Piece | undefined;
}

/** The whole value as a piece of itself. */
export function wholePiece(value: string): Piece {
  return { value, text: value, start: 0, end: value.length, literal: true };
}

/** A part of a piece's text; the span of the whole piece where offsets do not carry over. */
export function slicePiece(piece: Piece, from: number, to: number = piece.text.length): Piece {
  const text = piece.text.slice(from, to);
  if (!piece.literal) return { ...piece, text };
  return { ...piece, text, start: piece.start + from, end: piece.start + from + text.length };
}

/**
 * Takes up to `count` words off a piece, from `at` on; `extract_many_words` of basic/extract-word.c. Ends early at the
 * end of the text, or at a quote that does not end or an escape sequence that is none (`invalid`: what is left there).
 */
export function takePieces(
  source: Piece,
  at: number | undefined,
  separators?: string,
  flags = 0,
  count = Number.POSITIVE_INFINITY,
): Pieces {
  const pieces: Piece[] = [];
  let next = at;
  while (pieces.length < count) {
    const found = extractFirstWord(source.text, next, separators, flags);
    if (found.kind === 'end') return { pieces, next: undefined, invalid: undefined };
    if (found.kind === 'invalid') return { pieces, next, invalid: slicePiece(source, found.start) };
    pieces.push(pieceOfWord(source, found));
    next = found.next;
  }
  return { pieces, next, invalid: undefined };
}

/** The words of a piece, without their quotes: `extract_first_word(…, NULL, EXTRACT_UNQUOTE)` in a loop. */
export function unquotedWords(source: Piece): Pieces {
  return takePieces(source, 0, undefined, EXTRACT.UNQUOTE);
}

function pieceOfWord(source: Piece, word: Word): Piece {
  if (!source.literal) return { ...source, text: word.word };
  const literal = source.text.slice(word.start, word.end) === word.word;
  return { ...source, text: word.word, start: source.start + word.start, end: source.start + word.end, literal };
}
