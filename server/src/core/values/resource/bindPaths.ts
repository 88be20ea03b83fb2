import { append } from '../../lists/append.ts';
import { WHITESPACE } from '../charsets.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { absolutePath } from './paths.ts';
import { type Piece, slicePiece, takePieces, wholePiece } from './pieces.ts';

/** From here on a value is split at blanks first; before, blanks and colons were taken as they came. */
const SPLITS_TUPLES = 262;
const TUPLE = EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE;
const FIELDS = EXTRACT.CUNESCAPE | EXTRACT.UNESCAPE_SEPARATORS | EXTRACT.DONT_COALESCE_SEPARATORS;

/** `[-]SOURCE[:DESTINATION[:rbind|norbind]]…`; `config_parse_bind_paths` of core/load-fragment.c. */
const bindPaths: ValueJudge = (value, _row, context) =>
  context.version < SPLITS_TUPLES ? judgeStream(wholePiece(value), context) : judgeTuples(wholePiece(value), context);

function judgeTuples(source: Piece, context: ValueContext): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const { pieces, invalid } = takePieces(source, 0, undefined, TUPLE);
  for (const piece of pieces) judgeTuple(piece, context, problems);
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
}

function judgeTuple(tuple: Piece, context: ValueContext, problems: ValueProblem[]): void {
  const { pieces, invalid } = takePieces(tuple, 0, ':', FIELDS, 4);
  const [source, destination, options, extra] = pieces;
  if (invalid || !source) problems.push(badQuoting(tuple, context));
  else if (extra) problems.push(complain(tuple, 'value.bind-path', tooMany(tuple.text)));
  else if (!absolutePath(unmarked(source), context, problems)) return;
  else if (destination && !absolutePath(destination, context, problems)) return;
  else if (options) append(problems, optionProblems(options, context));
}

function tooMany(tuple: string): string {
  return `'${tuple}' has too many parts; write SOURCE:DESTINATION:rbind or SOURCE:DESTINATION:norbind.`;
}

function unmarked(source: Piece): Piece {
  return source.text.startsWith('-') ? slicePiece(source, 1) : source;
}

function optionProblems(options: Piece, context: ValueContext): ValueProblem[] {
  const words = ['rbind', 'norbind'];
  return options.text === '' || words.includes(options.text) ? [] : [notOneOf(options, words, context)];
}

/** The way of 252 and 257: what follows a path that is refused is read as a path of its own. */
function judgeStream(source: Piece, context: ValueContext): ValueProblem[] {
  const problems: ValueProblem[] = [];
  for (let at: number | undefined = 0; at !== undefined; ) {
    const first = takePath(source, at);
    if (first.invalid) return [...problems, badQuoting(first.invalid, context)];
    at = first.next;
    const path = first.pieces[0];
    if (!path || !absolutePath(unmarked(path), context, problems) || !isColonBefore(source, at)) continue;
    const second = takePath(source, at);
    if (second.invalid) return [...problems, badQuoting(second.invalid, context)];
    at = second.next;
    const destination = second.pieces[0];
    if (!destination || !absolutePath(destination, context, problems) || !isColonBefore(source, at)) continue;
    const third = takePieces(source, at, undefined, EXTRACT.UNQUOTE, 1);
    if (third.invalid) return [...problems, badQuoting(third.invalid, context)];
    at = third.next;
    if (third.pieces[0]) append(problems, optionProblems(third.pieces[0], context));
  }
  return problems;
}

function takePath(source: Piece, at: number | undefined) {
  return takePieces(source, at, `:${WHITESPACE}`, EXTRACT.UNQUOTE | EXTRACT.DONT_COALESCE_SEPARATORS, 1);
}

function isColonBefore(source: Piece, at: number | undefined): boolean {
  return at !== undefined && source.text[at - 1] === ':';
}

export const bindPathJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_bind_paths: unlessEmpty(bindPaths),
};
