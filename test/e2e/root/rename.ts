import * as vscode from 'vscode';
import { after, fileUri, hover, open } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { click, hasPage, perform, texts } from '../page.ts';
import { canApply, cancelPreview, isLink, notification, previewTexts, textAt } from './links.ts';

const system = 'etc/systemd/system';
const wants = `${system}/network-online.target.wants`;
const feeder = `${system}/feeder.service`;

/** Renames the unit named behind `before` in the feeder, as a user does where there is a window. */
async function rename(before: string, name: string): Promise<void> {
  const document = await open(feeder);
  const position = after(document, before);
  await until('answer of the language server', () => hover(document, position));
  if (await hasPage()) {
    vscode.window.activeTextEditor!.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    void vscode.commands.executeCommand('editor.action.rename');
    await perform([
      ['fill', '.rename-box input', name],
      ['press', 'Enter'],
    ]);
    return;
  }
  const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    position,
    name,
  );
  await vscode.workspace.applyEdit(edit);
}

/** The text of a file as it is being edited. It is saved: a document that nobody shows is closed before long. */
async function textInEditor(path: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  await document.save();
  return document.getText();
}

/** Waits until the files on disk are those of a unit of that name, and the feeder names it. */
async function isNamed(name: string, old: string): Promise<void> {
  await until(`file of ${name}`, () => textAt(`${system}/${name}`));
  await until(`drop-in of ${name}`, () => textAt(`${system}/${name}.d/nice.conf`));
  const isRewritten = (text?: string) => text?.includes(`Requires=${name}\nAfter=${name} network-online.target\n`);
  await until(`${name} in the feeder`, () => textInEditor(feeder), isRewritten);
  await until(`${name} in the file of the feeder`, () => textAt(feeder), isRewritten);
  equal(await textAt(`${system}/${old}`), undefined, `file of ${old}`);
}

/** Renames a file as the explorer does. */
async function move(old: string, name: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(fileUri(`${system}/${old}`), fileUri(`${system}/${name}`));
  await vscode.workspace.applyEdit(edit);
}

/** Waits until the unit says that it has the alias, and the alias leads to it. */
async function isAlias(alias: string, of: string): Promise<void> {
  await until(`link ${alias}`, () => isLink(`${system}/${alias}`));
  const unit = `${system}/${of}`;
  await until('Alias=', async () => (await textInEditor(unit)).includes(`\nAlias=${alias}\n`));
  equal(await textAt(`${system}/${alias}`), await textAt(unit), 'behind the alias');
}

export const renaming: Suite = {
  'a unit is renamed with its files and the words that name it': async () => {
    await rename('Requires=re', 'hub.service');
    await isNamed('hub.service', 'relay.service');
  },

  'the links that are left behind are shown, before and after': async () => {
    const { before, after } = await previewTexts('Rename relay.service to hub.service');
    check(
      before.includes(`/${wants}/\n  relay.service -> ${canApply ? '../relay.service' : '?'}\n`),
      `before: ${before}`,
    );
    const target = canApply ? '../hub.service' : `/${system}/hub.service`;
    check(after.includes(`/${wants}/\n  hub.service -> ${target}\n`), `after: ${after}`);
    if (canApply) check(after.includes('\n  switch.service -> hub.service\n'), `after: ${after}`);
    if (!(await hasPage())) return;
    await vscode.commands.executeCommand('notifications.showList');
    const [words] = await texts(`${notification} .notification-list-item-message`, ([text]) => text !== undefined);
    check(words!.includes('network-online.target wants hub.service instead of relay.service.'), `summary: ${words}`);
    equal(words!.includes('run the shell lines'), !canApply, 'says that it cannot be applied');
    const buttons = await texts(`${notification} .monaco-button`, (all) => all.length > 1);
    equal(buttons, [...(canApply ? ['Apply'] : []), 'Copy Shell Lines', 'Cancel'], 'buttons');
  },

  'the shell lines that change them can be copied': async () => {
    await vscode.commands.executeCommand('bootwright.preview.copyShell');
    const lines = (await vscode.env.clipboard.readText()).split('\n');
    check(
      lines.some((line) => line.startsWith('rm /') && line.endsWith(`/${wants}/relay.service`)),
      `lines: ${lines}`,
    );
    check(
      lines.some((line) => line.startsWith('ln -s ') && line.endsWith(`/${wants}/hub.service`)),
      `lines: ${lines}`,
    );
  },

  'applied, the links lead to the new file; undone, they are as they were': async () => {
    if (!canApply) return cancelPreview();
    if (await hasPage()) await click(`${notification} .monaco-button`, 'Apply');
    else void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('new link', () => isLink(`${wants}/hub.service`));
    equal(await textAt(`${wants}/hub.service`), await textAt(`${system}/hub.service`), 'behind the link');
    equal(await textAt(`${system}/switch.service`), await textAt(`${system}/hub.service`), 'behind the alias');
    check(!(await isLink(`${wants}/relay.service`)), 'the old link is there still');
    await vscode.commands.executeCommand('bootwright.undoLastChange');
    await until('old link', () => isLink(`${wants}/relay.service`));
    check(!(await isLink(`${wants}/hub.service`)), 'the new link is there still');
    await vscode.commands.executeCommand('notifications.clearAll');
  },

  'undoing the rename in the editor brings back files and words, and no link has to change': async () => {
    await open(feeder);
    await vscode.commands.executeCommand('undo');
    await isNamed('relay.service', 'hub.service');
  },

  'a file that is renamed takes along its drop-ins, the words that name it, and its links': async () => {
    await move('relay.service', 'node.service');
    await isNamed('node.service', 'relay.service');
    await previewTexts('Rename relay.service to node.service');
    if (!canApply) return cancelPreview();
    void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('new link', () => isLink(`${wants}/node.service`));
  },

  'an alias is renamed as such': async () => {
    if (!canApply) return;
    await move('switch.service', 'lever.service');
    await isAlias('lever.service', 'node.service');
  },

  'renamed back, all is as it was': async () => {
    if (canApply) {
      await move('lever.service', 'switch.service');
      await isAlias('switch.service', 'node.service');
    }
    await move('node.service', 'relay.service');
    await isNamed('relay.service', 'node.service');
    if (canApply) {
      await previewTexts('Rename node.service to relay.service');
      void vscode.commands.executeCommand('bootwright.preview.apply');
      await until('old link', () => isLink(`${wants}/relay.service`));
    }
    equal(await textAt(`${wants}/relay.service`), await textAt(`${system}/relay.service`), 'behind the link');
    await vscode.commands.executeCommand('notifications.clearAll');
  },
};
