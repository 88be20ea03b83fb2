import { initFolder } from '../../sysv/layout.ts';
import type { Span } from '../../text/span.ts';
import { joinPath } from '../../tree/systemTree.ts';
import { blocks, nested } from '../crontab/structure.ts';
import type { Context, DocumentSymbol, Folding, Link, SemanticToken } from '../kind.ts';
import { lineAt, type RcLinksDocument, surroundingsOf } from './document.ts';
import { targetName } from './nameChecks.ts';
import type { LinkLine } from './parse.ts';

/** The outline: the links in the order in which they stand, with what they do. */
export function symbolsOf({ links }: RcLinksDocument, context: Context): DocumentSymbol[] {
  const { scripts } = surroundingsOf(context);
  return links.map(({ name, parsed, span }) => {
    const description = parsed && scripts?.byName.get(parsed.service)?.description;
    const does = parsed ? `${parsed.kind === 'S' ? 'starts' : 'stops'} ${parsed.service}` : '';
    const detail = description ? `${does}: ${description}` : does;
    return {
      name: name.text,
      detail,
      kind: 'directive',
      span: around(span, name.span),
      selection: name.span,
      children: [],
    };
  });
}

function around(outer: Span, inner: Span): Span {
  return { start: Math.min(outer.start, inner.start), end: Math.max(outer.end, inner.end) };
}

/** What can be folded: blocks of comments, and what stands between empty lines. */
export function foldingOf({ text }: RcLinksDocument): Folding[] {
  return [...blocks(text, /^[ \t]*#/, 'comment'), ...blocks(text, /\S/, 'region')];
}

/** Part, name, line, file: each around the offset and larger than the one before. */
export function selectionAt({ text, lines }: RcLinksDocument, offset: number): Span[] {
  const line = lineAt(lines, offset);
  const parts = line?.type === 'link' ? [...partsOf(line).map(({ span }) => span), line.name.span] : [];
  const target = line?.type === 'link' && line.target ? [line.target.span] : [];
  return nested([...parts, ...target, ...(line ? [line.span] : []), { start: 0, end: text.length }], offset);
}

/** The kind, the number and the script in the name of a link. */
function partsOf({ name, parsed }: LinkLine): { readonly type: SemanticToken['type']; readonly span: Span }[] {
  if (!parsed) return [];
  const { start, end } = name.span;
  return [
    { type: 'keyword', span: { start, end: start + 1 } },
    { type: 'number', span: { start: start + 1, end: start + 3 } },
    { type: 'property', span: { start: start + 3, end } },
  ];
}

/** What the grammar cannot know: which scripts there are. */
export function tokensOf({ links }: RcLinksDocument, context: Context): SemanticToken[] {
  const { scripts } = surroundingsOf(context);
  return links.flatMap((line): SemanticToken[] => {
    const target = targetName(line);
    const known = target !== undefined && scripts?.byName.has(target);
    return [...partsOf(line), ...(known && line.target ? [{ span: line.target.span, type: 'string' as const }] : [])];
  });
}

/** Targets lead to their scripts. */
export function linksOf({ links }: RcLinksDocument, context: Context): Link[] {
  const { tree, scripts } = surroundingsOf(context);
  const folder = tree && initFolder(tree);
  if (folder === undefined) return [];
  return links.flatMap((line) => {
    const name = targetName(line);
    if (!line.target || name === undefined || !scripts?.byName.has(name)) return [];
    return [
      { span: line.target.span, target: { path: joinPath(folder, name) }, tooltip: `Open ${joinPath(folder, name)}` },
    ];
  });
}
