import { type Disposable, workspace } from 'vscode';
import type { Changing } from './changing.ts';
import type { PlanningServer } from './server.ts';

/**
 * When unit files have got other names or places, in the explorer, by a rename in the editor or by undoing one, the
 * links that are left behind are proposed to follow: an editor can neither rename links nor let them lead elsewhere.
 */
export function followRenames(server: PlanningServer, changing: Changing): Disposable {
  return workspace.onDidRenameFiles(async ({ files }) => {
    const locations = files.map(({ oldUri, newUri }) => ({ oldUri: oldUri.toString(), newUri: newUri.toString() }));
    const moved = await server.movedLinks({ files: locations });
    if (moved) await changing.propose(moved);
  });
}
