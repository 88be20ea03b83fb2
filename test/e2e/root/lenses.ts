import * as vscode from 'vscode';
import { open } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { click, hasPage } from '../page.ts';
import { canApply, cancelPreview, isLink, previewTexts } from './links.ts';

const web = 'etc/systemd/system/web.service';
const sweep = 'usr/lib/systemd/system/sweep.service';
const mask = 'etc/systemd/system/sweep.service';

interface Lens {
  readonly line: number;
  readonly title: string;
  readonly run: () => void;
}

/** The lenses of a file once they are good, from top to bottom. */
async function lenses(path: string, areGood: (lenses: readonly Lens[]) => boolean): Promise<readonly Lens[]> {
  const { uri } = await open(path);
  const ask = async (): Promise<readonly Lens[]> => {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    return found.flatMap(({ range, command }) => {
      if (!command) return [];
      const run = () => void vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      return [{ line: range.start.line, title: command.title, run }];
    });
  };
  return until('lenses', ask, areGood, (found) => found.map(({ title }) => title));
}

/** Clicks on the lens with that title, where there is a window. */
async function push(path: string, title: string): Promise<void> {
  const found = await lenses(path, (all) => all.some((lens) => lens.title === title));
  if (await hasPage()) await click('.codelens-decoration a', title);
  else found.find((lens) => lens.title === title)!.run();
}

export const lensesOfUnits: Suite = {
  'a unit says how it stands, and what can be done about it': async () => {
    const found = await lenses(web, (all) => all.some(({ title }) => title === 'Enable'));
    const install = found.filter(({ line }) => line > 0).map(({ title }) => title);
    const top = found.filter(({ line }) => line === 0).map(({ title }) => title);
    equal(install, ['disabled: no link stands for it', 'Enable'], 'over [Install]');
    equal(top.slice(0, 2), ['disabled', 'overridden by 1 drop-in'], 'over [Unit]');
  },

  'a drop-in offers nothing that is for its unit': async () => {
    const found = await lenses(`${web}.d/override.conf`, (all) => all.length > 0);
    const titles = found.map(({ title }) => title);
    equal(titles.slice(0, 2), ['drop-in of web.service', 'disabled'], 'lenses');
    check(!titles.some((title) => ['Enable', 'Disable', 'Mask', 'Unmask'].includes(title)), `lenses: ${titles}`);
  },

  'a verb of a lens is shown before it is done, and the lens follows': async () => {
    await push(sweep, 'Mask');
    const { after } = await previewTexts('Mask sweep.service');
    check(after.includes('\n  sweep.service -> /dev/null\n'), `links after: ${after}`);
    check(!(await isLink(mask)), 'the link has been made');
    if (!canApply) return cancelPreview();
    void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('mask', () => isLink(mask));
    await push(sweep, 'Unmask');
    await previewTexts('Unmask sweep.service');
    void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('no mask', async () => !(await isLink(mask)));
    await lenses(sweep, (all) => all.some(({ title }) => title === 'Mask'));
    await vscode.commands.executeCommand('notifications.clearAll');
  },

  'enabling by a lens is shown as by the command': async () => {
    await push(web, 'Enable');
    const { after } = await previewTexts('Enable web.service');
    check(after.includes('/multi-user.target.wants/\n  web.service -> '), `links after: ${after}`);
    await cancelPreview();
  },
};
