import * as vscode from 'vscode';
import { withSetting } from '../editor.ts';
import { texts } from '../page.ts';
import { pane } from './pane.ts';

const rows = `${pane('Boot')} .monaco-list-row .monaco-icon-label`;

/** Runs `work` with the Boot view open, for a boot into the target that the workspace has for this. */
export async function booting(work: () => Promise<void>): Promise<void> {
  await withSetting('files.autoSave', 'off', () =>
    withSetting('bootwright.profile.commandLine', 'quiet systemd.unit=tidy.target', async () => {
      await vscode.commands.executeCommand('bootwright.boot.focus');
      await work();
    }),
  );
  await vscode.commands.executeCommand('workbench.view.explorer');
}

/** Waits until the rows of the Boot view, from top to bottom, are good: each its name and its description. */
export function bootRows(areGood: (rows: string[]) => boolean): Promise<string[]> {
  return texts(rows, areGood);
}

/** Whether one of the texts begins with each of these. */
export function haveAll(...starts: readonly string[]): (texts: string[]) => boolean {
  return (all) => starts.every((start) => all.some((text) => text.startsWith(start)));
}
