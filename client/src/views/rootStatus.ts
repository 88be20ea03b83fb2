import { Disposable, StatusBarAlignment, type StatusBarItem, Uri, window } from 'vscode';
import type { RootSummary } from '../../../server/src/protocol/planning.ts';
import { type Roots, rootSetting } from '../planning/roots.ts';

/** A status bar item that names the root whose units are meant, while a unit file is open. */
export function showRoot(roots: Roots, languages: readonly string[]): Disposable {
  const item = window.createStatusBarItem('bootwright.root', StatusBarAlignment.Right, 101);
  item.name = 'Bootwright: System Root';
  item.command = 'bootwright.chooseRoot';
  const refresh = () => void update(item, roots, languages);
  return Disposable.from(item, window.onDidChangeActiveTextEditor(refresh), roots.onDidChange(refresh));
}

async function update(item: StatusBarItem, roots: Roots, languages: readonly string[]): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || !languages.includes(document.languageId)) return item.hide();
  const root = await roots.current();
  if (document !== window.activeTextEditor?.document) return;
  if (!root) return item.hide();
  item.text = `$(root-folder) ${root.name}`;
  item.tooltip = `${describe(root)}\n${Uri.parse(root.uri).path || '/'}\n${rootSetting() === '' ? 'Found by itself.' : 'Set by bootwright.root.'}`;
  item.show();
}

function describe({ system, machine, readOnly }: RootSummary): string {
  const what = machine ? 'This machine' : system ? 'System root' : 'Folder of units';
  return readOnly === null ? what : `${what}. ${readOnly}`;
}
