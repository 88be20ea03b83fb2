import * as vscode from 'vscode';
import { fileUri, open } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';

const web = 'etc/systemd/system/web.service';
const dropIn = `${web}.d/override.conf`;

/** The document that shows the unit with all its files, once it is there. */
async function shown(): Promise<vscode.TextDocument> {
  await open(web);
  await vscode.commands.executeCommand('bootwright.showEffectiveUnit');
  const editor = await until(
    'effective unit',
    () => vscode.window.activeTextEditor,
    (active) => active?.document.uri.scheme === 'bootwright-unit',
    (active) => active?.document.uri.toString(),
  );
  return editor!.document;
}

export const effective: Suite = {
  'the effective unit has the unit and its drop-ins, each below its path': async () => {
    const document = await shown();
    const texts = await Promise.all([web, dropIn].map((path) => vscode.workspace.openTextDocument(fileUri(path))));
    const [unit, override] = texts.map((each) => each.getText());
    equal(document.getText(), `# /${web}\n${unit}\n# /${dropIn}\n${override}`, 'text');
    equal(document.languageId, 'systemd-service', 'language');
  },

  'the paths are links to the files, and a line knows where it is from': async () => {
    const document = await shown();
    const found = await until(
      'links',
      () => vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 100),
      (links) => links.some(({ target }) => target?.path.endsWith(dropIn)),
    );
    check(
      found.some(({ target, range }) => range.start.line === 0 && target?.path.endsWith(web) === true),
      'no link to the unit',
    );
    const position = document.positionAt(document.getText().indexOf('RestartSec=10s'));
    const origins = await until(
      'origin',
      () =>
        vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, position),
      (locations) => locations.length > 0,
    );
    check(
      origins.some(({ uri, range }) => uri.path.endsWith(dropIn) && range.start.line === 1),
      'no origin',
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  },
};
