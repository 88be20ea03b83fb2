import { WHITESPACE } from '../charsets.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { fatal } from '../problem.ts';
import { EXTRACT } from '../words.ts';
import { unlessEmpty } from './complaints.ts';
import { partitionDesignators } from './partitions.ts';
import { type Piece, slicePiece, takePieces, wholePiece } from './pieces.ts';

/** From here on unknown partitions and flags are skipped in silence, for policies written for newer versions. */
const FORGIVES_UNKNOWN = 262;
const FLAGS = [
  'verity',
  'signed',
  'encrypted',
  'unprotected',
  'unused',
  'absent',
  'open',
  'ignore',
  'read-only-on',
  'read-only-off',
  'growfs-on',
  'growfs-off',
];

/**
 * `[PARTITION]=FLAG+FLAG…:…`, or `-`, `*` or `~`; `image_policy_from_string` of shared/image-policy.c. A bad policy
 * fails the unit.
 */
const imagePolicy: ValueJudge = (value, _row, context) => {
  if (['-', '*', '~'].includes(value)) return [];
  const seen = new Set<string>();
  const { pieces, invalid } = takePieces(wholePiece(value), 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS);
  for (const rule of pieces) {
    const problem = ruleProblem(rule, seen, context);
    if (problem) return [problem];
  }
  return invalid ? [refuse(invalid, 'cannot be split into rules: a backslash must be followed by a character')] : [];
};

function ruleProblem(rule: Piece, seen: Set<string>, context: ValueContext): ValueProblem | undefined {
  const { pieces, next, invalid } = takePieces(rule, 0, '=', EXTRACT.DONT_COALESCE_SEPARATORS, 1);
  const name = pieces[0] && stripped(pieces[0]);
  if (invalid || !name || next === undefined)
    return refuse(rule, "is no rule; write PARTITION=FLAG, with '+' between flags");
  if (name.text !== '' && !partitionDesignators(context.version).includes(name.text)) {
    return context.version >= FORGIVES_UNKNOWN ? undefined : refuse(name, 'is no name of a partition');
  }
  if (seen.has(name.text)) return refuse(rule, 'is a second rule for the same partition');
  seen.add(name.text);
  return flagsProblem(stripped(slicePiece(rule, next)), context);
}

function flagsProblem(flags: Piece, context: ValueContext): ValueProblem | undefined {
  if (flags.text === '' || flags.text === '-') return undefined;
  const { pieces, invalid } = takePieces(flags, 0, '+', EXTRACT.DONT_COALESCE_SEPARATORS);
  const unknown = pieces.map(stripped).find((flag) => !FLAGS.includes(flag.text));
  if (unknown && context.version < FORGIVES_UNKNOWN)
    return refuse(unknown, `is no flag; use one of: ${FLAGS.join(', ')}`);
  return invalid && refuse(invalid, 'ends in a backslash');
}

function stripped(piece: Piece): Piece {
  let from = 0;
  let to = piece.text.length;
  while (from < to && WHITESPACE.includes(piece.text[from]!)) from++;
  while (to > from && WHITESPACE.includes(piece.text[to - 1]!)) to--;
  return slicePiece(piece, from, to);
}

function refuse(piece: Piece, reason: string): ValueProblem {
  return fatal('value.image-policy', piece.start, piece.end, `'${piece.text}' ${reason}.`);
}

export const imagePolicyJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_image_policy: unlessEmpty(imagePolicy),
};
