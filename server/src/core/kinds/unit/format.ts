import { append } from '../../lists/append.ts';
import type { AssignmentNode, UnitNode } from '../../parse/unitFile.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { UnitDocument } from './document.ts';

/**
 * Tidies a unit file without changing what systemd reads: no blanks around names and `=`, none at the end of lines, one
 * empty line between sections and never two in a row. Continuation lines, quotes and comments stay as they are.
 */
export function formatUnit(document: UnitDocument): TextEdit[] {
  const { text, file } = document;
  const edits: TextEdit[] = [];
  for (const node of file.nodes) {
    if (!hasPlainEnding(text, node)) continue;
    if (node.type === 'assignment') append(edits, aroundEquals(text, node));
    if (node.type === 'header' && node.closed) append(edits, strip(text, node.span.start, node.header.start));
    if (node.type !== 'blank') append(edits, trailingBlanks(text, node));
  }
  append(edits, emptyLines(document));
  append(edits, finalNewline(document));
  return edits.filter((edit) => text.slice(edit.span.start, edit.span.end) !== edit.newText);
}

/** Lines that end in something else than a newline are left alone: an edit could merge two of their endings into one. */
function hasPlainEnding(text: string, node: UnitNode): boolean {
  return !/[\r\0]/.test(text.slice(node.span.start, node.span.end).replace(/\r\n/g, ''));
}

function aroundEquals(text: string, node: AssignmentNode): TextEdit[] {
  const before = strip(text, lineStart(text, node), node.keySpan.start);
  const first = text.slice(node.keySpan.start, node.equals + 1);
  // A name that goes on behind a backslash is legal, rare, and not worth the risk.
  if (/[\r\n]/.test(first)) return [];
  const left = replace(text, node.keySpan.end, node.equals, '');
  let end = node.equals + 1;
  while (text[end] === ' ' || text[end] === '\t') end++;
  const goesOn = text[end] === '\\' && /[\r\n]/.test(text[end + 1] ?? '');
  const blank = end >= node.span.end || /[\r\n]/.test(text[end] ?? '\n');
  return [...before, ...left, ...(goesOn || blank ? [] : replace(text, node.equals + 1, end, ''))];
}

function lineStart(text: string, node: UnitNode): number {
  return text.charCodeAt(node.span.start) === 0xfeff ? node.span.start + 1 : node.span.start;
}

function trailingBlanks(text: string, node: UnitNode): TextEdit[] {
  // Just one line ending: before it may stand the blank line that ends a continuation.
  const end = node.span.end - (endingOf(text, node)?.length ?? 0);
  let start = end;
  while (start > node.span.start && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  // Behind a backslash the blanks are what keeps it from joining the next line.
  if (start === end || text[start - 1] === '\\') return [];
  // Nor are they all of the last line that ends a continuation.
  if (end === node.span.end && text[start - 1] === '\n') return [];
  return replace(text, start, end, '');
}

/** One empty line before a header, none at the start of the file, never two in a row. */
function emptyLines(document: UnitDocument): TextEdit[] {
  const { text, file } = document;
  const edits: TextEdit[] = [];
  let blanks: UnitNode[] = [];
  let before: UnitNode | undefined;
  for (const node of file.nodes) {
    if (node.type === 'blank') {
      blanks.push(node);
      continue;
    }
    const plain = blanks.every((blank) => hasPlainEnding(text, blank) && lineStart(text, blank) === blank.span.start);
    const newline = before === undefined ? '' : endingOf(text, before);
    if (blanks.length > 0) {
      if (plain && newline !== undefined) append(edits, replace(text, blanks[0]!.span.start, node.span.start, newline));
    } else if (node.type === 'header' && newline && before && startsBlock(before)) {
      edits.push({ span: { start: node.span.start, end: node.span.start }, newText: newline });
    }
    before = node;
    blanks = [];
  }
  return edits;
}

/** A comment above a header belongs to it; anything else is set apart from it. */
function startsBlock(before: UnitNode): boolean {
  return before.type !== 'comment';
}

/**
 * The newline that a line ends in; undefined when it ends in something else. Only the same one again makes an empty line
 * behind it: `\n` and `\r\n` in a row would be read as one ending and another.
 */
function endingOf(text: string, node: UnitNode): string | undefined {
  return /\r?\n$/.exec(text.slice(node.span.start, node.span.end))?.[0];
}

/** Empty lines at the end go; the last line gets an ending, unless it ends in a backslash. */
function finalNewline(document: UnitDocument): TextEdit[] {
  const { text, file } = document;
  const index = file.nodes.findLastIndex((node) => node.type !== 'blank');
  const last = file.nodes[index];
  if (!last) return [];
  const rest = text.slice(last.span.end);
  if (/[\r\0]/.test(rest.replace(/\r\n/g, ''))) return [];
  const body = text.slice(last.span.start, last.span.end);
  if (/\n$/.test(body)) return rest === '' ? [] : [{ span: { start: last.span.end, end: text.length }, newText: '' }];
  if (/[\\\r\n\0]\s*$/.test(body) || body.endsWith('\0')) return [];
  return [{ span: { start: text.length, end: text.length }, newText: text.includes('\r\n') ? '\r\n' : '\n' }];
}

function strip(text: string, start: number, end: number): TextEdit[] {
  // A byte order mark that came to stand at the start of a line would be dropped there.
  if (text.charCodeAt(end) === 0xfeff) return [];
  const from = text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  return replace(text, from, end, '');
}

function replace(text: string, start: number, end: number, newText: string): TextEdit[] {
  return start <= end && text.slice(start, end) !== newText ? [{ span: { start, end }, newText }] : [];
}
