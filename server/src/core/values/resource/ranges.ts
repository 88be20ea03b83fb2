import { type Refusal, safeAtou } from '../numbers.ts';
import { EXTRACT } from '../words.ts';
import { type Piece, takePieces } from './pieces.ts';

/** `parse_range` of basic/parse-util.c: `N` or `N-M`, in any order; the part before the dash may hold escapes. */
export function rangeOf(piece: Piece): readonly [low: number, high: number] | Refusal {
  const { pieces, next, invalid } = takePieces(piece, 0, '-', EXTRACT.DONT_COALESCE_SEPARATORS, 1);
  if (invalid || !pieces[0]) return 'malformed';
  const low = safeAtou(pieces[0].text);
  const high = next === undefined ? low : safeAtou(piece.text.slice(next));
  if (typeof low === 'string') return low;
  return typeof high === 'string' ? high : [low, high];
}
