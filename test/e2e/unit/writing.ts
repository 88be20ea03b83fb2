import * as vscode from 'vscode';
import {
  after,
  codeOf,
  completions,
  diagnostic,
  editing,
  open,
  openUntitled,
  quickFixes,
  replaceAll,
  withSetting,
} from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';

const web = 'etc/systemd/system/web.service';
const cache = 'etc/systemd/system/cache.service';
const unknownDirective = 'unit.unknown-directive';

export const writing: Suite = {
  'completion offers the directives of the section, and no others': () =>
    editing(web, async (document) => {
      await replaceAll(document, '[Unit]\nDescription=X\n\n[Service]\n');
      const end = new vscode.Position(4, 0);
      const labels = await until(
        'completion of Restart',
        () => completions(document, end),
        (each) => each.some((label) => label.startsWith('Restart')),
        (each) => each.slice(0, 20),
      );
      check(!labels.some((label) => label.startsWith('ListenStream')), 'ListenStream= is offered in [Service]');
      check(!labels.some((label) => label.startsWith('WantedBy')), 'WantedBy= is offered in [Service]');
    }),

  'completion offers the values of a directive': async () => {
    const document = await openUntitled('/etc/systemd/system/values.service', '[Service]\nRestart=\n');
    const labels = await until(
      'completion of on-failure',
      () => completions(document, new vscode.Position(1, 8)),
      (each) => each.includes('on-failure'),
    );
    check(!labels.includes('oneshot'), 'a value of Type= is offered for Restart=');
  },

  'a misspelt directive is reported, and the quick fix puts it right': () =>
    editing(cache, async (document) => {
      const found = await diagnostic(document, unknownDirective);
      equal(document.getText(found.range).startsWith('Restrat'), true, 'reported text is Restrat');
      const fixes = await until(
        'quick fix',
        () => quickFixes(document, found.range),
        (actions) => actions.some((action) => action.title.includes('Restart')),
        (actions) => actions.map((action) => action.title),
      );
      const fix = fixes.find((action) => action.title.includes('Restart'));
      await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit);
      check(document.getText().includes('\nRestart=always\n'), document.getText());
      await until(
        'diagnostic gone',
        () => vscode.languages.getDiagnostics(document.uri),
        (all) => !all.some((each) => codeOf(each) === unknownDirective),
        (all) => all.map(codeOf),
      );
    }),

  'a directive of another section is reported as such': async () => {
    const document = await open(cache);
    const found = await until('diagnostic on ListenStream', () =>
      vscode.languages.getDiagnostics(document.uri).find((each) => /ListenStream/.test(each.message)),
    );
    check(/\[Socket\]/.test(found?.message ?? ''), `message: ${found?.message}`);
  },

  'a correct file has no errors and no warnings': async () => {
    await diagnostic(await open(cache), unknownDirective);
    const document = await open(web);
    await until('hover', () =>
      vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, after(document, 'Type')),
    );
    const complaints = vscode.languages
      .getDiagnostics(document.uri)
      .filter((each) => each.severity <= vscode.DiagnosticSeverity.Warning);
    equal(
      complaints.map((each) => each.message),
      [],
    );
  },

  'settings change the level of a diagnostic and turn it off': async () => {
    const document = await open(cache);
    await withSetting('bootwright.diagnostics.severity', { [unknownDirective]: 'information' }, () =>
      severityBecomes(document, vscode.DiagnosticSeverity.Information),
    );
    await withSetting('bootwright.diagnostics.severity', { [unknownDirective]: 'off' }, () =>
      severityBecomes(document, undefined),
    );
    await withSetting('bootwright.diagnostics.enable', false, async () => {
      await until('no diagnostics', () => vscode.languages.getDiagnostics(document.uri).length === 0);
    });
    await diagnostic(document, unknownDirective);
  },

  'a drop-in is checked as the unit that it belongs to': () =>
    editing('etc/systemd/system/web.service.d/override.conf', async (document) => {
      await replaceAll(document, '[Service]\nRestrat=no\n');
      await diagnostic(document, unknownDirective);
    }),

  'formatting tidies and keeps what systemd reads': () =>
    editing('etc/systemd/system/untidy.service', async (document) => {
      const edits = await until('formatting', () =>
        vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
          'vscode.executeFormatDocumentProvider',
          document.uri,
          {
            tabSize: 2,
            insertSpaces: true,
          },
        ),
      );
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits ?? []);
      await vscode.workspace.applyEdit(edit);
      check(document.getText().includes('\nExecStart=/usr/bin/web\nRestart=always\n'), document.getText());
    }),
};

async function severityBecomes(
  document: vscode.TextDocument,
  severity: vscode.DiagnosticSeverity | undefined,
): Promise<void> {
  await until(
    `severity ${severity}`,
    () => vscode.languages.getDiagnostics(document.uri).find((each) => codeOf(each) === unknownDirective)?.severity,
    (current) => current === severity,
  );
}
