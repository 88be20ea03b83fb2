import type { AnacronAssignment, AnacronJob, AnacronLine } from '../../cron/anacrontab.ts';
import { append } from '../../lists/append.ts';
import { largest } from '../../lists/largest.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Span } from '../../text/span.ts';
import type { AnacrontabDocument } from './document.ts';

/** A column is made no wider than this; a longer field pushes only its own line. */
const WIDEST = 24;

/**
 * Aligns the fields of jobs that follow each other, with one blank between columns, and takes away blanks in front of
 * lines. What both programs read stays the same: values and commands are left alone, and so are lines that go on, hold a
 * backslash, or are complained about.
 */
export function formatAnacrontab(document: AnacrontabDocument): TextEdit[] {
  const { text } = document;
  const other = document.as('debian').lines;
  const edits: TextEdit[] = [];
  let block: AnacronJob[] = [];
  const flush = () => {
    append(edits, alignBlock(block));
    block = [];
  };
  for (const [index, line] of document.as('cronie').lines.entries()) {
    if (line.type === 'comment' && isPlain(line, text)) {
      append(edits, trailingBlanks(text, line.span));
      continue;
    }
    if (line.type === 'blank' && isPlain(line, text)) append(edits, trailingBlanks(text, line.span));
    if (line.type === 'job' && isPlain(line, text) && isSound(line, other[index])) block.push(line);
    else flush();
    if (line.type === 'assignment' && isPlain(line, text)) append(edits, aroundName(line));
  }
  flush();
  return edits.filter(({ span, newText }) => text.slice(span.start, span.end) !== newText);
}

function isPlain({ span, mapped }: AnacronLine, text: string): boolean {
  const source = text.slice(span.start, span.end);
  return !source.includes('\\') && !source.includes('\0') && source.replace(/\n$/, '') === mapped.text;
}

function isSound(job: AnacronJob, other: AnacronLine | undefined): boolean {
  if (other?.type !== 'job') return false;
  return [job, other].every(({ problem }) => problem === undefined || problem.kind === 'unknown-period');
}

function alignBlock(block: readonly AnacronJob[]): TextEdit[] {
  const rows = block.map((job) => [job.period.span, job.delay.span, job.identifier.span]);
  const widths = [0, 1, 2].map((column) => {
    const all = rows.map((row) => row[column]!.end - row[column]!.start);
    return largest(all.filter((width) => width <= WIDEST));
  });
  return block.flatMap((job, index) => {
    const row = rows[index]!;
    const first = { start: job.span.start, end: job.period.span.start };
    const gaps = row.map((cell, column) => {
      const next = row[column + 1]?.start ?? job.command.span.start;
      const pad = Math.max(widths[column]! - (cell.end - cell.start), 0) + 1;
      return { span: { start: cell.end, end: next }, newText: ' '.repeat(pad) };
    });
    return [{ span: first, newText: '' }, ...gaps];
  });
}

function aroundName({ span, name, equals }: AnacronAssignment): TextEdit[] {
  return [
    { span: { start: span.start, end: name.span.start }, newText: '' },
    { span: { start: name.span.end, end: equals }, newText: '' },
  ];
}

function trailingBlanks(text: string, span: Span): TextEdit[] {
  const end = text[span.end - 1] === '\n' ? span.end - 1 : span.end;
  let start = end;
  while (start > span.start && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return start < end ? [{ span: { start, end }, newText: '' }] : [];
}
