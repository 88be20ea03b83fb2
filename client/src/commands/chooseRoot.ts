import {
  ConfigurationTarget,
  commands,
  type Disposable,
  type QuickPickItem,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { RootSummary } from '../../../server/src/protocol/planning.ts';
import { type Roots, rootSetting } from '../planning/roots.ts';

interface RootPick extends QuickPickItem {
  /** What the setting is to say; undefined asks for a folder. */
  readonly setting?: string | undefined;
}

/** "Bootwright: Choose System Root": asks, and writes the answer to `bootwright.root`. */
export function chooseRoot(roots: Roots): Disposable {
  return commands.registerCommand('bootwright.chooseRoot', async () => {
    const picked = await window.showQuickPick<RootPick>(roots.all().then(rootItems), {
      title: 'System root whose units are meant',
      matchOnDescription: true,
    });
    if (!picked) return;
    const setting = picked.setting ?? (await askFolder());
    if (setting !== undefined) await workspace.getConfiguration('bootwright').update('root', setting, writtenTo());
  });
}

function rootItems(roots: readonly RootSummary[]): RootPick[] {
  const set = rootSetting();
  const onDisk = (workspace.workspaceFolders ?? []).every(({ uri }) => uri.scheme === 'file');
  const machine = { label: '$(device-desktop) This machine', description: '/', setting: '/' };
  return [
    {
      label: '$(search) Find it',
      description: set === '' ? 'current' : '',
      detail: 'The root of the file in the editor, else the first one in the workspace',
      setting: '',
    },
    { label: 'roots', kind: QuickPickItemKind.Separator },
    ...roots.map((root) => rootItem(root, set)),
    ...(onDisk && !roots.some((root) => root.machine) ? [machine] : []),
    { label: '$(folder-opened) Other folder...' },
  ];
}

function rootItem({ name, uri, system, systemdVersion, readOnly }: RootSummary, set: string): RootPick {
  const setting = settingFor(Uri.parse(uri));
  const what = system ? `systemd ${systemdVersion}` : 'folder of units';
  return {
    label: `$(root-folder) ${name}`,
    description: [what, ...(setting === set ? ['current'] : [])].join(' \u00b7 '),
    detail: readOnly ?? (Uri.parse(uri).path || '/'),
    setting,
  };
}

/** Short and good for other machines where it can be: the path from the workspace's folder on. */
function settingFor(uri: Uri): string {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const path = uri.path.replace(/\/+$/, '');
  const inside =
    folder?.scheme === uri.scheme && folder.authority === uri.authority && path.startsWith(`${folder.path}/`);
  if (inside) return path.slice(folder.path.length + 1);
  return uri.scheme === 'file' ? path || '/' : uri.toString();
}

async function askFolder(): Promise<string | undefined> {
  const [folder] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: 'Choose Root',
      title: 'A folder with etc/systemd or usr/lib/systemd in it',
    })) ?? [];
  return folder && settingFor(folder);
}

function writtenTo(): ConfigurationTarget {
  return workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
}
