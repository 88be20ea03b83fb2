import * as vscode from 'vscode';
import { after, editing, fileUri, withSetting } from '../editor.ts';
import { check, type Suite, until } from '../harness.ts';
import { hasPage, palette, perform, texts } from '../page.ts';
import { booting, bootRows, haveAll } from './booting.ts';
import { pane } from './pane.ts';

const target = 'usr/lib/systemd/system/tidy.target';
const quickPick = '.quick-input-list .monaco-list-row';

async function addLine(document: vscode.TextDocument, behind: string, line: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, after(document, behind), `\n${line}`);
  await vscode.workspace.applyEdit(edit);
}

export const bootView: Suite = {
  'shows stages, targets and units in the order in which they start': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      const shown = await bootRows(haveAll('Kernel', 'systemd', 'sysinit.target', 'tidy.target', 'sweep.timer'));
      const place = (start: string) => shown.findIndex((row) => row.startsWith(start));
      check(place('Kernel') < place('sysinit.target'), `the kernel comes first: ${shown}`);
      check(place('sysinit.target') < place('sweep.timer'), `the timer comes behind sysinit.target: ${shown}`);
      check(!shown.some((row) => row.startsWith('relay.service')), `nobody asks for the relay: ${shown}`);
    });
  },

  'follows an edit that is not saved, and its withdrawal': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await bootRows(haveAll('sweep.timer'));
      await editing(target, async (document) => {
        await addLine(document, 'Wants=sweep.timer', 'Wants=relay.service');
        await bootRows(haveAll('relay.service'));
        check(document.isDirty, 'the edit has been saved');
      });
      await bootRows((all) => !all.some((row) => row.startsWith('relay.service')));
    });
  },

  'says why a unit is not started': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await editing(target, async (document) => {
        await addLine(document, 'Wants=sweep.timer', 'Wants=nowhere.service');
        await bootRows(haveAll('Not started'));
        await addLine(document, 'Wants=sweep.timer', 'ConditionPathExists=/nowhere');
        await bootRows((all) => all.some((row) => row.includes('skipped: ConditionPathExists=/nowhere')));
      });
    });
  },

  'follows the kernel command line of the profile': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await bootRows(haveAll('sweep.timer'));
      const masking = 'systemd.unit=tidy.target systemd.mask=sweep.timer';
      await withSetting('bootwright.profile.commandLine', masking, async () => {
        await bootRows((all) => haveAll('tidy.target')(all) && !all.some((row) => row.startsWith('sweep.timer')));
      });
    });
  },

  'filters its rows': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      void vscode.commands.executeCommand('bootwright.boot.filter');
      await texts('.quick-input-widget .quick-input-title', ([title]) => title === 'Filter Boot');
      await perform([['type', 'sweep']]);
      await bootRows((all) => haveAll('sweep.timer')(all) && !haveAll('Kernel')(all));
      await perform([['press', 'Escape']]);
      await bootRows(haveAll('Kernel'));
    });
  },

  'why: the chain that starts a unit, and the way to its line': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await bootRows(haveAll('sweep.timer'));
      void vscode.commands.executeCommand('bootwright.boot.why', { unit: 'sweep.timer' });
      const items = await texts(quickPick, (all) => all.some((item) => item.includes('Wants= sweep.timer')));
      check(
        items.some((item) => item.includes('tidy.target')),
        `the target is in the chain: ${items}`,
      );
      await perform([['click', quickPick, 'Wants= sweep.timer']]);
      const shownLine = () => {
        const editor = vscode.window.activeTextEditor;
        return editor?.document.uri.path.endsWith('/tidy.target') ? editor.selection.start.line : -1;
      };
      await until('the line with Wants=', shownLine, (line) => line === 4);
    });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  },

  'offers its commands in the palette': async () => {
    if (!(await hasPage())) return;
    await vscode.window.showTextDocument(fileUri(target));
    await palette('Bootwright: Find Unit in Boot');
    await texts(`${pane('Boot')} .monaco-tree-type-filter`, (found) => found.length > 0);
    await perform([['press', 'Escape']]);
    await vscode.commands.executeCommand('workbench.view.explorer');
  },
};
