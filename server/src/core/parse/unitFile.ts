import { type MappedText, sliceMapped, sourceSpan } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import { isCleanUtf8 } from '../text/utf8.ts';
import { type LogicalLine, logicalLines } from './lines.ts';

interface NodeBase {
  /** All of the node in the source, with its line ending. The spans of all nodes follow each other without a gap. */
  readonly span: Span;
  /** The number systemd gives the line in its messages, from 1. */
  readonly line: number;
}

/** Empty lines, all of those in a row; a line of nothing but blanks is a node of its own. */
export interface BlankNode extends NodeBase {
  readonly type: 'blank';
}

export interface CommentNode extends NodeBase {
  readonly type: 'comment';
}

/** `[NAME]`. An unclosed one starts with `[` and ends in something else; systemd then gives up on the file. */
export interface HeaderNode extends NodeBase {
  readonly type: 'header';
  readonly name: string;
  readonly nameSpan: Span;
  /** From `[` to `]`. */
  readonly header: Span;
  readonly closed: boolean;
}

/** `KEY=VALUE`. */
export interface AssignmentNode extends NodeBase {
  readonly type: 'assignment';
  readonly key: string;
  readonly keySpan: Span;
  /** Offset of the `=`. */
  readonly equals: number;
  /** The value as systemd's value parsers get it: lines joined, blanks around it removed. */
  readonly value: MappedText;
  /** From the first to the last character of the value in the source. */
  readonly valueSpan: Span;
  /** Comment lines between the continuation lines. */
  readonly comments: readonly Span[];
  /** How many physical lines it takes. */
  readonly lines: number;
}

/** A line that is not an assignment: no `=`, no key before it, or bytes that are not UTF-8. */
export interface JunkNode extends NodeBase {
  readonly type: 'junk';
  readonly reason: 'missing-equals' | 'missing-key' | 'not-utf8' | 'too-long';
  /** The part to point at. */
  readonly text: Span;
}

export type UnitNode = BlankNode | CommentNode | HeaderNode | AssignmentNode | JunkNode;

/** A section header with what stands below it, up to the next header. The first section of a file may have no header. */
export interface SectionNode {
  readonly header: HeaderNode | undefined;
  readonly name: string | undefined;
  readonly nodes: readonly UnitNode[];
  readonly span: Span;
}

/** A unit file, every byte of it. */
export interface UnitFile {
  readonly text: string;
  readonly nodes: readonly UnitNode[];
  readonly sections: readonly SectionNode[];
}

/**
 * Parses a unit file or drop-in as systemd does (conf-parser.c, `config_parse` and `parse_line`). Never fails: what
 * systemd would not read becomes a node that says so. Which names are known is not looked at here.
 */
export function parseUnitFile(text: string): UnitFile {
  const nodes = logicalLines(text).map(parseLine);
  return { text, nodes, sections: groupBySection(nodes, text.length) };
}

/** The assignments of a file in order, each with the name of its section (undefined before the first header). */
export function* assignments(file: UnitFile): Generator<{ section: string | undefined; node: AssignmentNode }> {
  for (const section of file.sections) {
    for (const node of section.nodes) if (node.type === 'assignment') yield { section: section.name, node };
  }
}

/** The node that the offset lies in; at the border of two lines the later one. */
export function nodeAt(file: UnitFile, offset: number): UnitNode | undefined {
  let low = 0;
  let high = file.nodes.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (file.nodes[middle]!.span.start <= offset) low = middle;
    else high = middle;
  }
  return file.nodes[low];
}

/** The section that the offset lies in. */
export function sectionAt(file: UnitFile, offset: number): SectionNode | undefined {
  let found: SectionNode | undefined;
  for (const section of file.sections) {
    if (section.span.start > offset) break;
    found = section;
  }
  return found;
}

function parseLine(line: LogicalLine): UnitNode {
  const { span, content, number } = line;
  if (line.type === 'comment' || line.type === 'blank') return { type: line.type, span, line: number };
  if (line.type === 'too-long') {
    const text = { start: span.start, end: line.parts[0]?.contentEnd ?? span.end };
    return { type: 'junk', reason: 'too-long', text, span, line: number };
  }
  const start = skipBlanks(content.text, 0);
  const end = trimBlanks(content.text, start);
  if (start === end) return { type: 'blank', span, line: number };
  const text = sourceSpan(content, start, end);
  if (!isCleanUtf8(content.text.slice(start, end)))
    return { type: 'junk', reason: 'not-utf8', text, span, line: number };
  if (content.text[start] === '[') return header(line, start, end);
  const equals = content.text.indexOf('=', start);
  if (equals < 0 || equals >= end) return { type: 'junk', reason: 'missing-equals', text, span, line: number };
  if (equals === start) return { type: 'junk', reason: 'missing-key', text, span, line: number };
  return assignment(line, start, equals, end);
}

function header(line: LogicalLine, start: number, end: number): HeaderNode {
  const { content, span } = line;
  const closed = content.text[end - 1] === ']' && end - start > 1;
  const nameEnd = closed ? end - 1 : end;
  return {
    type: 'header',
    span,
    line: line.number,
    name: content.text.slice(start + 1, nameEnd),
    nameSpan: sourceSpan(content, start + 1, nameEnd),
    header: sourceSpan(content, start, end),
    closed,
  };
}

function assignment(line: LogicalLine, start: number, equals: number, end: number): AssignmentNode {
  const { content, span } = line;
  const keyEnd = trimBlanks(content.text, start, equals);
  const valueStart = Math.min(skipBlanks(content.text, equals + 1), Math.max(end, equals + 1));
  const value: MappedText = sliceMapped(content, valueStart, Math.max(valueStart, end));
  const valueSpan = sourceSpan(content, valueStart, Math.max(valueStart, end));
  return {
    type: 'assignment',
    span,
    line: line.number,
    key: content.text.slice(start, keyEnd),
    keySpan: sourceSpan(content, start, keyEnd),
    equals: sourceSpan(content, equals, equals + 1).start,
    value,
    valueSpan,
    comments: line.comments,
    lines: line.parts.length,
  };
}

function groupBySection(nodes: readonly UnitNode[], length: number): SectionNode[] {
  const starts: number[] = [];
  for (let i = 0; i < nodes.length; i++) if (i === 0 || nodes[i]!.type === 'header') starts.push(i);
  return starts.map((from, index) => {
    const part = nodes.slice(from, starts[index + 1] ?? nodes.length);
    const first = part[0]!;
    const named = first.type === 'header' ? first : undefined;
    const end = part[part.length - 1]?.span.end ?? length;
    return { header: named, name: named?.name, nodes: part, span: { start: first.span.start, end } };
  });
}

/** systemd's blanks: string-util.h, `WHITESPACE`. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

function trimBlanks(text: string, from: number, to = text.length): number {
  let end = to;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}
