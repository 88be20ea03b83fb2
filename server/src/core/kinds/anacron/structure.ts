import type { AnacronLine } from '../../cron/anacrontab.ts';
import type { Span } from '../../text/span.ts';
import { blocks, lineSpan, nested } from '../crontab/structure.ts';
import type { Context, DocumentSymbol, Folding, SemanticToken } from '../kind.ts';
import { type AnacrontabDocument, lineAt, tableOf } from './document.ts';
import { periodText } from './hover.ts';

/** The outline: variables and jobs. */
export function symbolsOf(document: AnacrontabDocument, context: Context): DocumentSymbol[] {
  return tableOf(document, context).lines.flatMap((line): DocumentSymbol[] => {
    const span = trimmed(document.text, line.span);
    if (line.type === 'assignment') {
      const detail = shortened(line.value.text);
      return [{ name: line.name.text, detail, kind: 'directive', span, selection: line.name.span, children: [] }];
    }
    if (line.type !== 'job') return [];
    const detail = `${line.every === undefined ? line.period.text : periodText(line.every)}: ${shortened(line.command.text)}`;
    return [
      { name: line.identifier.text, detail, kind: 'section', span, selection: line.identifier.span, children: [] },
    ];
  });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function trimmed(text: string, { start, end }: Span): Span {
  let last = end;
  while (last > start && /[ \t\r\n\0]/.test(text[last - 1]!)) last--;
  let first = start;
  while (first < last && /[ \t]/.test(text[first]!)) first++;
  return { start: first, end: last };
}

/** What can be folded: blocks of comments, what stands between empty lines, jobs that go on over several lines. */
export function foldingOf(document: AnacrontabDocument): Folding[] {
  const { text } = document;
  const continued = document.as('cronie').lines.flatMap((line): Folding[] => {
    const span = trimmed(text, line.span);
    const isLong = line.type !== 'blank' && line.type !== 'comment' && text.slice(span.start, span.end).includes('\n');
    return isLong ? [{ span, kind: 'region' }] : [];
  });
  return [...blocks(text, /^[ \t]*#/, 'comment'), ...blocks(text, /\S/, 'region'), ...continued];
}

/** Word, field, line, file: each around the offset and larger than the one before. */
export function selectionAt(document: AnacrontabDocument, offset: number): Span[] {
  const { text } = document;
  const line = lineAt(document.as('cronie').lines, offset);
  const spans = [
    ...(line ? [...spansIn(line), trimmed(text, line.span)] : []),
    lineSpan(text, offset),
    { start: 0, end: text.length },
  ];
  return nested(spans, offset);
}

function spansIn(line: AnacronLine): Span[] {
  if (line.type === 'assignment') return [line.name.span, line.value.span];
  if (line.type === 'job') return [line.period.span, line.delay.span, line.identifier.span, line.command.span];
  return line.type === 'broken' ? line.words.map(({ span }) => span) : [];
}

/** What the grammar cannot know: which lines are taken as what. */
export function tokensOf(document: AnacrontabDocument, context: Context): SemanticToken[] {
  const { text } = document;
  return tableOf(document, context)
    .lines.flatMap((line): SemanticToken[] => {
      if (line.type === 'assignment') return [{ span: line.name.span, type: 'variable' }];
      if (line.type !== 'job') return [];
      const named = line.period.text.startsWith('@');
      return [
        ...(line.every === undefined
          ? []
          : [{ span: line.period.span, type: named ? ('macro' as const) : ('number' as const) }]),
        ...(line.minutes === undefined ? [] : [{ span: line.delay.span, type: 'number' as const }]),
        { span: line.identifier.span, type: 'property' },
      ];
    })
    .filter(({ span }) => span.end > span.start && !text.slice(span.start, span.end).includes('\n'));
}
