import * as vscode from 'vscode';
import { after, codeOf, completions, diagnostic, editing, hover, open, quickFixes, withSetting } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { click, hasPage } from '../page.ts';

const conf = 'etc/ntpsec/ntp.conf';

async function takeFix(document: vscode.TextDocument, found: vscode.Diagnostic, title: string): Promise<void> {
  const actions = await until(
    `quick fix ${title}`,
    () => quickFixes(document, found.range),
    (all) => all.some((action) => action.title === title),
    (all) => all.map((action) => action.title),
  );
  const action = actions.find((one) => one.title === title);
  await vscode.workspace.applyEdit(action?.edit as vscode.WorkspaceEdit);
}

async function lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return until(
    'code lenses',
    () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100),
    (all) => all.some(({ command }) => command?.title.startsWith('everybody')),
    (all) => all.map(({ command }) => command?.title),
  );
}

/** The text of the document that explains, once it holds some words. */
async function explanation(words: string): Promise<string> {
  const shown = () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'bootwright-access')?.getText();
  return (await until('explanation', shown, (text) => text?.includes(words))) ?? '';
}

export const ntpConf: Suite = {
  'a path tells the language': async () => equal((await open(conf)).languageId, 'ntp-conf'),

  'completion offers options that the line lacks, and flags of restrict': () =>
    editing(conf, async (document) => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), 'server b.example iburst \nrestrict 10.0.0.1 limited \n');
      await vscode.workspace.applyEdit(edit);
      const options = await until(
        'options',
        () => completions(document, new vscode.Position(0, 24)),
        (labels) => labels.includes('prefer'),
      );
      check(!options.includes('iburst') && !options.includes('autokey'), `options: ${options}`);
      const flags = await completions(document, new vscode.Position(1, 26));
      check(flags.includes('kod') && !flags.includes('limited') && !flags.includes('mask'), `flags: ${flags}`);
    }),

  'hover says what a network covers, and what a number means': async () => {
    const document = await open(conf);
    const text = await until(
      'hover',
      () => hover(document, after(document, '10.20.0.0')),
      (shown) => shown.includes('10.20.0.0 to 10.20.255.255'),
    );
    check(text.includes('nomodify'), text);
    const poll = await hover(document, after(document, 'minpoll '));
    check(poll.includes('4 = 16 s'), poll);
  },

  'a misspelt option is reported, and the quick fix puts it right': () =>
    editing(conf, async (document) => {
      const found = await diagnostic(document, 'ntp.unknown-option');
      equal(document.getText(found.range), 'ibrust', 'reported text');
      equal(found.severity, vscode.DiagnosticSeverity.Error, 'severity');
      await takeFix(document, found, 'Change to `iburst`');
      check(document.getText().includes('server 10.20.0.1 iburst\n'), document.getText());
      await until(
        'no more errors',
        () => vscode.languages.getDiagnostics(document.uri),
        (all) => all.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error),
        (all) => all.map(({ message }) => message),
      );
    }),

  'what ntpd complains about is a warning': async () => {
    const document = await open(conf);
    const found = await diagnostic(document, 'ntp.kod');
    equal(found.severity, vscode.DiagnosticSeverity.Warning, 'severity');
  },

  'a file of keys that the root lacks is reported': async () => {
    const found = await diagnostic(await open(conf), 'ntp.missing-file');
    check(found.message.startsWith('/etc/ntpsec/ntp.keys is not there'), found.message);
  },

  'another daemon can be chosen': () =>
    withSetting('bootwright.ntp', 'classic', async () => {
      const document = await open(conf);
      await until(
        'the words of the classic daemon',
        () => vscode.languages.getDiagnostics(document.uri),
        (all) => all.some((one) => codeOf(one) === 'ntp.address' && one.message.includes('knows no prefixes')),
        (all) => all.map(({ message }) => message),
      );
    }),

  'includefile leads to its file': async () => {
    const document = await open(conf);
    const found = await until(
      'definition',
      () =>
        vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          after(document, 'includefile off'),
        ),
      (all) => all.length > 0,
    );
    const [first] = found;
    const uri = first && ('uri' in first ? first.uri : first.targetUri);
    check(uri?.path.endsWith('/etc/ntpsec/office.conf') === true, String(uri));
    const links = await until(
      'links',
      () => vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri),
      (all) => all.length > 0,
    );
    equal(
      links.map(({ range }) => document.getText(range)),
      ['office.conf'],
    );
  },

  'a code lens says what everybody may do, and explains it': async () => {
    const document = await open(conf);
    const all = await lenses(document);
    const [first] = all;
    equal(first?.range.start.line, 11, 'line');
    const title = 'everybody: time, rate limited · no ntpq, 3 exceptions';
    equal(
      all.map(({ command }) => command?.title),
      [title, 'what may a client do?'],
    );
    if (await hasPage()) await click('.codelens-decoration a', title);
    else await vscode.commands.executeCommand(first!.command!.command, ...(first!.command!.arguments ?? []));
    const text = await explanation('10.20.0.0 to 10.20.255.255');
    check(text.includes('line 15: restrict 10.20.0.0/16 nomodify'), text);
    check(text.includes('no   may change nothing (nomodify)'), text);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  },
};
