import type { MappedText } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import { utf8Length } from '../text/utf8.ts';

/** Bytes that one line, joined or not, may have: fileio.h, `LONG_LINE_MAX`. */
export const LONG_LINE_MAX = 1024 * 1024;

/** One line of the file, as `read_line_full` in systemd's fileio.c cuts them. */
export interface PhysicalLine {
  /** With the line ending. */
  readonly span: Span;
  /** Without it. */
  readonly contentEnd: number;
}

/** One line as systemd's parser sees it: continuation lines joined, comment lines among them left out. */
export interface LogicalLine {
  /** `blank` stands for any number of empty lines in a row: a file may have millions, as every NUL byte ends a line. */
  readonly type: 'blank' | 'comment' | 'content' | 'too-long';
  /** All of it in the source, line ending included. */
  readonly span: Span;
  readonly content: MappedText;
  /** The number that systemd gives the line in messages: that of its last physical line, from 1. */
  readonly number: number;
  /** Comment lines inside a continuation. */
  readonly comments: readonly Span[];
  /** Where the physical lines of it start. */
  readonly parts: readonly PhysicalLine[];
}

const BOM_BYTES = 3;
const NUL = 0;
const LF = 10;
const CR = 13;
const NUL_BIT = 4;

/**
 * Cuts a text into lines as systemd's fileio.c, `read_line_full` does: `\n`, `\r` and NUL end a line, and different
 * ones in a row (`\r\n`, `\n\r`, `\n\0`, ...) end just one. The lines together are the whole text.
 */
export function physicalLines(text: string): PhysicalLine[] {
  return [...eachLine(text)];
}

function* eachLine(text: string): Generator<PhysicalLine> {
  const onlyNewlines = !/[\r\0]/.test(text);
  for (let start = 0; start < text.length; ) {
    const contentEnd = onlyNewlines ? indexOrEnd(text, '\n', start) : endOfContent(text, start);
    const end = onlyNewlines ? Math.min(contentEnd + 1, text.length) : endOfLineEnding(text, contentEnd);
    yield { span: { start, end }, contentEnd };
    start = end;
  }
}

function indexOrEnd(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at < 0 ? text.length : at;
}

function endOfContent(text: string, start: number): number {
  let at = start;
  while (at < text.length && lineEndBit(text.charCodeAt(at)) === 0) at++;
  return at;
}

/** One bit for each of the characters that end a line, 0 for all others. */
function lineEndBit(code: number): number {
  if (code > CR) return 0;
  return code === LF ? 1 : code === CR ? 2 : code === NUL ? NUL_BIT : 0;
}

function endOfLineEnding(text: string, at: number): number {
  let seen = 0;
  let end = at;
  while (end < text.length) {
    const bit = lineEndBit(text.charCodeAt(end));
    if (bit === 0 || (seen & (bit | NUL_BIT)) !== 0) break;
    seen |= bit;
    end++;
  }
  return end;
}

/**
 * Joins physical lines into logical ones, as conf-parser.c, `config_parse` does. A line that is too long ends the
 * reading there: it and all that follows become one `too-long` line.
 */
export function logicalLines(text: string): LogicalLine[] {
  const out: LogicalLine[] = [];
  let bomSeen = false;
  let open: Continuation | undefined;
  let i = -1;
  for (const line of eachLine(text)) {
    i++;
    if (!open && line.contentEnd === line.span.start) {
      addBlank(out, line, i + 1);
      continue;
    }
    const comment = isComment(text, line);
    const bom: number = !comment && !bomSeen && text.charCodeAt(line.span.start) === 0xfeff ? 1 : 0;
    const start = line.span.start + bom;
    if (isTooLong(text, line, bom, comment ? undefined : open)) {
      out.push(rest(text, open?.parts[0] ?? line, i + 1, [...(open?.parts ?? []), line]));
      return out;
    }
    if (comment) {
      if (open) {
        open.parts.push(line);
        open.comments.push({ start: line.span.start, end: line.contentEnd });
      } else out.push(single('comment', text, line, i + 1));
      continue;
    }
    if (bom) bomSeen = true;
    const goesOn = endsInBackslash(text, start, line.contentEnd);
    if (!open && !goesOn) {
      out.push(single('content', text, line, i + 1, start));
      continue;
    }
    open ??= { texts: [], length: 0, bytes: 0, pieces: [], parts: [], comments: [] };
    append(open, text, start, line, goesOn);
    if (goesOn) continue;
    out.push(close(open, i + 1));
    open = undefined;
  }
  // At the end of the file systemd counts one line more than there is.
  if (open) out.push(close(open, i + 2));
  return out;
}

