import type { CrontabNode, EntryNode } from '../../cron/crontab.ts';
import { append } from '../../lists/append.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Span } from '../../text/span.ts';
import { type CrontabDocument, contentOf } from './document.ts';

/** A column is made no wider than this; a longer field pushes only its own line. */
const WIDEST = 24;

/**
 * Aligns the fields of entries that follow each other, one blank between columns, and takes away blanks around. What both
 * programs read stays the same: a line is left alone where one of them refuses it, and so is what stands in a command or
 * a value.
 */
export function formatCrontab(document: CrontabDocument): TextEdit[] {
  const { text } = document;
  // Fewer comments can be what makes cronie read a table.
  if (document.as('cronie').problem?.kind === 'too-many-comments') return [];
  const other = new Map(document.as('cronie').nodes.map((node) => [node.span.start, node]));
  const edits: TextEdit[] = [];
  let block: EntryNode[] = [];
  const flush = () => {
    append(edits, alignBlock(block, document));
    block = [];
  };
  for (const node of document.as('debian').nodes) {
    if (node.type === 'comment') {
      append(edits, trailingBlanks(text, node.span));
      continue;
    }
    if (node.type === 'blank') append(edits, blankLine(text, node.span));
    if (node.type === 'entry' && isSound(node, other.get(node.span.start), text)) block.push(node);
    else flush();
    if (node.type === 'assignment' && !text.slice(node.span.start, node.span.end).includes('\0')) {
      append(edits, assignmentEdits(node, text));
    }
  }
  flush();
  return edits.filter(({ span, newText }) => text.slice(span.start, span.end) !== newText);
}

function isSound(node: EntryNode, other: CrontabNode | undefined, text: string): boolean {
  const twin = other && contentOf(other);
  if (node.problem || !node.command || twin?.type !== 'entry' || twin.problem || twin.option || twin.dash) return false;
  return !node.fields.some((field) => field.ignored) && !text.slice(node.span.start, node.span.end).includes('\0');
}

function alignBlock(block: readonly EntryNode[], { text, system }: CrontabDocument): TextEdit[] {
  const rows = block.map((node) => cellsOf(node, system));
  const timed = rows.filter((cells) => cells.length > 2);
  const widths: number[] = [];
  for (const cells of timed) {
    for (const [i, cell] of cells.entries()) {
      const width = cell.end - cell.start;
      if (width <= WIDEST) widths[i] = Math.max(widths[i] ?? 0, width);
    }
  }
  const schedule = widths.slice(0, 5).reduce((sum, width) => sum + width, 0) + 4;
  return block.flatMap((node, index) => rowEdits(node, rows[index]!, widths, schedule, text));
}

/** The fields or the macro, and the user. */
function cellsOf(node: EntryNode, system: boolean): Span[] {
  const time = node.macro ? [node.macro.span] : node.fields.map(({ span }) => span);
  return system && node.user ? [...time, node.user.span] : time;
}

function rowEdits(
  node: EntryNode,
  cells: readonly Span[],
  widths: readonly number[],
  schedule: number,
  text: string,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const command = node.command!.span;
  // Debian's cron keeps blanks in front of a command that follows a user; no shell minds them, so none are left.
  let start = command.start;
  while (text[start] === ' ' || text[start] === '\t') start++;
  if (start >= command.end) return [];
  const line = leading(text, node.span.start);
  if (line < node.span.start) edits.push({ span: { start: line, end: node.span.start }, newText: '' });
  for (const [i, cell] of cells.entries()) {
    const next = cells[i + 1]?.start ?? start;
    const width =
      cells.length <= 2 && i === 0 ? (widths.length > 4 ? schedule : 0) : (widths[cells.length <= 2 ? i + 4 : i] ?? 0);
    const pad = Math.max(width - (cell.end - cell.start), 0) + 1;
    edits.push({ span: { start: cell.end, end: next }, newText: ' '.repeat(pad) });
  }
  return edits;
}

/** Where the blanks in front of a statement begin. */
function leading(text: string, start: number): number {
  let at = start;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at === 0 || text[at - 1] === '\n' ? at : start;
}

function assignmentEdits(node: Extract<CrontabNode, { type: 'assignment' }>, text: string): TextEdit[] {
  const { nameSpan, valueSpan, equals, span } = node;
  if (node.cutAt !== undefined) return [];
  const line = leading(text, span.start);
  const edits: TextEdit[] = [];
  if (line < span.start) edits.push({ span: { start: line, end: span.start }, newText: '' });
  if (nameSpan.end < equals) edits.push({ span: { start: nameSpan.end, end: equals }, newText: '' });
  if (equals + 1 < valueSpan.start) edits.push({ span: { start: equals + 1, end: valueSpan.start }, newText: '' });
  const end = span.end - 1;
  if (valueSpan.end < end && /^[ \t]+$/.test(text.slice(valueSpan.end, end))) {
    edits.push({ span: { start: valueSpan.end, end }, newText: '' });
  }
  return edits;
}

function trailingBlanks(text: string, span: Span): TextEdit[] {
  let end = span.end;
  if (text[end - 1] === '\n') end--;
  let start = end;
  while (start > span.start && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return start < end ? [{ span: { start, end }, newText: '' }] : [];
}

/** Blanks on an otherwise empty line. */
function blankLine(text: string, span: Span): TextEdit[] {
  const end = text[span.end - 1] === '\n' ? span.end - 1 : span.end;
  return end > span.start ? [{ span: { start: span.start, end }, newText: '' }] : [];
}
