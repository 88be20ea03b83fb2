import { lsbValue } from '../../sysv/lsbHeader.ts';
import type { Span } from '../../text/span.ts';
import { lineSpan, nested } from '../crontab/structure.ts';
import type { DocumentSymbol, Folding, SemanticToken } from '../kind.ts';
import type { InitScriptDocument } from './document.ts';

/** The outline: header, functions, actions. */
export function symbolsOf({ lsb, chkconfig, outline, text }: InitScriptDocument): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  const header = headerSpan({ lsb, text });
  if (header && lsb.begin) {
    const children = lsb.entries.map(({ name, value, nameSpan, valueSpan }) => {
      const span = { start: nameSpan.start, end: Math.max(nameSpan.end, valueSpan.end) };
      return directive(name, value, span, nameSpan);
    });
    const detail = lsbValue(lsb, 'Short-Description')?.value ?? '';
    symbols.push({ name: 'INIT INFO', detail, kind: 'section', span: header, selection: lsb.begin, children });
  }
  if (chkconfig.line) {
    const { span, valueSpan } = chkconfig.line;
    symbols.push(directive('chkconfig', text.slice(valueSpan.start, valueSpan.end).trim(), span, span));
  }
  for (const { name, nameSpan, span } of outline.functions)
    symbols.push(section(`${name}()`, 'function', span, nameSpan));
  const { actions } = outline;
  if (actions) {
    const children = actions.branches.map(({ patterns, span }) =>
      directive(patterns.map((one) => one.text).join('|'), 'action', span, patterns[0]!.span),
    );
    const selection = { start: actions.span.start, end: lineSpan(text, actions.span.start).end };
    symbols.push({ name: 'actions', detail: '', kind: 'section', span: actions.span, selection, children });
  }
  return symbols.sort((a, b) => a.span.start - b.span.start);
}

function section(name: string, detail: string, span: Span, selection: Span): DocumentSymbol {
  return { name, detail, kind: 'section', span, selection, children: [] };
}

function directive(name: string, detail: string, span: Span, selection: Span): DocumentSymbol {
  const short = detail.length > 60 ? `${detail.slice(0, 59)}…` : detail;
  return { name, detail: short, kind: 'directive', span, selection, children: [] };
}

function headerSpan({ lsb, text }: Pick<InitScriptDocument, 'lsb' | 'text'>): Span | undefined {
  if (!lsb.begin) return undefined;
  const last = lsb.entries.at(-1);
  const end = lsb.end?.end ?? (last ? Math.max(last.valueSpan.end, last.nameSpan.end) : lsb.begin.end);
  return { start: lsb.begin.start, end: Math.min(end, text.length) };
}

/** What can be folded: the header, functions, the case and its branches. */
export function foldingOf(document: InitScriptDocument): Folding[] {
  const { outline, text } = document;
  const header = headerSpan(document);
  const spans = [
    ...outline.functions.map(({ span }) => span),
    ...(outline.actions ? [outline.actions.span, ...outline.actions.branches.map(({ span }) => span)] : []),
  ];
  const folds = spans.map((span): Folding => ({ span, kind: 'region' }));
  const all: Folding[] = header ? [{ span: header, kind: 'comment' }, ...folds] : folds;
  return all.filter(({ span }) => text.slice(span.start, span.end).includes('\n'));
}

/** Word, value, line, header or function, file: each around the offset and larger than the one before. */
export function selectionAt(document: InitScriptDocument, offset: number): Span[] {
  const { lsb, outline, text } = document;
  const header = headerSpan(document);
  const spans = [
    ...lsb.entries.flatMap(({ nameSpan, valueSpan, words }) => [...words.map(({ span }) => span), valueSpan, nameSpan]),
    lineSpan(text, offset),
    ...(header ? [header] : []),
    ...outline.functions.map(({ span }) => span),
    ...(outline.actions ? [outline.actions.span, ...outline.actions.branches.map(({ span }) => span)] : []),
    { start: 0, end: text.length },
  ];
  return nested(spans, offset);
}

/** What the grammar cannot know: which keys are read, and which words are facilities, services and runlevels. */
export function tokensOf({ lsb, chkconfig, text }: InitScriptDocument): SemanticToken[] {
  const out: SemanticToken[] = [];
  for (const { key, nameSpan, words } of lsb.entries) {
    if (!key) continue;
    out.push({ span: nameSpan, type: 'property' });
    if (key === 'Description' || key === 'Short-Description') continue;
    for (const { text: word, span } of words) {
      if (key.startsWith('Default')) out.push({ span, type: 'number' });
      else if (key === 'X-Interactive') out.push({ span, type: 'enumMember' });
      else out.push({ span, type: word.startsWith('$') ? 'macro' : key === 'Provides' ? 'type' : 'variable' });
    }
  }
  if (chkconfig.line && chkconfig.values) {
    const { valueSpan } = chkconfig.line;
    for (const match of text.slice(valueSpan.start, valueSpan.end).matchAll(/[^ \t]+/g)) {
      const start = valueSpan.start + match.index;
      out.push({ span: { start, end: start + match[0].length }, type: 'number' });
    }
  }
  return out.filter(({ span }) => span.end > span.start).sort((a, b) => a.span.start - b.span.start);
}
