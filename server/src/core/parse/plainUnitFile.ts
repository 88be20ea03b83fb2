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
  const file: PlainFile = { path, text };
  let section: string | undefined;
  for (let start = 0; start < text.length; ) {
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
        if (equals > from) lines.push(assignment(file, section, start, from, equals, end));
      }
    }
    start = lineEnd + 1;
  }
  return lines;
}

function sectionName(text: string, start: number, end: number): string | undefined {
  if (text.charCodeAt(end - 1) !== CLOSING) return undefined;
  const name = shared(text, start + 1, end - 1);
  return PLAIN_SECTION.test(name) ? name : undefined;
}

function equalsSign(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text.charCodeAt(at) === EQUALS) return at;
  return -1;
}

/** What all lines of a file have in common. */
interface PlainFile {
  readonly path: string;
  readonly text: string;
}

/** One argument each for all that it takes, as an object for each line would be one too many. */
function assignment(
  file: PlainFile,
  section: string,
  start: number,
  from: number,
  equals: number,
  end: number,
): PlainAssignment {
  const { text } = file;
  const key = shared(text, from, trimBlanks(text, from, equals));
  const value = text.slice(skipBlanks(text, equals + 1, end), end);
  return new PlainAssignment(section, key, value, file, start);
}

const NO_COMMENTS: readonly Span[] = [];

/**
 * The line, its node and its value in one: a machine has hundreds of thousands of them. Where its parts stand is looked for
 * when somebody asks.
 */
class PlainAssignment implements PlainLine, AssignmentNode, MappedText {
  constructor(
    readonly section: string,
    readonly key: string,
    readonly text: string,
    private readonly file: PlainFile,
    private readonly start: number,
  ) {}

  get path(): string {
    return this.file.path;
  }

  get line(): number {
    let line = 1;
    for (let at = this.whole.indexOf('\n'); at >= 0 && at < this.start; at = this.whole.indexOf('\n', at + 1)) line++;
    return line;
  }

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
    return equalsSign(this.whole, this.start, this.lineEnd);
  }

  get pieces(): MappedText['pieces'] {
    return [{ at: 0, source: this.source }];
  }

  get span(): Span {
    return { start: this.start, end: Math.min(this.lineEnd + 1, this.whole.length) };
  }

  get keySpan(): Span {
    const start = skipBlanks(this.whole, this.start, this.lineEnd);
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
    return skipBlanks(this.whole, behind, trimBlanks(this.whole, behind, this.lineEnd));
  }

  private get lineEnd(): number {
    const newline = this.whole.indexOf('\n', this.start);
    return newline < 0 ? this.whole.length : newline;
  }

  /** The text of the file. */
  private get whole(): string {
    return this.file.text;
  }
}

const SLOTS = 1024;
/** Names as they were seen last, by a number that is made of a few of their characters. */
const slots: string[] = new Array(SLOTS).fill('');

/**
 * That part of a text, as a name of a section or key: the same text as it was seen before, as names are compared all the
 * time, and so that is quick. Nothing is cut out of the text when it is a name that was seen lately.
 */
function shared(text: string, from: number, to: number): string {
  const length = to - from;
  const middle = text.charCodeAt(from + (length >> 1));
  const slot = (length * 37 + text.charCodeAt(from) * 7 + middle * 31 + text.charCodeAt(to - 1) * 13) % SLOTS;
  const before = slots[slot]!;
  if (before.length === length && text.startsWith(before, from)) return before;
  const name = kept(text.slice(from, to));
  slots[slot] = name;
  return name;
}

const known = new Map<string, string>();
const MOST_KNOWN = 5000;

function kept(name: string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  // A name of a property is kept once for the whole program, as those in the source of the program are.
  const [once = name] = Object.keys({ [name]: true });
  known.set(once, once);
  return once;
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
