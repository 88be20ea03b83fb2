import type { MappedText } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import { LONG_LINE_MAX } from './lines.ts';
import type { AssignmentNode } from './unitFile.ts';

/** An assignment with the name of its section and the file that it stands in. */
export interface PlainLine {
  readonly section: string;
  readonly node: AssignmentNode;
  readonly path: string;
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
 *
 * @param path what the lines are to say of where they stand
 */
export function plainAssignments(text: string, path: string): PlainLine[] | undefined {
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
        const equals = equalsSign(text, from, end);
        if (equals > from) lines.push(assignment(text, path, section, number, start, from, equals, end));
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

function equalsSign(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text.charCodeAt(at) === EQUALS) return at;
  return -1;
}

/** One argument each for all that it takes, as an object for each line would be one too many. */
function assignment(
  file: string,
  path: string,
  section: string,
  number: number,
  start: number,
  from: number,
  equals: number,
  end: number,
): PlainAssignment {
  const key = shared(file.slice(from, trimBlanks(file, from, equals)));
  const value = file.slice(skipBlanks(file, equals + 1, end), end);
  return new PlainAssignment(section, path, key, value, number, file, start);
}

const NO_COMMENTS: readonly Span[] = [];

/**
 * The line, its node and its value in one: a machine has hundreds of thousands of them. Where its parts stand is looked for
 * when somebody asks.
 */
class PlainAssignment implements PlainLine, AssignmentNode, MappedText {
  constructor(
    readonly section: string,
    readonly path: string,
    readonly key: string,
    readonly text: string,
    readonly line: number,
    private readonly file: string,
    private readonly start: number,
  ) {}

  get type() {
    return 'assignment' as const;
  }

  get node(): AssignmentNode {
    return this;
  }

  get value(): MappedText {
    return this;
  }

  get equals(): number {
    return equalsSign(this.file, this.start, this.lineEnd);
  }

  get pieces(): MappedText['pieces'] {
    return [{ at: 0, source: this.source }];
  }

  get span(): Span {
    return { start: this.start, end: Math.min(this.lineEnd + 1, this.file.length) };
  }

  get keySpan(): Span {
    const start = skipBlanks(this.file, this.start, this.lineEnd);
    return { start, end: start + this.key.length };
  }

  get valueSpan(): Span {
    return { start: this.source, end: this.source + this.text.length };
  }

  get comments(): readonly Span[] {
    return NO_COMMENTS;
  }

  get lines(): number {
    return 1;
  }

  /** Where the value begins in the file; behind the equals sign and blanks, where there is none. */
  private get source(): number {
    const behind = this.equals + 1;
    return skipBlanks(this.file, behind, trimBlanks(this.file, behind, this.lineEnd));
  }

  private get lineEnd(): number {
    const newline = this.file.indexOf('\n', this.start);
    return newline < 0 ? this.file.length : newline;
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
