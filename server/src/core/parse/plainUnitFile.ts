import type { MappedText } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import { LONG_LINE_MAX } from './lines.ts';
import type { AssignmentNode } from './unitFile.ts';

/** An assignment with the name of its section. */
export interface PlainLine {
  readonly section: string;
  readonly node: AssignmentNode;
}

/** Printable ASCII, blanks and newlines. */
const PLAIN_TEXT = /^[\t\n -~]*$/;
/** Names of sections that no version of systemd minds. */
const PLAIN_SECTION = /^[\w .@:-]+$/;
const TAB = 9;
const SPACE = 32;
const HASH = 35;
const SEMICOLON = 59;
const EQUALS = 61;
const BRACKET = 91;
const CLOSING = 93;
const BACKSLASH = 92;

/**
 * The assignments that stand below section headers, in order, of a file without any oddity: the same ones that
 * `parseUnitFile` finds. For those who load many units and want nothing else: positions are worked out when they are asked
 * for. Undefined when the file takes a closer look: other characters, lines that go on, headers that end the reading.
 */
export function plainAssignments(text: string): PlainLine[] | undefined {
  if (text.length >= LONG_LINE_MAX || !PLAIN_TEXT.test(text)) return undefined;
  const lines: PlainLine[] = [];
  let section: string | undefined;
  for (let start = 0, number = 1; start < text.length; number++) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline < 0 ? text.length : newline;
    const from = skipBlanks(text, start, lineEnd);
    const first = text.charCodeAt(from);
    if (from < lineEnd && first !== HASH && first !== SEMICOLON) {
      if (text.charCodeAt(lineEnd - 1) === BACKSLASH) return undefined;
      const end = trimBlanks(text, from, lineEnd);
      if (first === BRACKET) {
        section = sectionName(text, from, end);
        if (section === undefined) return undefined;
      } else if (section !== undefined) {
        const node = assignment(text, start, from, end, lineEnd, number);
        if (node) lines.push({ section, node });
      }
    }
    start = lineEnd + 1;
  }
  return lines;
}

function sectionName(text: string, start: number, end: number): string | undefined {
  if (text.charCodeAt(end - 1) !== CLOSING) return undefined;
  const name = text.slice(start + 1, end - 1);
  return PLAIN_SECTION.test(name) ? shared(name) : undefined;
}

function assignment(
  text: string,
  lineStart: number,
  start: number,
  end: number,
  lineEnd: number,
  number: number,
): PlainAssignment | undefined {
  let equals = start;
  while (equals < end && text.charCodeAt(equals) !== EQUALS) equals++;
  if (equals === start || equals === end) return undefined;
  const key = shared(text.slice(start, trimBlanks(text, start, equals)));
  const from = Math.min(skipBlanks(text, equals + 1, lineEnd), Math.max(end, equals + 1));
  const value = new PlainValue(text.slice(from, Math.max(from, end)), from);
  const whole = lineEnd < text.length ? lineEnd + 1 : lineEnd;
  return new PlainAssignment(key, value, number, lineStart, start, equals, whole);
}

class PlainValue implements MappedText {
  constructor(
    readonly text: string,
    readonly source: number,
  ) {}

  get pieces(): MappedText['pieces'] {
    return [{ at: 0, source: this.source }];
  }
}

const NO_COMMENTS: readonly Span[] = [];

class PlainAssignment implements AssignmentNode {
  constructor(
    readonly key: string,
    readonly value: PlainValue,
    readonly line: number,
    private readonly start: number,
    private readonly keyStart: number,
    readonly equals: number,
    private readonly end: number,
  ) {}

  get type() {
    return 'assignment' as const;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get keySpan(): Span {
    return { start: this.keyStart, end: this.keyStart + this.key.length };
  }

  get valueSpan(): Span {
    const { source, text } = this.value;
    return { start: source, end: source + text.length };
  }

  get comments(): readonly Span[] {
    return NO_COMMENTS;
  }

  get lines(): number {
    return 1;
  }
}

const known = new Map<string, string>();
const MOST_KNOWN = 5000;

/** The same text as it was seen before: names of keys and sections are compared all the time, and so that is quick. */
function shared(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  // A name of a property is kept once for the whole program, as those in the source of the program are.
  const [kept = name] = Object.keys({ [name]: true });
  known.set(kept, kept);
  return kept;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function trimBlanks(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
