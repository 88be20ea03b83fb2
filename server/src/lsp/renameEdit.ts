import type * as lsp from 'vscode-languageserver';
import type { Move, Rename } from '../core/features/units/rename.ts';
import type { Session } from './session.ts';
import type { RootTree } from './trees.ts';
import { rangeIn, uriOf } from './unitSpots.ts';

/** How a client takes a rename. */
export interface RenameAbilities {
  readonly renamesFiles: boolean;
  readonly annotates: boolean;
  /** It has links changed afterwards, so that they are not renamed as files. */
  readonly movesLinks: boolean;
}

const ANNOTATIONS = {
  words: { label: 'Names in unit files', description: 'Words that name the unit' },
  files: { label: 'Unit files', description: 'The unit file, its drop-ins and its links get the new name' },
};

/** What the client is to change: words first, then the names of files. */
export function renameEdit(
  session: Session,
  root: RootTree,
  { edits, moves }: Rename,
  can: RenameAbilities,
): lsp.WorkspaceEdit {
  const words = can.annotates ? { annotationId: 'words' } : {};
  const files = can.annotates ? { annotationId: 'files' } : {};
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
  return { documentChanges: [...changes, ...renames], ...(can.annotates ? { changeAnnotations: ANNOTATIONS } : {}) };
}

/**
 * The moves that the client makes itself. One that has links changed by the server makes those of files and folders;
 * where a link is all there is of a unit, as of an alias, the link is the file that it renames.
 */
export function movesOfFiles(moves: readonly Move[], { movesLinks }: RenameAbilities): readonly Move[] {
  if (!movesLinks) return moves;
  const isFile = moves.some(({ what }) => what === 'fragment');
  return moves.filter((move) => move.what !== 'link' || (!isFile && !isDependency(move)));
}

/** Whether a link stands in a folder such as `multi-user.target.wants`. */
function isDependency({ from }: Move): boolean {
  return /\.(?:wants|requires|upholds)\/[^/]+$/.test(from);
}