/** Adds an empty line, to those before it if there are any. */
function addBlank(out: LogicalLine[], line: PhysicalLine, number: number): void {
  const before = out.at(-1);
  const merged = before?.type === 'blank' ? before : undefined;
  const start = merged?.span.start ?? line.span.start;
  const parts = merged?.parts ?? [line];
  const content = { text: '', pieces: [{ at: 0, source: start }] };
  if (merged) out.pop();
  out.push({ type: 'blank', span: { start, end: line.span.end }, content, number, comments: [], parts });
}

/** A line that goes on. Its text is put together only once, as it may have very many lines. */
interface Continuation {
  readonly texts: string[];
  /** Of all texts so far, in UTF-16 code units. */
  length: number;
  /** The same in bytes. */
  bytes: number;
  readonly pieces: { at: number; source: number }[];
  readonly parts: PhysicalLine[];
  readonly comments: Span[];
}

/** Adds a line; the backslash at its end, if it goes on, becomes a blank. */
function append(open: Continuation, text: string, start: number, line: PhysicalLine, goesOn: boolean): void {
  const content = goesOn ? `${text.slice(start, line.contentEnd - 1)} ` : text.slice(start, line.contentEnd);
  open.pieces.push({ at: open.length, source: start });
  open.parts.push(line);
  open.texts.push(content);
  open.length += content.length;
  open.bytes += utf8Length(content);
}

function close(open: Continuation, number: number): LogicalLine {
  const first = open.parts[0]!;
  const last = open.parts[open.parts.length - 1]!;
  return {
    type: 'content',
    span: { start: first.span.start, end: last.span.end },
    content: { text: open.texts.join(''), pieces: open.pieces },
    number,
    comments: open.comments,
    parts: open.parts,
  };
}

function single(
  type: 'comment' | 'content',
  text: string,
  line: PhysicalLine,
  number: number,
  start = line.span.start,
): LogicalLine {
  const content = { text: text.slice(start, line.contentEnd), pieces: [{ at: 0, source: start }] };
  return { type, span: line.span, content, number, comments: [], parts: [line] };
}

function rest(text: string, first: PhysicalLine, number: number, parts: PhysicalLine[]): LogicalLine {
  return {
    type: 'too-long',
    span: { start: first.span.start, end: text.length },
    content: { text: '', pieces: [{ at: 0, source: first.span.start }] },
    number,
    comments: [],
    parts,
  };
}

function isComment(text: string, line: PhysicalLine): boolean {
  for (let i = line.span.start; i < line.contentEnd; i++) {
    const c = text[i];
    if (c === ' ' || c === '\t') continue;
    return c === '#' || c === ';';
  }
  return false;
}

/** Whether the last backslash of the stretch is not itself escaped. */
function endsInBackslash(text: string, start: number, end: number): boolean {
  let count = 0;
  for (let i = end - 1; i >= start && text[i] === '\\'; i--) count++;
  return count % 2 === 1;
}

/** Whether systemd's buffer ends before the line does: a line of its own, or with what it continues. */
function isTooLong(text: string, line: PhysicalLine, bom: number, open: Continuation | undefined): boolean {
  const length = line.contentEnd - line.span.start;
  if ((length + (open?.length ?? 0)) * 3 < LONG_LINE_MAX) return false;
  const bytes = utf8Length(text.slice(line.span.start, line.contentEnd));
  if (bytes >= LONG_LINE_MAX) return true;
  return open !== undefined && bytes - bom * BOM_BYTES + open.bytes > LONG_LINE_MAX;
}
