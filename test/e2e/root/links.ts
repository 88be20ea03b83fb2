import * as vscode from 'vscode';
import { fileUri } from '../editor.ts';
import { until } from '../harness.ts';

/** Set by the bundler: the host that this bundle is made for. */
declare const HOST: 'node' | 'browser';

/** Links can be made only where the server has a disk. */
export const canApply = HOST === 'node';

/** The newest one of the list: in tests VS Code shows no toasts. */
export const notification = '.notifications-center .monaco-list-row[data-index="0"]';

/** The tab that shows links before and after, if it is open. */
function previewTab(): { tab: vscode.Tab; before: vscode.Uri; after: vscode.Uri } | undefined {
  for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
    const { input } = tab;
    if (input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'bootwright-links') {
      return { tab, before: input.original, after: input.modified };
    }
  }
  return undefined;
}

/** The texts of the preview for a change, by the beginning of its title. */
export async function previewTexts(change: string): Promise<{ before: string; after: string }> {
  const shown = await until(
    `preview: ${change}`,
    previewTab,
    (found) => found?.tab.label.startsWith(change) ?? false,
    (found) => found?.tab.label,
  );
  const text = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();
  return { before: await text(shown!.before), after: await text(shown!.after) };
}

export async function previewIsClosed(): Promise<void> {
  await until('preview closed', () => previewTab() === undefined);
}

/** Closes the preview without changes, and what was said of it. */
export async function cancelPreview(): Promise<void> {
  await vscode.commands.executeCommand('bootwright.preview.cancel');
  await vscode.commands.executeCommand('notifications.clearAll');
  await previewIsClosed();
}

export async function isLink(path: string): Promise<boolean> {
  return vscode.workspace.fs.stat(fileUri(path)).then(
    ({ type }) => (type & vscode.FileType.SymbolicLink) !== 0,
    () => false,
  );
}

/** The text at a path, links followed; undefined where there is none. */
export async function textAt(path: string): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(fileUri(path)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}
