import * as vscode from 'vscode';
import { fileUri } from '../editor.ts';
import { check, type Suite } from '../harness.ts';
import { hasPage, perform, texts } from '../page.ts';
import { cancelPreview, isLink, previewTexts } from '../root/links.ts';
import { booting, bootRows, haveAll } from './booting.ts';
import { pane } from './pane.ts';

const rows = `${pane('What If')} .monaco-list-row .monaco-icon-label`;
const mask = 'etc/systemd/system/sweep.timer';

export const whatIf: Suite = {
  'a unit is supposed to be masked: the boot loses it, and nothing is written': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await bootRows(haveAll('sweep.timer'));
      await vscode.commands.executeCommand('bootwright.whatIf.mask', { unit: 'sweep.timer' });
      const shown = await texts(rows, haveAll('Mask sweep.timer', 'Lost'));
      check(
        shown.some((row) => row.startsWith('sweep.timer')),
        `the unit is lost: ${shown}`,
      );
      await bootRows((all) => haveAll('tidy.target')(all) && !all.some((row) => /^sweep\.timer.*Sweep up/.test(row)));
      check(!(await isLink(mask)), 'the mask has been made');
    });
  },

  'what is supposed can be applied with its preview': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await texts(rows, haveAll('Mask sweep.timer', 'Lost'));
      void vscode.commands.executeCommand('bootwright.whatIf.apply');
      const { after } = await previewTexts('Mask sweep.timer');
      check(after.includes('sweep.timer -> /dev/null'), `links after: ${after}`);
      await cancelPreview();
    });
  },

  'another command line is supposed through the palette': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await vscode.commands.executeCommand('bootwright.whatIf.clear');
      await bootRows(haveAll('sweep.timer'));
      void vscode.commands.executeCommand('bootwright.whatIf.add');
      await perform([['click', '.quick-input-list .monaco-list-row', 'Another kernel command line']]);
      await texts(
        '.quick-input-widget .quick-input-title',
        ([title]) => title?.startsWith('What if the kernel') ?? false,
      );
      await perform([
        ['press', 'Control+A'],
        ['type', 'systemd.unit=multi-user.target'],
        ['press', 'Enter'],
      ]);
      await texts(rows, haveAll('Command line', 'Boots into multi-user.target', 'Lost'));
    });
  },

  'cleared, the boot is the old one': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await vscode.commands.executeCommand('bootwright.whatIf.clear');
      await texts(rows, (all) => all.length === 0);
      await bootRows(haveAll('sweep.timer', 'tidy.target'));
    });
    await vscode.window.showTextDocument(fileUri('etc/systemd/system/web.service'));
  },
};
