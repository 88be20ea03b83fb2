import * as lsp from 'vscode-languageserver';
import { type Rename, renameUnit } from '../core/features/units/rename.ts';
import { fixedName } from '../core/features/units/renameNames.ts';
import { type UnitAt, unitAt } from '../core/features/units/unitAt.ts';
import { offsetIn } from './documents.ts';
import type { Guard } from './guard.ts';
import type { Session } from './session.ts';
import { toRange } from './toProtocol.ts';
import { rangeIn, type UnitSpot, unitSpot, uriOf } from './unitSpots.ts';

/** What is told instead of a result. */
type Refusal = { readonly problem: string };

const ANNOTATIONS = {
  words: { label: 'Names in unit files', description: 'Words that name the unit' },
  files: { label: 'Unit files', description: 'The unit file, its drop-ins and its links get the new name' },
};

/** Renames units: the file, its drop-ins, its links, and the words that name it. */
export function registerRename(
  connection: lsp.Connection,
  session: Session,
  guard: Guard,
  can: lsp.ClientCapabilities,
) {
  const prepare = guard<lsp.PrepareRenameParams, Prepared | Refusal | null>(
    'prepareRename',
    null,
    async (parameters) => {
      const found = await find(session, parameters);
      if (!found) return null;
      const { spot, at } = found;
      const problem = fixedName(spot.index, at.name);
      if (problem !== undefined) return { problem };
      if (at.mention && at.mention.text !== at.name) {
        return {
          problem: `"${at.mention.text}" is filled in by systemd; rename ${at.name} where it is named in full.`,
        };
      }
      return { range: toRange(spot.open.index, at.span), placeholder: at.name };
    },
  );
  connection.onPrepareRename(async (parameters, token) => told(await prepare(parameters, token)));

  const rename = guard<lsp.RenameParams, lsp.WorkspaceEdit | Refusal | null>('rename', null, async (parameters) => {
    const found = await find(session, parameters);
    if (!found) return null;
    if (!can.workspace?.workspaceEdit?.resourceOperations?.includes('rename')) {
      return {
        problem: 'This editor cannot rename files on behalf of a language server, so a unit cannot be renamed.',
      };
    }
    const done = renameUnit(found.spot.index, found.at.name, parameters.newName.trim());
    return 'problem' in done ? done : workspaceEdit(session, found.spot, done, can);
  });
  connection.onRenameRequest(async (parameters, token) => told(await rename(parameters, token)));
}

type Prepared = { range: lsp.Range; placeholder: string };

async function find(
  session: Session,
  { textDocument, position }: lsp.TextDocumentPositionParams,
): Promise<{ spot: UnitSpot; at: UnitAt } | undefined> {
  const spot = await unitSpot(session, textDocument.uri);
  const at = spot && unitAt(spot.document, offsetIn(spot.open, position), spot.root.systemdVersion);
  return spot && at && { spot, at };
}

/** A refusal becomes the error that editors show. */
function told<T extends object>(answer: T | Refusal | null): T | null {
  if (answer && 'problem' in answer) throw new lsp.ResponseError(lsp.LSPErrorCodes.RequestFailed, answer.problem);
  return answer;
}

function workspaceEdit(
  session: Session,
  { root }: UnitSpot,
  { edits, moves }: Rename,
  can: lsp.ClientCapabilities,
): lsp.WorkspaceEdit {
  const annotated = can.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined;
  const words = annotated ? { annotationId: 'words' } : {};
  const files = annotated ? { annotationId: 'files' } : {};
  const changes: lsp.TextDocumentEdit[] = edits.map(({ path, edits }) => {
    const uri = uriOf(session, root, path);
    return {
      textDocument: { uri, version: session.versionOf(uri) ?? null },
      edits: edits.map(({ span, newText }) => ({ range: rangeIn(root, path, span), newText, ...words })),
    };
  });
  const renames: lsp.RenameFile[] = moves.map(({ from, to }) => ({
    kind: 'rename',
    oldUri: uriOf(session, root, from),
    newUri: uriOf(session, root, to),
    ...files,
  }));
  return { documentChanges: [...changes, ...renames], ...(annotated ? { changeAnnotations: ANNOTATIONS } : {}) };
}
