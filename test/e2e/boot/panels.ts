import * as vscode from 'vscode';
import { after, editing } from '../editor.ts';
import { check, type Suite } from '../harness.ts';
import { hasPage, panelTexts, perform, texts } from '../page.ts';
import { booting, haveAll } from './booting.ts';

const target = 'usr/lib/systemd/system/tidy.target';
const names = '#names [role="option"] text';
const boxes = '#nodes .label';

async function closePanels(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ input }) => input instanceof vscode.TabInputWebview));
}

export const bootPanels: Suite = {
  'the timeline has a bar for each unit, and follows edits': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await editing(target, async (document) => {
        await vscode.commands.executeCommand('bootwright.boot.timeline');
        const shown = await panelTexts(names, haveAll('sysinit.target', 'sweep.timer', 'tidy.target'));
        const marks = await panelTexts('#bars .mark', (all) => all.length >= shown.length);
        check(marks.length === shown.length, `${marks.length} bars for ${shown.length} units`);
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, after(document, 'Wants=sweep.timer'), '\nWants=relay.service');
        await vscode.workspace.applyEdit(edit);
        await panelTexts(names, haveAll('relay.service'));
      });
    });
    await closePanels();
  },

  'the timeline is searched and read with the keyboard': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await vscode.commands.executeCommand('bootwright.boot.timeline');
      await panelTexts(names, haveAll('sweep.timer'));
      await perform([
        ['panel-click', '#search'],
        ['type', 'sweep'],
        ['press', 'Enter'],
      ]);
      await panelTexts('#selected strong', ([name]) => name === 'sweep.timer');
      await perform([
        ['press', 'Escape'],
        ['press', 'ArrowLeft'],
      ]);
      await panelTexts('#selected strong', ([name]) => name !== undefined && name !== 'sweep.timer');
      await perform([
        ['press', 'Home'],
        ['press', 'Enter'],
      ]);
    });
    await closePanels();
  },

  'measured times take the place of assumed ones, until they are forgotten': async () => {
    if (!(await hasPage())) return;
    const choose = async (item: string) => {
      void vscode.commands.executeCommand('bootwright.boot.importTimes');
      await perform([['click', '.quick-input-list .monaco-list-row', item]]);
    };
    await booting(async () => {
      await vscode.commands.executeCommand('bootwright.boot.timeline');
      await vscode.env.clipboard.writeText('  1.250s sweep.timer\n');
      await choose('From the clipboard');
      await panelTexts('#note', ([note]) => note === '1 unit measured');
      await panelTexts('#bars .note', (all) => all.includes('1.25 s'));
      await choose('Forget them');
      await panelTexts('#note', ([note]) => note === 'All durations are assumed.');
    });
    await closePanels();
  },

  'the graph shows a unit between what it needs and what needs it': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await vscode.commands.executeCommand('bootwright.boot.graph', { unit: 'sweep.timer' });
      const shown = await panelTexts(boxes, haveAll('sweep.timer', 'tidy.target', 'sweep.service'));
      check(!shown.includes('basic.target'), `default dependencies are left out: ${shown}`);
      await perform([['panel-click', '#defaults']]);
      await panelTexts(boxes, haveAll('sysinit.target'));
    });
  },

  'a click puts another unit in the middle, and a key goes back': async () => {
    if (!(await hasPage())) return;
    await booting(async () => {
      await perform([
        ['panel-click', '.node', 'tidy.target'],
        ['panel-click', '.node', 'tidy.target'],
      ]);
      await panelTexts('#title', ([title]) => title === 'tidy.target');
      await texts('.tab.active .label-name', ([name]) => name === 'Dependencies of tidy.target');
      await perform([['press', 'Backspace']]);
      await panelTexts('#title', ([title]) => title === 'sweep.timer');
    });
    await closePanels();
  },
};
