import type { MappedText } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import type { AnacronImplementation } from './implementation.ts';

/** A line as the program puts it together from lines that end in a backslash. */
export interface LogicalLine {
  /** With the newline. */
  readonly span: Span;
  readonly mapped: MappedText;
}

/**
 * Splits an anacrontab into lines: `read_tab_line` of readtab.c.
 *
 * A backslash right before a newline joins the next line with one blank. Debian's anacron also drops every other
 * backslash, unless it is the last character of the file. Both drop NUL characters, and a line that goes on with an empty
 * one ends in a newline character, which fits no form.
 */
export function anacronLines(text: string, implementation: AnacronImplementation): LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let at = 0; at < text.length; ) {
    const plain = plainLine(text, at);
    const line = plain ?? oddLine(text, at, implementation);
    lines.push(line);
    at = line.span.end;
  }
  return lines;
}

/** The line when it has nothing special in it. */
function plainLine(text: string, start: number): LogicalLine | undefined {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  const content = text.slice(start, end);
  if (content.includes('\\') || content.includes('\0')) return undefined;
  const mapped = { text: content, pieces: [{ at: 0, source: start }] };
  return { span: { start, end: newline < 0 ? end : end + 1 }, mapped };
}

function oddLine(text: string, start: number, implementation: AnacronImplementation): LogicalLine {
  const parts: string[] = [];
  const pieces: { at: number; source: number }[] = [];
  let length = 0;
  let expected = -1;
  const add = (character: string, source: number) => {
    if (source !== expected) pieces.push({ at: length, source });
    parts.push(character);
    length++;
    expected = source + 1;
  };
  let before = '';
  let at = start;
  for (; ; at++) {
    const character = text[at];
    if (character === undefined || (character === '\n' && before !== '\\')) {
      if (before !== '' && before !== '\0') add(before, at - 1);
      break;
    }
    if (before === '\n') add(' ', at - 1);
    else if (before !== '' && before !== '\0' && !isDropped(before, character, implementation)) add(before, at - 1);
    before = character;
  }
  if (pieces.length === 0) pieces.push({ at: 0, source: start });
  return { span: { start, end: Math.min(at + 1, text.length) }, mapped: { text: parts.join(''), pieces } };
}

function isDropped(character: string, next: string, implementation: AnacronImplementation): boolean {
  return character === '\\' && (implementation === 'debian' || next === '\n');
}
