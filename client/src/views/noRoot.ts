import { commands } from 'vscode';
import type { RootSummary } from '../../../server/src/protocol/planning.ts';

/** Has the views greet whoever has no root to look at. */
export async function tellWhetherRoot(root: RootSummary | undefined): Promise<void> {
  await commands.executeCommand('setContext', 'bootwright.noRoot', !root);
}
