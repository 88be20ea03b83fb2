import { directive } from '../../knowledge/directives.ts';
import { type AssignmentNode, nodeAt, type SectionNode, sectionAt, type UnitNode } from '../../parse/unitFile.ts';
import { encloses, type Span, touches } from '../../text/span.ts';
import type { DocumentSymbol, Folding } from '../kind.ts';
import type { UnitDocument } from './document.ts';

/** The outline: sections with their directives. */
export function symbolsOf(document: UnitDocument): DocumentSymbol[] {
  return document.file.sections.flatMap((section) => {
    const children = section.nodes.filter((node) => node.type === 'assignment').map(directiveSymbol);
    if (!section.header) return children;
    const span = {
      start: section.header.header.start,
      end: endOfContent(document.text, section.nodes, section.header.header.end),
    };
    return [
      {
        name: section.name || '[]',
        detail: '',
        kind: 'section' as const,
        span,
        selection: section.header.header,
        children,
      },
    ];
  });
}

/** What can be folded: sections, continued assignments, blocks of comments. */
export function foldingOf(document: UnitDocument): Folding[] {
  const { text, file } = document;
  const out: Folding[] = [];
  for (const section of file.sections) {
    const start = section.header?.header.start;
    if (start !== undefined)
      out.push({ span: { start, end: endOfContent(text, section.nodes, start) }, kind: 'region' });
    let comments: Span | undefined;
    for (const node of section.nodes) {
      if (node.type === 'comment')
        comments = { start: comments?.start ?? node.span.start, end: trimmed(text, node.span) };
      else {
        if (comments) out.push({ span: comments, kind: 'comment' });
        comments = undefined;
      }
      if (node.type === 'assignment' && node.lines > 1) {
        out.push({ span: { start: node.keySpan.start, end: node.valueSpan.end }, kind: 'region' });
      }
    }
    if (comments) out.push({ span: comments, kind: 'comment' });
  }
  return out.filter(({ span }) => /[\r\n]/.test(text.slice(span.start, span.end)));
}

/** Word, value, assignment, section, file: each around the offset and larger than the one before. */
export function selectionAt(document: UnitDocument, offset: number): Span[] {
  const { text, file } = document;
  const node = nodeAt(file, offset);
  const section = sectionAt(file, offset);
  const spans: Span[] = [];
  if (node?.type === 'assignment') {
    if (touches(node.keySpan, offset)) spans.push(node.keySpan);
    if (touches(node.valueSpan, offset)) spans.push(wordAround(text, node.valueSpan, offset), node.valueSpan);
    spans.push({ start: node.keySpan.start, end: Math.max(node.valueSpan.end, node.equals + 1) });
  } else if (node?.type === 'header') spans.push(node.nameSpan, node.header);
  else if (node && node.type !== 'blank') spans.push({ start: node.span.start, end: trimmed(text, node.span) });
  if (section) spans.push({ start: section.span.start, end: endOfContent(text, section.nodes, section.span.start) });
  spans.push({ start: 0, end: text.length });
  const around = spans.filter((span) => span.start < span.end && touches(span, offset));
  return around.filter((span, i) => i === 0 || (encloses(span, around[i - 1]!) && !same(span, around[i - 1]!)));
}

function directiveSymbol(node: AssignmentNode): DocumentSymbol {
  const value = node.value.text;
  const span = { start: node.keySpan.start, end: Math.max(node.valueSpan.end, node.equals + 1) };
  const detail = value.length > 60 ? `${value.slice(0, 59)}…` : value;
  return { name: node.key, detail, kind: 'directive', span, selection: node.keySpan, children: [] };
}

function wordAround(text: string, within: Span, offset: number): Span {
  let start = offset;
  while (start > within.start && !/\s/.test(text[start - 1]!)) start--;
  let end = offset;
  while (end < within.end && !/\s/.test(text[end]!)) end++;
  return { start, end };
}

/** The end of the last line that says something, without its line ending. */
function endOfContent(text: string, nodes: SectionNode['nodes'], fallback: number): number {
  const last = nodes.findLast((node: UnitNode) => node.type !== 'blank');
  return last ? trimmed(text, last.span) : fallback;
}

function trimmed(text: string, span: Span): number {
  let end = span.end;
  while (end > span.start && /[ \t\r\n\0]/.test(text[end - 1]!)) end--;
  return end;
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Whether the directive is known in that section, in whatever version, under an old name. */
export function isLegacy(section: string | undefined, key: string): boolean {
  return section !== undefined && directive(section, key)?.legacy !== undefined;
}
