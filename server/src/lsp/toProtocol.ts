import * as lsp from 'vscode-languageserver';
import {
  type Completion,
  type CompletionKind,
  type Diagnostic,
  type DocumentSymbol,
  type Folding,
  type InlayHint,
  type SemanticToken,
  type Severity,
  TOKEN_MODIFIERS,
  TOKEN_TYPES,
} from '../core/kinds/kind.ts';
import type { TextEdit } from '../core/text/edit.ts';
import { type LineIndex, positionAt } from '../core/text/lineIndex.ts';
import type { Span } from '../core/text/span.ts';

const SEVERITIES: Readonly<Record<Severity, lsp.DiagnosticSeverity>> = {
  error: lsp.DiagnosticSeverity.Error,
  warning: lsp.DiagnosticSeverity.Warning,
  information: lsp.DiagnosticSeverity.Information,
  hint: lsp.DiagnosticSeverity.Hint,
};

const COMPLETION_KINDS: Readonly<Record<CompletionKind, lsp.CompletionItemKind>> = {
  section: lsp.CompletionItemKind.Module,
  directive: lsp.CompletionItemKind.Property,
  value: lsp.CompletionItemKind.EnumMember,
  unit: lsp.CompletionItemKind.Reference,
  specifier: lsp.CompletionItemKind.Variable,
  path: lsp.CompletionItemKind.File,
  snippet: lsp.CompletionItemKind.Snippet,
};

export function toRange(index: LineIndex, span: Span): lsp.Range {
  return { start: positionAt(index, span.start), end: positionAt(index, span.end) };
}

export function toTextEdit(index: LineIndex, edit: TextEdit): lsp.TextEdit {
  return { range: toRange(index, edit.span), newText: edit.newText };
}

export function toDiagnostic(index: LineIndex, uri: string, diagnostic: Diagnostic): lsp.Diagnostic {
  const tags = { deprecated: lsp.DiagnosticTag.Deprecated, unnecessary: lsp.DiagnosticTag.Unnecessary };
  return {
    range: toRange(index, diagnostic.span),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    source: 'bootwright',
    message: diagnostic.message,
    ...(diagnostic.documentation ? { codeDescription: { href: diagnostic.documentation } } : {}),
    ...(diagnostic.tag ? { tags: [tags[diagnostic.tag]] } : {}),
    ...(diagnostic.related
      ? {
          relatedInformation: diagnostic.related.map(({ span, message }) => ({
            location: { uri, range: toRange(index, span) },
            message,
          })),
        }
      : {}),
  };
}

/** What a completion item carries so that its documentation can be looked up when it is shown. */
export interface CompletionData {
  readonly uri: string;
  readonly key: string;
}

export function toCompletion(
  index: LineIndex,
  uri: string,
  completion: Completion,
  canRetrigger: boolean,
): lsp.CompletionItem {
  const { label, kind, edit, detail, documentationKey, rank } = completion;
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    textEdit: toTextEdit(index, edit),
    ...(detail ? { detail } : {}),
    ...(rank ? { sortText: rank } : {}),
    ...(documentationKey ? { data: { uri, key: documentationKey } satisfies CompletionData } : {}),
    ...(completion.snippet ? { insertTextFormat: lsp.InsertTextFormat.Snippet } : {}),
    ...(completion.deprecated ? { deprecated: true, tags: [lsp.CompletionItemTag.Deprecated] } : {}),
    ...(completion.retrigger && canRetrigger
      ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } }
      : {}),
  };
}

export function toSymbol(index: LineIndex, symbol: DocumentSymbol): lsp.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbol.kind === 'section' ? lsp.SymbolKind.Module : lsp.SymbolKind.Property,
    range: toRange(index, symbol.span),
    selectionRange: toRange(index, symbol.selection),
    children: symbol.children.map((nested) => toSymbol(index, nested)),
  };
}

export function toInlayHint(index: LineIndex, hint: InlayHint): lsp.InlayHint {
  return {
    position: positionAt(index, hint.offset),
    label: hint.label,
    paddingLeft: true,
    ...(hint.tooltip ? { tooltip: { kind: lsp.MarkupKind.Markdown, value: hint.tooltip } } : {}),
  };
}

export function toFolding(index: LineIndex, folding: Folding): lsp.FoldingRange {
  const { start, end } = toRange(index, folding.span);
  return {
    startLine: start.line,
    endLine: end.line,
    ...(folding.kind === 'comment' ? { kind: lsp.FoldingRangeKind.Comment } : {}),
  };
}

/** Spans from the smallest to the largest, as the linked list that LSP wants. */
export function toSelectionRange(index: LineIndex, spans: readonly Span[]): lsp.SelectionRange {
  let outer: lsp.SelectionRange | undefined;
  for (const span of [...spans].reverse()) {
    outer = outer ? { range: toRange(index, span), parent: outer } : { range: toRange(index, span) };
  }
  return outer ?? { range: toRange(index, { start: 0, end: 0 }) };
}

/** Tokens in the relative encoding of LSP; a token over several lines is cut, as clients need not take those. */
export function toSemanticTokens(index: LineIndex, tokens: readonly SemanticToken[]): lsp.SemanticTokens {
  const builder = new lsp.SemanticTokensBuilder();
  for (const token of tokens) {
    const { start, end } = toRange(index, token.span);
    if (start.line !== end.line) continue;
    const modifiers = (token.modifiers ?? []).reduce((bits, name) => bits | (1 << TOKEN_MODIFIERS.indexOf(name)), 0);
    builder.push(
      start.line,
      start.character,
      end.character - start.character,
      TOKEN_TYPES.indexOf(token.type),
      modifiers,
    );
  }
  return builder.build();
}
