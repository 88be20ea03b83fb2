import * as lsp from 'vscode-languageserver';
import { fixAllEdits, fixesAt } from '../core/features/fixes.ts';
import { type OpenDocument, offsetIn } from './documents.ts';
import type { Guard } from './guard.ts';
import type { Session } from './session.ts';
import { toDiagnostic, toTextEdit } from './toProtocol.ts';

/** Offers the fixes of diagnostics: one by one, and all obvious ones of a file at once. */
export function registerCodeActions(connection: lsp.Connection, session: Session, guard: Guard): void {
  connection.onCodeAction(
    guard<lsp.CodeActionParams, lsp.CodeAction[]>('codeAction', [], ({ textDocument, range, context }) => {
      const open = session.document(textDocument.uri);
      if (!open) return [];
      const wants = (kind: string) =>
        !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      return [
        ...(wants(lsp.CodeActionKind.QuickFix) ? quickFixes(session, open, range) : []),
        ...(wants(lsp.CodeActionKind.SourceFixAll) ? fixAll(session, open) : []),
      ];
    }),
  );
}

function quickFixes(session: Session, open: OpenDocument, range: lsp.Range): lsp.CodeAction[] {
  const found = fixesAt(session.diagnostics(open), offsetIn(open, range.start), offsetIn(open, range.end));
  return found.map(({ diagnostic, fix }) => ({
    title: fix.title,
    kind: lsp.CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(open.index, open.uri, diagnostic)],
    edit: { changes: { [open.uri]: fix.edits.map((edit) => toTextEdit(open.index, edit)) } },
    ...(fix.preferred ? { isPreferred: true } : {}),
  }));
}

function fixAll(session: Session, open: OpenDocument): lsp.CodeAction[] {
  const edits = fixAllEdits(session.diagnostics(open));
  if (edits.length === 0) return [];
  return [
    {
      title: 'Fix all problems that have an obvious answer',
      kind: lsp.CodeActionKind.SourceFixAll,
      edit: { changes: { [open.uri]: edits.map((edit) => toTextEdit(open.index, edit)) } },
    },
  ];
}
