import * as vscode from 'vscode';
import { open } from '../editor.ts';
import { check, equal, type Suite } from '../harness.ts';
import { click, hasPage, perform, texts } from '../page.ts';

/** Of the view of units alone: there are others beside it. */
const list = '.sidebar .pane:has(.pane-header[aria-label^="Units"]) .monaco-list-row';
const rows = `${list} .monaco-icon-label`;

/** Waits until the rows of the view, from top to bottom, are good. */
function shown(areGood: (rows: string[]) => boolean): Promise<string[]> {
  return texts(rows, areGood);
}

export const view: Suite = {
  'the status bar names the root': async () => {
    if (!(await hasPage())) return;
    await open('etc/systemd/system/web.service');
    await texts('.statusbar-item', (items) => items.some((item) => item.trim() === 'workspace'));
  },

  'the units are listed by type and by state': async () => {
    if (!(await hasPage())) return;
    await vscode.commands.executeCommand('bootwright.units.focus');
    const types = await shown((all) => all.some((row) => row.startsWith('Services')));
    equal(types.map(withoutDescription), ['Services', 'Timers', 'Targets'], 'types');
    await click(rows, 'Timers');
    await shown((all) => all.some((row) => row.includes('sweep.timer') && row.includes('Sweep up every day')));
    await vscode.commands.executeCommand('bootwright.units.groupByState');
    const states = await shown((all) => all.some((row) => row.startsWith('Disabled')));
    check(states.map(withoutDescription).includes('Static'), `states: ${states}`);
    await vscode.commands.executeCommand('bootwright.units.groupByType');
  },

  'a filter leaves what matches, and is forgotten with Escape': async () => {
    if (!(await hasPage())) return;
    void vscode.commands.executeCommand('bootwright.units.filter');
    await texts('.quick-input-widget .quick-input-title', ([title]) => title === 'Filter Units');
    await perform([['type', 'sweep']]);
    const found = ['Services1', 'sweep.serviceSweep up', 'Timers1', 'sweep.timerSweep up every day'];
    await shown((all) => all.join() === found.join());
    await perform([['press', 'Escape']]);
    await shown((all) => all.some((row) => row.startsWith('Targets')));
  },

  'a unit of the view can be proposed for a change': async () => {
    if (!(await hasPage())) return;
    await shown((all) => all.some((row) => row.startsWith('Timers')));
    await perform([
      ['click', rows, 'Timers'],
      ['hover', rows, 'sweep.timer'],
      ['click', `${list}:hover .action-label[aria-label^="Enable Unit"]`],
    ]);
    await texts('.tab .label-name', (tabs) => tabs.some((tab) => tab.includes('Enable sweep.timer')));
    await vscode.commands.executeCommand('bootwright.preview.cancel');
    await vscode.commands.executeCommand('workbench.view.explorer');
  },
};

function withoutDescription(row: string): string {
  return row.replace(/\s*\d+$/, '');
}
