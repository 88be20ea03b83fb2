import * as vscode from 'vscode';
import { pane } from '../boot/pane.ts';
import { after, completions, diagnostic, editing, fileUri, hover, open, quickFixes } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { hasPage, panelTexts, perform, texts } from '../page.ts';
import { canApply, cancelPreview, isLink, previewIsClosed, previewTexts } from '../root/links.ts';

const root = 'sysv';
const stats = `${root}/etc/rc.d/init.d/stats`;
const crond = `${root}/etc/rc.d/init.d/crond`;
const inittab = `${root}/etc/inittab`;
const names = '#body button.name';

async function insert(document: vscode.TextDocument, at: vscode.Position, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, at, text);
  await vscode.workspace.applyEdit(edit);
}

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

/** Asks for a change as the table does. */
function turn(service: string, change: string, level?: string): void {
  void vscode.commands.executeCommand('bootwright.runlevels.turn', {
    service,
    change,
    level,
    root: fileUri(root).toString(),
  });
}

export const runlevels: Suite = {
  'a path tells the language': async () => {
    equal((await open(crond)).languageId, 'init-script');
    equal((await open(inittab)).languageId, 'inittab');
    equal((await open(`${root}/etc/rc.d/init.d/functions`)).languageId, 'shellscript');
  },

  'init script: completion offers keys, facilities and scripts of the root': () =>
    editing(stats, async (document) => {
      const keys = await until(
        'keys',
        () => completions(document, after(document, '# Required-S')),
        (labels) => labels.includes('Required-Stop'),
      );
      check(!keys.includes('Provides'), 'a key is offered twice');
      const line = after(document, '# Required-Start: $network httpd').line;
      await insert(document, new vscode.Position(line + 1, 0), '# Should-Start: \n');
      const services = await until(
        'services',
        () => completions(document, new vscode.Position(line + 1, '# Should-Start: '.length)),
        (labels) => labels.includes('crond'),
      );
      check(services.includes('$remote_fs') && !services.includes('stats'), `services: ${services}`);
    }),

  'init script: hover explains the chkconfig line and names scripts': async () => {
    const document = await open(crond);
    const line = await until(
      'hover of the start number',
      () => hover(document, after(document, '2345 9')),
      (shown) => shown.includes('S90'),
    );
    check(line.includes('lower number'), line);
    const other = await open(stats);
    const service = await until(
      'hover of a service',
      () => hover(other, after(other, '$network htt')),
      (shown) => shown.includes('/etc/rc.d/init.d/httpd'),
    );
    check(service.includes('serves web pages'), service);
  },

  'init script: a wrong chkconfig line is an error, and the quick fix puts it right': () =>
    editing(crond, async (document) => {
      await insert(document, after(document, '# chkconfig: 2345 90'), '0');
      const found = await diagnostic(document, 'init-script.chkconfig-line');
      equal(found.severity, vscode.DiagnosticSeverity.Error);
      await fix(document, found, 'Change to 2345 99 60');
      check(document.getText().includes('# chkconfig: 2345 99 60\n'), document.getText());
      await until(
        'no more errors',
        () => vscode.languages.getDiagnostics(document.uri),
        (all) => all.length === 0,
        (all) => all.map(({ message }) => message),
      );
    }),

  'init script: a start without its lock file is told of': async () => {
    const document = await open(`${root}/etc/rc.d/init.d/httpd`);
    const found = await diagnostic(document, 'init-script.lock-not-made');
    equal(found.severity, vscode.DiagnosticSeverity.Information);
    check(found.message.includes('/var/lock/subsys/httpd'), found.message);
  },

  'inittab: completion, hover, and an action that init does not know': () =>
    editing(inittab, async (document) => {
      const actions = await until(
        'actions',
        () => completions(document, after(document, '1:2345:')),
        (labels) => labels.includes('respawn'),
      );
      check(actions.includes('initdefault'), `actions: ${actions}`);
      const text = await hover(document, after(document, 'id:3'));
      check(text.includes('boots into **runlevel 3**'), text);
      const found = await diagnostic(document, 'inittab.unknown-action');
      equal(document.getText(found.range), 'respwan', 'reported text');
      await fix(document, found, 'respawn');
      check(document.getText().includes('2:2345:respawn:'), document.getText());
    }),

  'the boot view shows what sysvinit runs, and follows the inittab that is edited': async () => {
    if (!(await hasPage())) return;
    const list = `${pane('Boot')} .monaco-list-row .monaco-icon-label`;
    await editing(inittab, async (document) => {
      await vscode.commands.executeCommand('bootwright.boot.focus');
      await texts(list, (rows) => rows.some((row) => row.startsWith('Runlevel 3')));
      await texts(list, (all) => all.some((row) => row.startsWith('/etc/rc.d/rc.sysinit')));
      // The view is too small to show all rows at once.
      await perform([
        ['click', list, 'Switch to the root'],
        ['press', 'End'],
      ]);
      await texts(list, (all) => all.some((row) => row.includes('S90crond')));
      const edit = new vscode.WorkspaceEdit();
      const at = after(document, 'id:');
      edit.replace(document.uri, new vscode.Range(at, at.translate(0, 1)), '5');
      await vscode.workspace.applyEdit(edit);
      await texts(list, (all) => all.some((row) => row.includes('S85httpd')));
    });
  },

  'the table shows the services by runlevel': async () => {
    if (!(await hasPage())) return;
    await open(crond);
    await vscode.commands.executeCommand('bootwright.runlevels.focus');
    const services = await panelTexts(names, (all) => all.includes('crond'));
    equal(services, ['crond', 'httpd', 'network', 'ntpd', 'rsyslog', 'sshd', 'stats'], 'services');
    const levels = await panelTexts('#head th', (all) => all.length > 1);
    equal(levels, ['Service', '0', '1', '2', '3', '4', '5', '6'], 'columns');
    await panelTexts('#note', ([note]) => note === 'boots into 3');
    await perform([
      ['panel-click', '#search'],
      ['type', 'web'],
    ]);
    await panelTexts(names, (all) => all.join() === 'httpd');
    await perform([
      ['press', 'Backspace'],
      ['press', 'Backspace'],
      ['press', 'Backspace'],
    ]);
    await panelTexts(names, (all) => all.includes('sshd'));
  },

  'a cell of the table proposes the change, which is applied and undone': async () => {
    const on = `${root}/etc/rc.d/rc3.d/S85httpd`;
    const off = `${root}/etc/rc.d/rc3.d/K15httpd`;
    if (await hasPage()) await perform([['panel-press', '[aria-label="httpd, runlevel 3: off"]', 'Enter']]);
    else turn('httpd', 'on', '3');
    const { before, after: shown } = await previewTexts('Turn on httpd in runlevel 3');
    check(before.includes('K15httpd') && shown.includes('S85httpd -> ../init.d/httpd'), shown);
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('bootwright.preview.copyCommand');
    const command = await vscode.env.clipboard.readText();
    check(/^chroot \/.*sysv chkconfig --level 3 httpd on$/.test(command), `command: ${command}`);
    if (!canApply) return cancelPreview();
    void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('start link', () => isLink(on));
    check(!(await isLink(off)), 'the stop link is still there');
    await previewIsClosed();
    if (await hasPage()) {
      await panelTexts('[aria-label="httpd, runlevel 3: on"]', (all) => all.length === 1);
    }
    await vscode.commands.executeCommand('bootwright.undoLastChange');
    await until('stop link', () => isLink(off));
    check(!(await isLink(on)), 'the start link is still there');
    await vscode.commands.executeCommand('notifications.clearAll');
  },

  'links of a service that has none are made by its header': async () => {
    if (await hasPage()) await perform([['panel-press', '[data-add="stats"]', 'Enter']]);
    else turn('stats', 'add');
    const { after: shown } = await previewTexts('Make links of stats');
    check(/S\d\dstats -> \.\.\/init\.d\/stats/.test(shown), shown);
    await cancelPreview();
    await vscode.commands.executeCommand('workbench.view.explorer');
  },
};
