import {
  ConfigurationTarget,
  commands,
  type Disposable,
  type Extension,
  type QuickPickItem,
  window,
  workspace,
} from 'vscode';
import { usualVersions } from '../manifest.ts';

const setting = 'bootwright.systemdVersion';
const otherVersion = 'Other version...';

/** "Bootwright: Select systemd Version": asks, and writes the answer to `bootwright.systemdVersion`. */
export function selectSystemdVersion(extension: Extension<unknown>): Disposable {
  return commands.registerCommand('bootwright.selectSystemdVersion', async () => {
    const version = await askVersion(usualVersions(extension));
    if (version !== undefined) await workspace.getConfiguration().update(setting, version, writtenTo());
  });
}

/** The chosen value of the setting, or undefined when the user turned away. */
async function askVersion(versions: readonly string[]): Promise<string | undefined> {
  const current = workspace.getConfiguration().get<string>(setting);
  const items = versions.map((version) => versionItem(version, current));
  const picked = await window.showQuickPick([...items, { label: otherVersion }], {
    title: 'Systemd version that unit files are written for',
  });
  return picked?.label === otherVersion ? askNumber() : picked?.label;
}

function versionItem(version: string, current: string | undefined): QuickPickItem {
  return {
    label: version,
    ...(version === current && { description: 'current' }),
    ...(version === 'auto' && { detail: 'Read from the system root in the workspace, else the newest version known' }),
  };
}

function askNumber(): Thenable<string | undefined> {
  return window.showInputBox({
    title: 'Systemd version',
    prompt: 'The number that "systemctl --version" prints first',
    validateInput: (text) => (/^[0-9]{3}$/.test(text) ? undefined : 'Write three digits, such as 255.'),
  });
}

/** Where the setting is set already, closest first; else the workspace, or the user's settings without one. */
function writtenTo(): ConfigurationTarget {
  const values = workspace.getConfiguration().inspect(setting);
  if (values?.workspaceFolderValue !== undefined) return ConfigurationTarget.WorkspaceFolder;
  if (values?.workspaceValue !== undefined) return ConfigurationTarget.Workspace;
  if (values?.globalValue !== undefined) return ConfigurationTarget.Global;
  return workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
}
