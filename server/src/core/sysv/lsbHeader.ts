import { physicalLines } from '../parse/lines.ts';
import type { Span } from '../text/span.ts';

/** The keys of an LSB header; `known` spelling, whatever the case and separators in the file. */
export const LSB_KEYS = [
  'Provides',
  'Required-Start',
  'Required-Stop',
  'Should-Start',
  'Should-Stop',
  'Default-Start',
  'Default-Stop',
  'Short-Description',
  'Description',
  'X-Start-Before',
  'X-Stop-After',
  'X-Start-After',
  'X-Interactive',
] as const;
export type LsbKey = (typeof LSB_KEYS)[number];

/** A `# Key: value` line of the header. */
export interface LsbEntry {
  /** As it is written. */
  readonly name: string;
  /** The key that insserv takes it for; undefined for one that it does not know. */
  readonly key: LsbKey | undefined;
  readonly nameSpan: Span;
  /** The text after the colon without blanks around it; the continuation lines of a description joined by a blank. */
  readonly value: string;
  readonly valueSpan: Span;
  /** The words of the value with their places. */
  readonly words: readonly { readonly text: string; readonly span: Span }[];
}

/** The header between `### BEGIN INIT INFO` and `### END INIT INFO`. */
export interface LsbHeader {
  /** The line that begins it; undefined when the script has no header. */
  readonly begin: Span | undefined;
  /** The line that ends it; undefined when it is missing, which stops insserv. */
  readonly end: Span | undefined;
  readonly entries: readonly LsbEntry[];
}

const BEGIN = '### BEGIN INIT INFO';
const END = '### END INIT INFO';
const ENTRY = /^(#[ \t]*)([A-Za-z][\w-]*)[ \t]*:/;
/** A line of text that goes on: a comment and a tab or two blanks. */
const CONTINUATION = /^#(?:\t| {2})[ \t]*/;

/** Reads the first LSB header of a script, with places, for every reader that the entries mean something to. */
export function parseLsbHeader(text: string): LsbHeader {
  let [begin, end]: [Span | undefined, Span | undefined] = [undefined, undefined];
  const entries: LsbEntry[] = [];
  for (const { span, contentEnd } of physicalLines(text)) {
    const line = text.slice(span.start, contentEnd);
    const whole = { start: span.start, end: contentEnd };
    if (!begin) {
      if (line.includes(BEGIN)) begin = whole;
      continue;
    }
    if (line.includes(END)) {
      end = whole;
      break;
    }
    const match = ENTRY.exec(line);
    const last = entries.at(-1);
    if (match) entries.push(entryOf(line, span.start, match[1]!, match[2]!, match[0].length));
    else if (last?.key === 'Description' && CONTINUATION.test(line)) {
      const more = line.replace(CONTINUATION, '').trimEnd();
      const value = `${last.value} ${more}`.trim();
      entries[entries.length - 1] = { ...last, value, valueSpan: { start: last.valueSpan.start, end: contentEnd } };
    }
  }
  return { begin, end, entries };
}

/** The value of a key: that of its first line, as for insserv. Undefined without such a line. */
export function lsbValue(header: LsbHeader, key: LsbKey): LsbEntry | undefined {
  return header.entries.find((entry) => entry.key === key);
}

function entryOf(line: string, start: number, before: string, name: string, valueAt: number): LsbEntry {
  const nameAt = start + before.length;
  const value = line.slice(valueAt).trim();
  const valueStart = value === '' ? line.length : line.indexOf(value, valueAt);
  const words = [...line.slice(valueAt).matchAll(/[^ \t,;]+/g)].map((match) => {
    const at = start + valueAt + match.index;
    return { text: match[0], span: { start: at, end: at + match[0].length } };
  });
  return {
    name,
    key: lsbKey(name),
    nameSpan: { start: nameAt, end: nameAt + name.length },
    value,
    valueSpan: { start: start + valueStart, end: start + valueStart + value.length },
    words,
  };
}

/** The key of a name: case does not count, `-` and `_` are the same, and some keys may carry a vendor: `X-UnitedLinux-`. */
export function lsbKey(name: string): LsbKey | undefined {
  const plain = name.toLowerCase().replace(/[-_]+/g, '-');
  const exact = LSB_KEYS.find((key) => key.toLowerCase() === plain);
  if (exact) return exact;
  return VENDOR_KEYS.find(([suffix]) => plain === suffix || (plain.startsWith('x-') && plain.endsWith(suffix)))?.[1];
}

const VENDOR_KEYS: readonly (readonly [suffix: string, key: LsbKey])[] = [
  ['should-start', 'Should-Start'],
  ['should-stop', 'Should-Stop'],
  ['start-before', 'X-Start-Before'],
  ['stop-after', 'X-Stop-After'],
  ['interactive', 'X-Interactive'],
];
