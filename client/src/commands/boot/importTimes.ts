import { commands, type Disposable, env, type QuickPickItem, window, workspace } from 'vscode';
import type { BootModel } from '../../boot/model.ts';
import type { BootTimes, TimesSource } from '../../boot/times.ts';
import { counted } from '../../panels/words.ts';
import type { Roots } from '../../planning/roots.ts';

interface SourcePick extends QuickPickItem {
  readonly source: () => Promise<TimesSource | undefined>;
  readonly forget?: boolean;
}

/** "Bootwright: Import Measured Times": durations of a real boot, in place of the assumed ones. */
export function importTimes(model: BootModel, roots: Roots, times: BootTimes): Disposable {
  return commands.registerCommand('bootwright.boot.importTimes', async () => {
    const root = await roots.current();
    if (!root) return;
    const picked = await window.showQuickPick(sources(times.isUsed(root.uri)), {
      title: 'Measured times of a real boot',
      placeHolder: 'systemd-analyze plot --json=short, systemd-analyze blame, or journalctl -b -o json',
    });
    const source = await picked?.source();
    if (!picked || (!source && !picked.forget)) return;
    const read = await times.use(root.uri, source);
    if (!read || read.error !== null) {
      return void window.showErrorMessage(read?.error ?? 'The times could not be read: see the output of Bootwright.');
    }
    model.outdated();
    const words = picked.forget
      ? 'All durations are assumed again.'
      : `Times of ${counted(read.units, 'unit')}, ${read.format}.`;
    void window.showInformationMessage(words);
  });
}

function sources(isUsed: boolean): SourcePick[] {
  const forget = { label: '$(clear-all) Forget them', forget: true, source: async () => undefined };
  return [
    { label: '$(folder-opened) From a file...', source: fromFile },
    { label: '$(clippy) From the clipboard', source: async () => ({ text: await env.clipboard.readText() }) },
    ...(isUsed ? [forget] : []),
  ];
}

async function fromFile(): Promise<TimesSource | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const where = folder && { defaultUri: folder };
  const [file] = (await window.showOpenDialog({ title: 'Measured times', openLabel: 'Import', ...where })) ?? [];
  return file && { uri: file.toString() };
}
