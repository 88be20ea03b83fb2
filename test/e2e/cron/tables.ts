import * as vscode from 'vscode';
import { pane } from '../boot/pane.ts';
import { after, completions, diagnostic, editing, hover, open, quickFixes, withSetting } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { click, hasPage, texts } from '../page.ts';

const crontab = 'etc/crontab';
const anacrontab = 'etc/anacrontab';
/** How a day begins in the view. */
const DAY = /^[A-Z][a-z]{2} \d{4}-\d\d-\d\d/;

/** Takes the quick fix whose title holds some words. */
async function fix(document: vscode.TextDocument, found: vscode.Diagnostic, words: string): Promise<void> {
  const actions = await until(
    `quick fix ${words}`,
    () => quickFixes(document, found.range),
    (all) => all.some(({ title }) => title.includes(words)),
    (all) => all.map(({ title }) => title),
  );
  const action = actions.find(({ title }) => title.includes(words));
  await vscode.workspace.applyEdit(action?.edit as vscode.WorkspaceEdit);
}

async function gone(document: vscode.TextDocument): Promise<void> {
  await until(
    'no more errors',
    () => vscode.languages.getDiagnostics(document.uri),
    (all) => all.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
    (all) => all.map(({ message }) => message),
  );
}

export const cronTables: Suite = {
  'a path tells the language': async () => {
    equal((await open(crontab)).languageId, 'crontab');
    equal((await open('etc/cron.d/web')).languageId, 'crontab');
    equal((await open(anacrontab)).languageId, 'anacrontab');
  },

  'crontab: completion offers macros, users and days': () =>
    editing(crontab, async (document) => {
      const edit = new vscode.WorkspaceEdit();
      const end = document.positionAt(document.getText().length);
      edit.insert(document.uri, end, '0 4 * * \n');
      await vscode.workspace.applyEdit(edit);
      const days = await until(
        'days of the week',
        () => completions(document, new vscode.Position(end.line, 8)),
        (labels) => labels.includes('mon'),
      );
      check(!days.includes('jan'), 'a month is offered as a day');
      const macros = await completions(document, new vscode.Position(end.line, 0));
      check(macros.includes('@daily') && macros.includes('PATH'), `at the start of a line: ${macros}`);
    }),

  'crontab: hover says when a line runs': async () => {
    const document = await open(crontab);
    const text = await until(
      'hover with next runs',
      () => hover(document, after(document, '25')),
      (shown) => shown.includes('Next ('),
    );
    check(text.includes('at 06:25 every day') && text.includes('minute 25'), text);
  },

  'crontab: hour 24 is reported, and the quick fix puts it right': () =>
    editing(crontab, async (document) => {
      const found = await diagnostic(document, 'crontab.bad-field');
      equal(document.getText(found.range), '24', 'reported text');
      check(found.message.includes("Debian's cron ignores the whole table"), found.message);
      await fix(document, found, 'midnight');
      check(document.getText().includes('\n0 0 * * * root'), document.getText());
      await gone(document);
    }),

  'crontab: another cron can be chosen': () =>
    withSetting('bootwright.cron', 'cronie', async () => {
      const document = await open(crontab);
      await until(
        'the words of cronie',
        () => vscode.languages.getDiagnostics(document.uri),
        (all) => all.some(({ message }) => message.includes('cronie leaves this line out')),
        (all) => all.map(({ message }) => message),
      );
    }),

  'crontab: formatting aligns the columns': () =>
    editing('etc/cron.d/web', async (document) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(1, 0), '0\t4 * * *\troot\ttrue\n');
      await vscode.workspace.applyEdit(edit);
      const edits = await until(
        'format',
        () =>
          vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {
            tabSize: 2,
            insertSpaces: true,
          }),
        (all) => all !== undefined && all.length > 0,
      );
      const change = new vscode.WorkspaceEdit();
      change.set(document.uri, edits);
      await vscode.workspace.applyEdit(change);
      check(document.getText().includes('\n0    4    * * *       root true\n'), document.getText());
    }),

  'anacrontab: completion offers identifiers that are free': () =>
    withSetting('bootwright.anacron', 'cronie', () =>
      editing(anacrontab, async (document) => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(3, 0), '@weekly 10 \n');
        await vscode.workspace.applyEdit(edit);
        const labels = await until(
          'identifiers',
          () => completions(document, new vscode.Position(3, 11)),
          (all) => all.includes('cron.weekly'),
        );
        check(!labels.includes('cron.daily'), 'a taken identifier is offered');
      }),
    ),

  'anacrontab: hover explains the window of a job': () =>
    withSetting('bootwright.anacron', 'cronie', async () => {
      const document = await open(anacrontab);
      const text = await until(
        'hover',
        () => hover(document, after(document, 'cron.da')),
        (shown) => shown.includes('leaves no hour'),
      );
      check(text.includes('5 to 50 minutes after anacron starts'), text);
    }),

  'anacrontab: 23-6 is reported, and the quick fix offers what works': () =>
    withSetting('bootwright.anacron', 'cronie', () =>
      editing(anacrontab, async (document) => {
        const found = await diagnostic(document, 'anacrontab.reversed-range');
        check(found.message.includes('cannot go around midnight'), found.message);
        await fix(document, found, '0-6');
        check(document.getText().includes('START_HOURS_RANGE=0-6\n'), document.getText());
        await gone(document);
      }),
    ),

  'the view shows days, and what is missed at the hours that are set': async () => {
    if (!(await hasPage())) return;
    const list = `${pane('Cron')} .monaco-list-row .monaco-icon-label`;
    await withSetting('bootwright.cron', 'cronie', async () => {
      await vscode.commands.executeCommand('bootwright.cron.focus');
      await vscode.commands.executeCommand('bootwright.cron.setDays', 2);
      // Today may be over for a job; tomorrow has all of it, folded.
      const days = await texts(list, (rows) => rows.filter((row) => DAY.test(row)).length === 2);
      await click(`${pane('Cron')} .monaco-list-row`, DAY.exec(days.findLast((row) => DAY.test(row)) ?? '')?.[0]);
      await texts(list, (rows) => rows.some((row) => row.includes('run-parts --report /etc/cron.daily')));
      await vscode.commands.executeCommand('bootwright.cron.setOffHours', '05:00-07:00');
      const rows = await texts(list, (all) => all.some((row) => row.startsWith('Missed')));
      check(
        rows.some((row) => /\d{4}-\d\d-\d\d/.test(row)),
        `rows: ${rows}`,
      );
      await vscode.commands.executeCommand('bootwright.cron.setOffHours', '');
      await vscode.commands.executeCommand('workbench.view.explorer');
    });
  },
};
