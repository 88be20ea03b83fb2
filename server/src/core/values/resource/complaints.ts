import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { checkPath, type PathCheck, type PathFault } from '../paths.ts';
import { fatal, likelyWord, replacement, warning } from '../problem.ts';
import { EXPANDED_MAX, expandSpecifiers, isFault, type SpecifierFault } from '../specifiers.ts';
import { type Piece, withText } from './pieces.ts';

/** A warning about a piece of a value. */
export function complain(piece: Piece, code: string, message: string, newText?: string): ValueProblem {
  return warning(code, piece.start, piece.end, message, newText === undefined ? undefined : replacement(newText));
}

/** Leaves out the empty value, which the parser takes as a reset. */
export function unlessEmpty(judge: ValueJudge): ValueJudge {
  return (value, row, context, argument) => (value === '' ? [] : judge(value, row, context, argument));
}

/** The complaint about text that cannot be split into words. */
export function badQuoting(piece: Piece): ValueProblem {
  const message = `'${piece.text}' cannot be split into words: a quote is not closed, or an escape sequence is unknown.`;
  return complain(piece, 'value.quoting', message);
}

/** The complaint about a word that is none of a closed set, with the likely one as its fix. */
export function notOneOf(piece: Piece, what: string, choices: readonly string[], code = 'value.enum'): ValueProblem {
  const likely = likelyWord(piece.text, choices);
  const list = choices.length > 12 ? '' : ` Use one of: ${choices.join(', ')}.`;
  const hint = list === '' && likely !== undefined ? ` Did you mean '${likely}'?` : list;
  return complain(piece, code, `'${piece.text}' is no ${what}.${hint}`, likely);
}

/** A piece with its specifiers expanded; `guessed` when only the machine knows what some of them stand for. */
export interface ExpandedPiece extends Piece {
  readonly guessed: boolean;
}

/**
 * Expands the specifiers of a piece (`unit_full_printf_full` of core/unit-printf.c); a fault goes to `problems`, and
 * undefined comes back.
 *
 * @param limit bytes that the expanded text may have
 */
export function expandPiece(
  piece: Piece,
  context: ValueContext,
  problems: ValueProblem[],
  limit: number = EXPANDED_MAX.unit,
  severity: ValueProblem['severity'] = 'warning',
): ExpandedPiece | undefined {
  const expanded = expandSpecifiers(piece.text, 'unit', context, limit);
  if (isFault(expanded)) {
    const span = spanIn(piece, expanded);
    const make = severity === 'fatal' ? fatal : warning;
    problems.push(make('value.specifier', span.start, span.end, faultMessage(expanded, limit, context)));
    return undefined;
  }
  for (const mark of expanded.deprecated) {
    const span = spanIn(piece, mark);
    problems.push(warning('value.deprecated-specifier', span.start, span.end, deprecatedMessage(mark.letter)));
  }
  return { ...withText(piece, expanded.text), guessed: expanded.assumed.length > 0 };
}

function spanIn(piece: Piece, mark: { readonly start: number; readonly end: number }) {
  if (!piece.literal) return { start: piece.start, end: piece.end };
  return { start: piece.start + mark.start, end: piece.start + mark.end };
}

function deprecatedMessage(letter: string): string {
  return `'%${letter}' is deprecated and does not give what one expects; write the control group path itself.`;
}

function faultMessage(fault: SpecifierFault, limit: number, context: ValueContext): string {
  if (fault.fault === 'too long') return `With its specifiers expanded this is longer than ${limit} bytes; shorten it.`;
  if (fault.fault === 'unresolvable') return `'%${fault.letter}' cannot be resolved for this unit.`;
  return `'%${fault.letter}' is no specifier of systemd ${context.version}; write '%%' for a percent sign.`;
}

/** Expands a piece that is a path: at most 4095 bytes; `unit_path_printf`. */
export function expandPath(piece: Piece, context: ValueContext, problems: ValueProblem[]): ExpandedPiece | undefined {
  return expandPiece(piece, context, problems, EXPANDED_MAX.path);
}

/** `path_simplify_and_warn`: the simplified path; undefined after a complaint. */
export function checkedPath(
  piece: Piece,
  check: PathCheck,
  context: ValueContext,
  problems: ValueProblem[],
): string | undefined {
  const found = checkPath(piece.text, check, context.version);
  if ('path' in found) return found.path;
  const likely = likelyPath(piece.text, found.fault);
  problems.push(complain(piece, 'value.path', pathMessage(piece.text, found.fault), likely));
  return undefined;
}

function likelyPath(path: string, fault: PathFault): string | undefined {
  return fault === 'not absolute' && /^[\w.-]+\//.test(path) && !path.startsWith('.') ? `/${path}` : undefined;
}

function pathMessage(path: string, fault: PathFault): string {
  switch (fault) {
    case 'utf8':
      return 'This path is not valid UTF-8.';
    case 'not absolute':
      return path === '' ? 'A path is missing here.' : `'${path}' is not an absolute path; begin it with a slash.`;
    case 'absolute':
      return `'${path}' is an absolute path; write it without the leading slash.`;
    case 'length':
      return 'This path is empty or too long: at most 4095 bytes, and 255 for each component.';
    case 'not normalized':
      return `'${path}' contains '..'; write the path without it.`;
    case 'api vfs':
      return `'${path}' is below /proc, /sys or /dev, which is not possible here.`;
  }
}
