import * as lsp from 'vscode-languageserver';
import { type Rename, renameUnit } from '../core/features/units/rename.ts';
import { fixedName } from '../core/features/units/renameNames.ts';
import { type UnitAt, unitAt } from '../core/features/units/unitAt.ts';
import { folderOf, nameOf } from '../core/tree/systemTree.ts';
import { unitNameForm } from '../core/values/unitNames.ts';
import { offsetIn } from './documents.ts';
import type { Guard } from './guard.ts';
import { indexOf, scopeOf } from './indexes.ts';
import { pathWithin } from './locations.ts';
import { movesOfFiles, type RenameAbilities, renameEdit } from './renameEdit.ts';
import type { Session } from './session.ts';
import { toRange, toTextEdit } from './toProtocol.ts';
import type { RootTree } from './trees.ts';
import { type UnitSpot, unitSpot } from './unitSpots.ts';

/** What is told instead of a result. */
type Refusal = { readonly problem: string };

/** Files of which the client tells before they get other names. */
export const RENAMED_FILES: lsp.FileOperationRegistrationOptions = {
  filters: [{ pattern: { glob: '**/*.{service,socket,target,device,mount,automount,swap,timer,path,slice,scope}' } }],
};

/** Renames units: the file, its drop-ins, its links, and the words that name it. */
export function registerRename(
  connection: lsp.Connection,
  session: Session,
  guard: Guard,
  capabilities: lsp.ClientCapabilities,
  movesLinks: boolean,
) {
  const can: RenameAbilities = {
    renamesFiles: capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('rename') === true,
    annotates: capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    movesLinks,
  };
  let answered: { readonly root: RootTree; readonly rename: Rename } | undefined;

  const prepare = guard<lsp.PrepareRenameParams, Prepared | Refusal | null>(
    'prepareRename',
    null,
    async (parameters) => {
      const found = await find(session, parameters);
      if (!found) return inDocument(session, parameters);
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
    if (!found) return renamedInDocument(session, parameters);
    if (!can.renamesFiles) {
      return {
        problem: 'This editor cannot rename files on behalf of a language server, so a unit cannot be renamed.',
      };
    }
    const { root, index } = found.spot;
    const done = renameUnit(index, found.at.name, parameters.newName.trim());
    if ('problem' in done) return done;
    answered = { root, rename: done };
    return renameEdit(session, root, { ...done, moves: movesOfFiles(done.moves, can) }, can);
  });
  connection.onRenameRequest(async (parameters, token) => told(await rename(parameters, token)));

  const willRename = guard<lsp.RenameFilesParams, lsp.WorkspaceEdit | null>(
    'willRenameFiles',
    null,
    async ({ files }) => {
      const [file] = files;
      if (file === undefined || !can.renamesFiles) return null;
      const root = await session.trees.of(file.oldUri);
      const own = root && answered?.root.uri === root.uri ? answered.rename : undefined;
      answered = undefined;
      const done = root && renameOfFiles(root, files, can);
      // Editors tell of the files too that they rename for the request above, when the words are changed already.
      if (!done || (own && isPartOf(root, files, own) && (own.edits.length === 0 || !isSame(own, done)))) return null;
      return renameEdit(session, root, done, can);
    },
  );
  connection.workspace.onWillRenameFiles((parameters, token) => willRename(parameters, token));
}

/** What is renamed where the kind of the document knows of names that are its own. */
function inDocument(session: Session, { textDocument, position }: lsp.TextDocumentPositionParams): Prepared | null {
  const open = session.document(textDocument.uri);
  const at = open?.kind.renameAt?.(open.parsed, offsetIn(open, position));
  return open && at ? { range: toRange(open.index, at.span), placeholder: at.name } : null;
}

function renamedInDocument(
  session: Session,
  { textDocument, position, newName }: lsp.RenameParams,
): lsp.WorkspaceEdit | Refusal | null {
  const open = session.document(textDocument.uri);
  const edits = open?.kind.rename?.(open.parsed, offsetIn(open, position), newName.trim());
  if (!open || edits === undefined) return null;
  if (typeof edits === 'string') return { problem: edits };
  return { changes: { [open.uri]: edits.map((edit) => toTextEdit(open.index, edit)) } };
}

type Prepared = { range: lsp.Range; placeholder: string };

/**
 * What else is to be renamed when one unit file gets another name in its folder: the words that name it, its drop-ins.
 * Undefined when the unit keeps its name, as there is another file of it, or cannot be renamed.
 */
function renameOfFiles(root: RootTree, files: readonly lsp.FileRename[], can: RenameAbilities): Rename | undefined {
  const moved = files.map(({ oldUri, newUri }) => ({
    from: pathWithin(root.uri, oldUri),
    to: pathWithin(root.uri, newUri),
  }));
  const [{ from, to } = { from: undefined, to: undefined }] = moved;
  if (moved.length !== 1 || from === undefined || to === undefined || folderOf(from) !== folderOf(to)) return undefined;
  if (unitNameForm(nameOf(from)) === undefined || nameOf(to) === nameOf(from)) return undefined;
  if (unitNameForm(nameOf(to)) === undefined) return undefined;
  const done = renameUnit(indexOf(root, scopeOf(root, from)), nameOf(from), nameOf(to));
  if ('problem' in done || !done.moves.some((move) => move.from === from)) return undefined;
  const others = movesOfFiles(done.moves, can).filter((move) => move.from !== from);
  return others.some(({ what }) => what === 'fragment') ? undefined : { ...done, moves: others };
}

function isPartOf(root: RootTree, files: readonly lsp.FileRename[], { moves }: Rename): boolean {
  const paths = files.map(({ oldUri, newUri }) => [pathWithin(root.uri, oldUri), pathWithin(root.uri, newUri)]);
  return paths.every(([old, name]) => moves.some(({ from, to }) => from === old && to === name));
}

function isSame(a: Rename, b: Rename): boolean {
  return JSON.stringify(a.edits) === JSON.stringify(b.edits);
}

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
