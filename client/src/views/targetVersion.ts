import { Disposable, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  type TargetVersion,
  type TargetVersionParams,
  targetVersionChanged,
  targetVersionRequest,
} from '../../../server/src/protocol/messages.ts';

const reasons: Record<TargetVersion['source'], string> = {
  setting: 'Set by bootwright.systemdVersion.',
  root: 'Read from the system root in the workspace.',
  newest: 'The newest version known: neither the settings nor the workspace names one.',
};

/** A status bar item that names the systemd version which the active unit file is checked against. */
export function showTargetVersion(client: BaseLanguageClient, languages: readonly string[]): Disposable {
  const item = window.createStatusBarItem('bootwright.targetVersion', StatusBarAlignment.Right, 100);
  item.name = 'Bootwright: systemd Version';
  item.command = 'bootwright.selectSystemdVersion';
  const refresh = () => void update(item, client, languages);
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(refresh),
    client.onNotification(targetVersionChanged, refresh),
    client.onDidChangeState(refresh),
  );
}

async function update(item: StatusBarItem, client: BaseLanguageClient, languages: readonly string[]): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || !languages.includes(document.languageId) || client.state !== State.Running) return item.hide();
  const params: TargetVersionParams = { uri: document.uri.toString() };
  const target = await client.sendRequest<TargetVersion>(targetVersionRequest, params).catch(() => undefined);
  // The user may have moved on while the server was asked.
  if (document !== window.activeTextEditor?.document) return;
  if (!target) return item.hide();
  item.text = `systemd ${target.version}`;
  item.tooltip = `Checked as systemd ${target.version} reads it. ${reasons[target.source]}`;
  item.show();
}
