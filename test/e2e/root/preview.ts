import * as vscode from 'vscode';
import { fileUri, open } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { click, hasPage, palette, texts } from '../page.ts';
import { canApply, cancelPreview, isLink, notification, previewIsClosed, previewTexts } from './links.ts';

const web = 'etc/systemd/system/web.service';
const link = 'etc/systemd/system/multi-user.target.wants/web.service';
const mask = 'etc/systemd/system/sweep.service';
/** Asks for a change with a target, as code lenses do. */
function propose(verb: string, target: object): void {
  void vscode.commands.executeCommand(`bootwright.unit.${verb}`, target);
}

export const preview: Suite = {
  'enabling the open unit shows the links first, and writes nothing': async () => {
    await open(web);
    if (await hasPage()) await palette('Bootwright: Enable Unit');
    else void vscode.commands.executeCommand('bootwright.unit.enable');
    const { before, after } = await previewTexts('Enable web.service');
    equal(before, '', 'links before');
    const links = `/etc/systemd/system/multi-user.target.wants/\n  web.service -> /${web}\n`;
    check(
      after.startsWith(`${links}\nthe boot starts\n`) && after.endsWith('\n  web.service\n'),
      `links after: ${after}`,
    );
    check(!(await isLink(link)), 'the link has been made');
  },

  'the summary says what it means, offers the commands, and applies where links can be made': async () => {
    if (!(await hasPage())) return;
    await vscode.commands.executeCommand('notifications.showList');
    const [words] = await texts(`${notification} .notification-list-item-message`, ([text]) => text !== undefined);
    check(words!.includes('multi-user.target will want web.service.'), `summary: ${words}`);
    equal(words!.includes('cannot make links'), !canApply, 'says that it cannot be applied');
    const buttons = await texts(`${notification} .monaco-button`, (all) => all.length > 2);
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
      return cancelPreview();
    }
    if (await hasPage()) await click(`${notification} .monaco-button`, 'Apply');
    else void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('link', () => isLink(link));
    await previewIsClosed();
    if (await hasPage()) {
      await vscode.commands.executeCommand('notifications.showList');
      await click(`${notification} .monaco-button`, 'Undo');
    } else await vscode.commands.executeCommand('bootwright.undoLastChange');
    await until('no link', async () => !(await isLink(link)));
    await vscode.commands.executeCommand('notifications.clearAll');
  },

  'masking and unmasking follow each other': async () => {
    propose('mask', { uri: fileUri('usr/lib/systemd/system/sweep.service').toString() });
    const { after } = await previewTexts('Mask sweep.service');
    check(after.includes('\n  sweep.service -> /dev/null\n'), `links after: ${after}`);
    if (canApply) {
      void vscode.commands.executeCommand('bootwright.preview.apply');
      await until('mask', () => isLink(mask));
      await previewIsClosed();
      propose('unmask', { unit: 'sweep.service' });
      const { before, after } = await previewTexts('Unmask sweep.service');
      check(before.includes('\n  sweep.service -> /dev/null\n'), `links before: ${before}`);
      check(!after.includes('sweep.service'), `links after: ${after}`);
      await vscode.commands.executeCommand('bootwright.undoLastChange');
      await until('no mask', async () => !(await isLink(mask)));
    }
    await cancelPreview();
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
    check((await previewTexts('Enable late.service')).after.includes('/multi-user.target.wants/'), 'first preview');
    await write('timers.target');
    void vscode.commands.executeCommand('bootwright.preview.apply');
    const links = async () => (await previewTexts('Enable late.service')).after;
    await until('new preview', async () => (await links()).includes('/timers.target.wants/'));
    check(!(await isLink('etc/systemd/system/multi-user.target.wants/late.service')), 'the old link has been made');
    await cancelPreview();
    await vscode.workspace.fs.delete(unit);
  },
};
