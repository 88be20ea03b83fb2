import type { CrontabNode } from '../../cron/crontab.ts';
import { MACROS } from '../../cron/fields.ts';
import { scheduleInWords } from '../../cron/words.ts';
import { encloses, type Span, touches } from '../../text/span.ts';
import type { Context, DocumentSymbol, Folding, SemanticToken } from '../kind.ts';
import { type CrontabDocument, contentOf, nodeAt, tableOf } from './document.ts';

/** The outline: variables, and commands with their times. */
export function symbolsOf(document: CrontabDocument, context: Context): DocumentSymbol[] {
  return tableOf(document, context).nodes.flatMap((node): DocumentSymbol[] => {
    const content = contentOf(node);
    if (!content) return [];
    const span = trimmed(document.text, content.span);
    if (content.type === 'assignment') {
      const selection = content.nameSpan;
      return [
        {
          name: content.name || '""',
          detail: shortened(content.value),
          kind: 'directive',
          span,
          selection,
          children: [],
        },
      ];
    }
    const name =
      shortened(content.command?.text.trim() ?? '') || document.text.slice(span.start, span.end).slice(0, 60);
    const when = content.schedule
      ? scheduleInWords(content.schedule)
      : content.macro?.span && macroWords(content.macro.name);
    const selection = content.command && encloses(span, content.command.span) ? content.command.span : span;
    return name === '' ? [] : [{ name, detail: when ?? '', kind: 'section', span, selection, children: [] }];
  });
}

function macroWords(name: string): string {
  return Object.hasOwn(MACROS, name) ? 'when cron starts after a boot' : '';
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What can be folded: blocks of comments, and what stands between empty lines. */
export function foldingOf({ text }: CrontabDocument): Folding[] {
  return [...blocks(text, /^[ \t]*#/, 'comment'), ...blocks(text, /\S/, 'region')];
}

/** Runs of two lines or more that fit a pattern. */
export function blocks(text: string, pattern: RegExp, kind: Folding['kind']): Folding[] {
  const out: Folding[] = [];
  let start: number | undefined;
  let end = 0;
  let lines = 0;
  const close = () => {
    if (start !== undefined && lines > 1) out.push({ span: { start, end }, kind });
    start = undefined;
    lines = 0;
  };
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 ? text.length : newline;
    // A line of millions of characters is looked at no further than it takes to tell its kind.
    if (pattern.test(text.slice(at, Math.min(stop, at + 1000)))) {
      start ??= at;
      end = text[stop - 1] === '\r' && stop > at ? stop - 1 : stop;
      lines++;
    } else close();
    at = stop + 1;
  }
  close();
  return out;
}

/** Word, field, schedule, line, file: each around the offset and larger than the one before. */
export function selectionAt(document: CrontabDocument, offset: number): Span[] {
  const { text } = document;
  const node = nodeAt(document.as('debian').nodes, offset);
  const spans = [...(node ? spansIn(node) : []), lineSpan(text, offset), { start: 0, end: text.length }];
  return nested(spans, offset);
}

/** Those that hold the offset, each larger than the one before. */
export function nested(spans: readonly Span[], offset: number): Span[] {
  const around = spans.filter((span) => span.start < span.end && touches(span, offset));
  const sorted = [...around].sort((a, b) => a.end - a.start - (b.end - b.start));
  const out: Span[] = [];
  for (const span of sorted) {
    const last = out.at(-1);
    if (!last || (encloses(span, last) && span.end - span.start > last.end - last.start)) out.push(span);
  }
  return out;
}

function spansIn(node: CrontabNode): Span[] {
  const content = contentOf(node);
  if (!content) return [];
  if (content.type === 'assignment') {
    return [content.nameSpan, content.valueSpan, { start: content.nameSpan.start, end: content.valueSpan.end }];
  }
  const { fields, macro, user, command } = content;
  const first = fields[0]?.span ?? macro?.span;
  const last = fields.at(-1)?.span ?? macro?.span;
  return [
    ...fields.flatMap((field) => [...field.items.map(({ span }) => span), field.span]),
    ...[macro?.span, user?.span, command?.span].filter((span) => span !== undefined),
    ...(first && last ? [{ start: first.start, end: last.end }] : []),
  ];
}

/** The line around an offset, without its ending. */
export function lineSpan(text: string, offset: number): Span {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  return { start: Math.min(start, offset), end: newline < 0 ? text.length : newline };
}

function trimmed(text: string, { start, end }: Span): Span {
  let last = end;
  while (last > start && /[ \t\r\n\0]/.test(text[last - 1]!)) last--;
  return { start, end: last };
}

/** What the grammar cannot know: which words are fields, users and commands, and which are refused. */
export function tokensOf(document: CrontabDocument, context: Context): SemanticToken[] {
  const out: SemanticToken[] = [];
  for (const node of tableOf(document, context).nodes) {
    const content = contentOf(node);
    if (content?.type === 'assignment') out.push({ span: content.nameSpan, type: 'variable' });
    else if (content) {
      const { fields, macro, user, option, dash, problem } = content;
      if (dash) out.push({ span: dash, type: 'operator' });
      if (macro && problem?.kind !== 'unknown-macro') out.push({ span: macro.span, type: 'macro' });
      for (const field of fields) {
        if (!field.problem && !field.ignored && field.span.end - field.span.start < 1000)
          out.push({ span: field.span, type: 'number' });
      }
      if (user) out.push({ span: user.span, type: 'type' });
      if (option) out.push({ span: option, type: 'operator' });
    }
  }
  return out.filter(({ span }) => span.end > span.start).sort((a, b) => a.span.start - b.span.start);
}
