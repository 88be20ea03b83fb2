import type { Span } from '../text/span.ts';
import type { CronImplementation } from './implementation.ts';

/** An assignment in a crontab. */
export interface CronAssignment {
  readonly name: string;
  /** With its quotes. */
  readonly nameSpan: Span;
  readonly equals: number;
  readonly value: string;
  /** With its quotes, without the blanks around. */
  readonly valueSpan: Span;
  readonly quote: '"' | "'" | undefined;
}

/** `isspace` of C for the characters of a line. */
const SPACE = /[ \t\v\f\r]/;

/**
 * Reads a line as an assignment: `load_env` of env.c; undefined when it is none, so that it is read as an entry.
 *
 * Name and value may stand in quotes, which must end where the word ends. An empty value needs quotes for Debian's cron;
 * cronie takes `NAME=`.
 */
export function readAssignment(
  text: string,
  start: number,
  end: number,
  implementation: CronImplementation,
): CronAssignment | undefined {
  const name = readName(text, start, end);
  if (!name) return undefined;
  let equals = name.end;
  while (equals < end && SPACE.test(text[equals]!)) equals++;
  if (equals >= end || text[equals] !== '=') return undefined;
  let at = equals + 1;
  while (at < end && SPACE.test(text[at]!)) at++;
  const nameSpan = { start, end: name.end };
  if (at >= end) {
    if (implementation === 'debian') return undefined;
    const valueSpan = { start: equals + 1, end: equals + 1 };
    return { name: name.text, nameSpan, equals, value: '', valueSpan, quote: undefined };
  }
  const value = readValue(text, at, end);
  if (!value) return undefined;
  const read = implementation === 'debian' ? unquotedAgain(value.text) : value.text;
  return { name: name.text, nameSpan, equals, value: read, valueSpan: value.span, quote: value.quote };
}

function readName(text: string, start: number, end: number): { text: string; end: number } | undefined {
  const quote = quoteAt(text, start);
  if (quote) {
    const close = text.indexOf(quote, start + 1);
    if (close < 0 || close >= end || text.slice(start + 1, close).includes('=')) return undefined;
    return { text: text.slice(start + 1, close), end: close + 1 };
  }
  let at = start;
  while (at < end && text[at] !== '=' && !SPACE.test(text[at]!)) at++;
  return { text: text.slice(start, at), end: at };
}

function readValue(text: string, start: number, end: number) {
  const quote = quoteAt(text, start);
  if (quote) {
    const close = text.indexOf(quote, start + 1);
    if (close < 0 || close >= end) return undefined;
    for (let at = close + 1; at < end; at++) if (!SPACE.test(text[at]!)) return undefined;
    return { text: text.slice(start + 1, close), span: { start, end: close + 1 }, quote };
  }
  let last = end;
  while (last > start && SPACE.test(text[last - 1]!)) last--;
  return { text: text.slice(start, last), span: { start, end: last }, quote: undefined };
}

function quoteAt(text: string, at: number): '"' | "'" | undefined {
  const character = text[at];
  return character === '"' || character === "'" ? character : undefined;
}

/** Debian's cron trims a quoted value too, and takes one more pair of quotes away. */
function unquotedAgain(value: string): string {
  const trimmed = value.replace(/[ \t\v\f\r\n]+$/, '');
  const first = quoteAt(trimmed, 0);
  return first && trimmed.length >= 2 && trimmed.endsWith(first) ? trimmed.slice(1, -1) : trimmed;
}
