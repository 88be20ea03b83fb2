import { commands } from 'vscode';
import type { RootSummary } from '../../../server/src/protocol/planning.ts';

/** Has the views greet whoever has no root to look at, and shows runlevels where there are init scripts. */
export async function tellWhetherRoot(root: RootSummary | undefined): Promise<void> {
  await commands.executeCommand('setContext', 'bootwright.noRoot', !root);
  await commands.executeCommand('setContext', 'bootwright.hasInitScripts', root?.initScripts ?? false);
}
