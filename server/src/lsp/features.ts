import * as lsp from 'vscode-languageserver';
import { encloses } from '../core/text/span.ts';
import { offsetIn } from './documents.ts';
import type { Guard } from './guard.ts';
import { locationInRoot } from './roots.ts';
import type { Session } from './session.ts';
import {
  type CompletionData,
  toCompletion,
  toFolding,
  toInlayHint,
  toRange,
  toSelectionRange,
  toSemanticTokens,
  toSymbol,
  toTextEdit,
} from './toProtocol.ts';

/** Answers the requests about one document: completion, hover, outline, folding, selection, colours, links, format. */
export function registerFeatures(connection: lsp.Connection, session: Session, guard: Guard): void {
  connection.onCompletion(
    guard<lsp.CompletionParams, lsp.CompletionItem[]>('completion', [], async ({ textDocument, position }) => {
      const open = session.document(textDocument.uri);
      if (!open) return [];
      const offset = offsetIn(open, position);
      const context = await session.context(open, { folder: open.kind.folderAt(open.parsed, offset) });
      const completions = open.kind.complete(open.parsed, offset, context);
      return completions.map((completion) => toCompletion(open.index, open.uri, completion, session.canRetrigger));
    }),
  );

  connection.onCompletionResolve(async (item, token) => {
    const resolve = guard<lsp.CompletionItem, lsp.CompletionItem>('completionResolve', item, async () => {
      const data = item.data as CompletionData | undefined;
      const open = data && session.document(data.uri);
      if (!open) return item;
      const text = open.kind.document(data.key, await session.context(open));
      return text === undefined ? item : { ...item, documentation: { kind: lsp.MarkupKind.Markdown, value: text } };
    });
    return resolve(item, token);
  });

  connection.onHover(
    guard<lsp.HoverParams, lsp.Hover | null>('hover', null, async ({ textDocument, position }) => {
      const open = session.document(textDocument.uri);
      if (!open) return null;
      const hover = open.kind.hover(open.parsed, offsetIn(open, position), await session.context(open));
      if (!hover) return null;
      return { contents: { kind: lsp.MarkupKind.Markdown, value: hover.text }, range: toRange(open.index, hover.span) };
    }),
  );

  connection.languages.inlayHint.on(
    guard<lsp.InlayHintParams, lsp.InlayHint[]>('inlayHint', [], async ({ textDocument, range }) => {
      const open = session.settings.inlayHintsEnabled ? session.document(textDocument.uri) : undefined;
      if (!open?.kind.inlayHints) return [];
      const span = { start: offsetIn(open, range.start), end: offsetIn(open, range.end) };
      const hints = open.kind.inlayHints(open.parsed, span, await session.context(open));
      return hints.map((hint) => toInlayHint(open.index, hint));
    }),
  );

  connection.onDocumentSymbol(
    guard<lsp.DocumentSymbolParams, lsp.DocumentSymbol[]>('documentSymbol', [], async ({ textDocument }) => {
      const open = session.document(textDocument.uri);
      if (!open) return [];
      const symbols = open.kind.symbols(open.parsed, await session.context(open));
      return symbols.map((symbol) => toSymbol(open.index, symbol));
    }),
  );

  connection.onFoldingRanges(
    guard<lsp.FoldingRangeParams, lsp.FoldingRange[]>('foldingRange', [], ({ textDocument }) => {
      const open = session.document(textDocument.uri);
      return open ? open.kind.folding(open.parsed).map((folding) => toFolding(open.index, folding)) : [];
    }),
  );

  connection.onSelectionRanges(
    guard<lsp.SelectionRangeParams, lsp.SelectionRange[]>('selectionRange', [], ({ textDocument, positions }) => {
      const open = session.document(textDocument.uri);
      if (!open) return [];
      return positions.map((position) =>
        toSelectionRange(open.index, open.kind.selection(open.parsed, offsetIn(open, position))),
      );
    }),
  );

  connection.languages.semanticTokens.on(
    guard<lsp.SemanticTokensParams, lsp.SemanticTokens>('semanticTokens', { data: [] }, async ({ textDocument }) => {
      const open = session.document(textDocument.uri);
      if (!open) return { data: [] };
      return toSemanticTokens(open.index, open.kind.tokens(open.parsed, await session.context(open)));
    }),
  );

  connection.onDocumentLinks(
    guard<lsp.DocumentLinkParams, lsp.DocumentLink[]>('documentLink', [], ({ textDocument }) =>
      links(session, textDocument.uri),
    ),
  );

  connection.onDocumentFormatting(
    guard<lsp.DocumentFormattingParams, lsp.TextEdit[]>('formatting', [], ({ textDocument }) => {
      const open = session.settings.formatEnabled ? session.document(textDocument.uri) : undefined;
      return open ? open.kind.format(open.parsed).map((edit) => toTextEdit(open.index, edit)) : [];
    }),
  );

  connection.onDocumentRangeFormatting(
    guard<lsp.DocumentRangeFormattingParams, lsp.TextEdit[]>('rangeFormatting', [], ({ textDocument, range }) => {
      const open = session.settings.formatEnabled ? session.document(textDocument.uri) : undefined;
      if (!open) return [];
      const wanted = { start: offsetIn(open, range.start), end: offsetIn(open, range.end) };
      const edits = open.kind.format(open.parsed).filter((edit) => encloses(wanted, edit.span));
      return edits.map((edit) => toTextEdit(open.index, edit));
    }),
  );
}

async function links(session: Session, uri: string): Promise<lsp.DocumentLink[]> {
  const open = session.document(uri);
  if (!open) return [];
  const root = await session.root(uri);
  const context = await session.context(open, { paths: open.kind.mentionedPaths(open.parsed) });
  const out: lsp.DocumentLink[] = [];
  for (const { span, target, tooltip } of open.kind.links(open.parsed, context)) {
    const where = 'url' in target ? target.url : root && (await locationInRoot(session.host, root, target.path));
    if (where !== undefined)
      out.push({ range: toRange(open.index, span), target: where, ...(tooltip ? { tooltip } : {}) });
  }
  return out;
}
