import * as vscode from 'vscode';
import { fileUri, open } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { click, hasPage, palette, texts } from '../page.ts';

/** Set by the bundler: the host that this bundle is made for. */
declare const HOST: 'node' | 'browser';

const web = 'etc/systemd/system/web.service';
const link = 'etc/systemd/system/multi-user.target.wants/web.service';
const mask = 'etc/systemd/system/sweep.service';
const canApply = HOST === 'node';

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

async function previewTexts(): Promise<{ before: string; after: string; title: string }> {
  const shown = await until('preview', previewTab);
  const text = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();
  return { before: await text(shown!.before), after: await text(shown!.after), title: shown!.tab.label };
}

async function isLink(path: string): Promise<boolean> {
  return vscode.workspace.fs.stat(fileUri(path)).then(
    ({ type }) => (type & vscode.FileType.SymbolicLink) !== 0,
    () => false,
  );
}

async function isClosed(): Promise<void> {
  await until('preview closed', () => previewTab() === undefined);
}

/** Asks for a change with a target, as code lenses do. */
function propose(verb: string, target: object): void {
  void vscode.commands.executeCommand(`bootwright.unit.${verb}`, target);
}

export const preview: Suite = {
  'enabling the open unit shows the links first, and writes nothing': async () => {
    await open(web);
    if (await hasPage()) await palette('Bootwright: Enable Unit');
    else void vscode.commands.executeCommand('bootwright.unit.enable');
    const { before, after, title } = await previewTexts();
    equal(before, '', 'links before');
    equal(after, `/etc/systemd/system/multi-user.target.wants/\n  web.service -> /${web}\n`, 'links after');
    check(title.includes('Enable web.service'), `title: ${title}`);
    check(!(await isLink(link)), 'the link has been made');
  },

  'the summary says what it means, offers the commands, and applies where links can be made': async () => {
    if (!(await hasPage())) return;
    const toast = '.notification-toast';
    const [words] = await texts(`${toast} .notification-list-item-message`, ([text]) => text !== undefined);
    check(words!.includes('multi-user.target will want web.service.'), `summary: ${words}`);
    equal(words!.includes('cannot make links'), !canApply, 'says that it cannot be applied');
    const buttons = await texts(`${toast} .monaco-button`, (all) => all.length > 2);
    equal(buttons, [...(canApply ? ['Apply'] : []), 'Copy Command', 'Copy Shell Lines', 'Cancel'], 'buttons');
  },

  'the command can be copied': async () => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('bootwright.preview.copyCommand');
    const command = await vscode.env.clipboard.readText();
    check(/^systemctl --root=\/.*workspace enable web\.service$/.test(command), `command: ${command}`);
    await vscode.commands.executeCommand('bootwright.preview.copyShell');
    const lines = (await vscode.env.clipboard.readText()).split('\n');
    equal(lines.length, 2, `lines: ${lines}`);
    check(lines[0]!.startsWith('mkdir -p /') && lines[1]!.startsWith(`ln -s /${web} /`), `lines: ${lines}`);
  },

  'applied, the link is there; undone, it is gone': async () => {
    if (!canApply) {
      await vscode.commands.executeCommand('bootwright.preview.apply');
      check(!(await isLink(link)), 'the link has been made');
      await vscode.commands.executeCommand('bootwright.preview.cancel');
      return isClosed();
    }
    if (await hasPage()) await click('.notification-toast .monaco-button', 'Apply');
    else void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('link', () => isLink(link));
    await isClosed();
    if (await hasPage()) await click('.notification-toast .monaco-button', 'Undo');
    else await vscode.commands.executeCommand('bootwright.undoLastChange');
    await until('no link', async () => !(await isLink(link)));
  },

  'masking and unmasking follow each other': async () => {
    propose('mask', { uri: fileUri('usr/lib/systemd/system/sweep.service').toString() });
    const { after } = await previewTexts();
    check(after.includes('\n  sweep.service -> /dev/null\n'), `links after: ${after}`);
    if (canApply) {
      void vscode.commands.executeCommand('bootwright.preview.apply');
      await until('mask', () => isLink(mask));
      await isClosed();
      propose('unmask', { unit: 'sweep.service' });
      const { before, after } = await previewTexts();
      check(before.includes('\n  sweep.service -> /dev/null\n'), `links before: ${before}`);
      equal(after, '/etc/systemd/system/\n', 'links after');
      await vscode.commands.executeCommand('bootwright.undoLastChange');
      await until('no mask', async () => !(await isLink(mask)));
    }
    await vscode.commands.executeCommand('bootwright.preview.cancel');
    await isClosed();
  },

  'a change that fell due differently meanwhile is not applied, but shown anew': async () => {
    if (!canApply) return;
    const unit = fileUri('etc/systemd/system/late.service');
    const write = (target: string) =>
      vscode.workspace.fs.writeFile(
        unit,
        new TextEncoder().encode(`[Service]\nExecStart=/usr/bin/web\n[Install]\nWantedBy=${target}\n`),
      );
    await write('multi-user.target');
    propose('enable', { uri: unit.toString() });
    check((await previewTexts()).after.includes('/multi-user.target.wants/'), 'first preview');
    await write('timers.target');
    void vscode.commands.executeCommand('bootwright.preview.apply');
    await until(
      'new preview',
      async () => previewTab() && (await previewTexts()).after.includes('/timers.target.wants/'),
    );
    check(!(await isLink('etc/systemd/system/multi-user.target.wants/late.service')), 'the old link has been made');
    await vscode.commands.executeCommand('bootwright.preview.cancel');
    await isClosed();
    await vscode.workspace.fs.delete(unit);
  },
};
