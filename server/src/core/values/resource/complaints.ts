import { append } from '../../lists/append.ts';
import { wordProblem } from '../enumProblems.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { checkPathPart } from '../pathProblems.ts';
import type { PathCheck } from '../paths.ts';
import { replacement, warning } from '../problem.ts';
import { AS_PATH, type ResolveOptions, resolve } from '../resolve.ts';
import { expandSpecifiers, isFault } from '../specifiers.ts';
import type { Piece } from './pieces.ts';

/** A warning about a piece of a value. */
export function complain(piece: Piece, code: string, message: string, newText?: string): ValueProblem {
  return warning(code, piece.start, piece.end, message, newText === undefined ? undefined : replacement(newText));
}

/** Leaves out the empty value, which the parser takes as a reset. */
export function unlessEmpty(judge: ValueJudge): ValueJudge {
  return (value, row, context, argument) => (value === '' ? [] : judge(value, row, context, argument));
}

/** The complaint about text that cannot be split into words. */
export function badQuoting(piece: Piece, context: ValueContext): ValueProblem {
  const message = `A quote is not closed here, or a backslash begins no known escape; ${context.key}= cannot be split.`;
  return complain(piece, 'value.quotes', message);
}

/** The complaint about a word that is none of a closed set, with the likely one as its fix. */
export function notOneOf(piece: Piece, choices: readonly string[], context: ValueContext): ValueProblem {
  return wordProblem(piece.text, piece.start, choices, context.key, piece.end);
}

/** A piece with its specifiers replaced. */
export interface ExpandedPiece extends Piece {
  /** The text, and what else it could be where only the machine knows what a specifier stands for. */
  readonly guesses: readonly string[];
}

/** Replaces the specifiers of a piece (`unit_full_printf`); undefined after a complaint. */
export function expandPiece(
  piece: Piece,
  context: ValueContext,
  problems: ValueProblem[],
  options: ResolveOptions = {},
): ExpandedPiece | undefined {
  const { text, problems: found } = resolve(piece.value, piece, context, options);
  append(problems, found);
  if (text === undefined) return undefined;
  const guesses = [...new Set([text, otherGuess(piece.text, context)])];
  return { ...piece, text, literal: piece.literal && text === piece.text, guesses };
}

/** The text with the shortest of names or numbers for what only the machine knows. */
function otherGuess(text: string, context: ValueContext): string {
  const expand = (part: string) => expandSpecifiers(part, 'unit', context);
  const replaced = text.replace(/%(.)/gsu, (mark) => {
    const expansion = expand(mark);
    // The ids of a machine and of a boot differ, but they always have 32 digits.
    if (isFault(expansion) || expansion.assumed.length === 0 || expansion.text.length === 32) return mark;
    return /^[0-9]+$/.test(expansion.text) ? '1' : 'x';
  });
  const expansion = expand(replaced);
  return isFault(expansion) ? text : expansion.text;
}

/** Whether the piece may be right on some machine. */
export function couldBe(piece: ExpandedPiece, isRight: (text: string) => boolean): boolean {
  return piece.guesses.some(isRight);
}

/** Replaces the specifiers of a path: at most 4095 bytes; `unit_path_printf`. */
export function expandPath(piece: Piece, context: ValueContext, problems: ValueProblem[]): ExpandedPiece | undefined {
  return expandPiece(piece, context, problems, AS_PATH);
}

/** `path_simplify_and_warn`: the simplified path; undefined after a complaint. */
export function checkedPath(
  piece: ExpandedPiece,
  check: PathCheck,
  context: ValueContext,
  problems: ValueProblem[],
): string | undefined {
  const checked = checkPathPart(piece.text, piece, check, context);
  append(problems, checked.problems);
  return checked.path;
}
