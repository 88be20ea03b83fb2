import type { ValueProblem } from './judge.ts';

type Fix = NonNullable<ValueProblem['fix']>;

/** A complaint that leaves the unit usable. */
export function warning(code: string, start: number, end: number, message: string, fix?: Fix): ValueProblem {
  return { start, end, severity: 'warning', code, message, ...(fix && { fix }) };
}

/** A complaint after which the unit does not load. */
export function fatal(code: string, start: number, end: number, message: string, fix?: Fix): ValueProblem {
  return { start, end, severity: 'fatal', code, message, ...(fix && { fix }) };
}

/** A complaint about the whole value. */
export function warnAll(value: string, code: string, message: string, newText?: string): ValueProblem[] {
  return [warning(code, 0, value.length, message, newText === undefined ? undefined : replacement(newText))];
}

const MOST_SHOWN = 60;

/** A text as messages show it: in quotes, and shortened when it is long. */
export function quoted(text: string): string {
  return text.length > MOST_SHOWN ? `'${text.slice(0, MOST_SHOWN - 3)}...'` : `'${text}'`;
}

/** The fix that puts another text in place of the span that the problem covers. */
export function replacement(newText: string): Fix {
  return { title: `Replace by '${newText}'`, newText };
}

export { nearest as likelyWord } from '../text/nearest.ts';
