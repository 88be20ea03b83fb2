import { inittabAction } from '../../sysv/inittab.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { Span } from '../../text/span.ts';
import { blocks, lineSpan, nested } from '../crontab/structure.ts';
import type { DocumentSymbol, Folding, Link, SemanticToken } from '../kind.ts';
import { entryAt, FIELDS, type InittabDocument } from './document.ts';

/** The outline: the lines by their ids. */
export function symbolsOf({ lines }: InittabDocument): DocumentSymbol[] {
  return lines.map(({ entry }) => {
    const { id, runlevels, action, process, span } = entry;
    const detail = [runlevels?.text, action?.text, process?.text].filter(Boolean).join(' ');
    const short = detail.length > 60 ? `${detail.slice(0, 59)}…` : detail;
    return { name: id.text || '?', detail: short, kind: 'directive', span, selection: id.span, children: [] };
  });
}

/** Blocks of comments, and what stands between empty lines. */
export function foldingOf({ text }: InittabDocument): Folding[] {
  return [...blocks(text, /^[ \t]*#/, 'comment'), ...blocks(text, /\S/, 'region')];
}

/** Field, line, file. */
export function selectionAt(document: InittabDocument, offset: number): Span[] {
  const { text } = document;
  const entry = entryAt(document, offset);
  const fields = entry ? FIELDS.flatMap((name) => entry[name]?.span ?? []) : [];
  return nested([...fields, lineSpan(text, offset), { start: 0, end: text.length }], offset);
}

/** What the grammar cannot know: which lines init takes. */
export function tokensOf({ lines }: InittabDocument): SemanticToken[] {
  return lines
    .flatMap(({ entry, fault }): SemanticToken[] => {
      if (fault) return [];
      const { id, runlevels, action } = entry;
      return [
        { span: id.span, type: 'property' },
        { span: runlevels!.span, type: 'number' },
        ...(inittabAction(action!.text) ? [{ span: action!.span, type: 'keyword' as const }] : []),
      ];
    })
    .filter(({ span }) => span.end > span.start);
}

/** Programs that are run, as paths inside the root. */
export function pathsIn({ lines }: InittabDocument): { readonly path: string; readonly span: Span }[] {
  return lines.flatMap(({ entry }) => {
    const match = /^([+@]*)(\/[^\s;|&<>"'`$*?]+)(?=\s|$)/.exec(entry.process?.text ?? '');
    if (!match) return [];
    const start = entry.process!.span.start + match[1]!.length;
    return [{ path: match[2]!, span: { start, end: start + match[2]!.length } }];
  });
}

/** The programs of the lines that are there, as links to their files. */
export function linksOf(document: InittabDocument, exists: (path: string) => boolean | undefined): Link[] {
  return pathsIn(document).flatMap(({ path, span }): Link[] =>
    exists(path) === true ? [{ span, target: { path } }] : [],
  );
}

/** Takes away blanks in front of lines, and behind comments and lines that say nothing; fields stay as they are. */
export function formatInittab({ text, lines }: InittabDocument): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { entry } of lines) {
    const start = text.lastIndexOf('\n', entry.span.start - 1) + 1;
    if (start < entry.span.start) edits.push({ span: { start, end: entry.span.start }, newText: '' });
  }
  for (const match of text.matchAll(/^([ \t]*(?:#.*?)??)([ \t]+)$/gm)) {
    const start = match.index + match[1]!.length;
    edits.push({ span: { start, end: start + match[2]!.length }, newText: '' });
  }
  return edits.sort((a, b) => a.span.start - b.span.start);
}
