import * as vscode from 'vscode';
import { after, codeOf, completions, diagnostic, fileUri, hover, quickFixes, withSetting } from '../editor.ts';
import { check, equal, type Suite, until } from '../harness.ts';
import { click, hasPage, texts } from '../page.ts';
import { canApply, cancelPreview, isLink, notification, previewIsClosed, previewTexts } from '../root/links.ts';

const folder = 'rc/etc/rc3.d';
const linkFolder = 'rc/etc/rc.d/rc3.d';
const scheme = 'bootwright-rc';

/** The listing that is open. */
function listing(): vscode.TextDocument {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === scheme);
  if (!document) throw new Error('no listing is open');
  return document;
}

async function openListing(path = folder): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('bootwright.openRcLinks', fileUri(path));
  await vscode.commands.executeCommand('notifications.clearAll');
  return until(
    'listing',
    () => vscode.window.activeTextEditor?.document,
    (document) => document?.uri.scheme === scheme,
    (document) => document?.uri.toString(),
  ) as Promise<vscode.TextDocument>;
}

/** Puts other text in the place of the first occurrence of some. */
async function put(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const end = after(document, from);
  const start = document.positionAt(document.offsetAt(end) - from.length);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, end), to);
  await vscode.workspace.applyEdit(edit);
}

const links = (document: vscode.TextDocument) =>
  document
    .getText()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/ -> .*/, ''));

/** Waits until the listing is that of the folder as the workspace has it. */
async function asOnDisk(): Promise<void> {
  await until(
    'listing of the folder',
    () => links(listing()),
    (names) => names.join() === 'K74ntpd,S10network,S12rsyslog,S90crond',
  );
}

async function close(): Promise<void> {
  await vscode.window.showTextDocument(listing());
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

export const rcLinks: Suite = {
  'a folder of links opens as a listing, in the order of rc': async () => {
    const document = await openListing();
    equal(document.languageId, 'rc-links');
    equal(links(document), ['K74ntpd', 'S10network', 'S12rsyslog', 'S90crond']);
    equal(document.getText().includes('S90crond -> ../init.d/crond'), canApply, 'targets are told');
    equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'rc3.d', 'title');
  },

  'hover says what a link does and where it comes': async () => {
    const document = listing();
    const text = await until(
      'hover with the description of the script',
      () => hover(document, after(document, 'S90c')),
      (shown) => shown.includes('Runs commands at set times'),
    );
    check(text.includes('runlevel 3') && text.includes('Number 3 of the 3 that are started'), text);
    check(text.includes('`$syslog` (S12rsyslog)'), text);
  },

  'completion offers free numbers with their neighbours, then scripts': async () => {
    const document = listing();
    await put(document, '\nS90crond', '\nS\nS90crond');
    const numbers = await until(
      'numbers',
      () => completions(document, after(document, '\nS')),
      (labels) => labels.includes('S58'),
    );
    check(!numbers.includes('S12') && numbers.includes('S58ntpd') === false, `numbers: ${numbers.slice(0, 30)}`);
    await put(document, '\nS\n', '\nS58\n');
    const scripts = await completions(document, after(document, '\nS58'));
    equal(scripts, ['S58crond', 'S58network', 'S58ntpd', 'S58rsyslog'], 'scripts');
    await put(document, '\nS58\n', '\n');
  },

  'a mistyped name is reported, and the quick fix puts it right': async () => {
    const document = listing();
    await put(document, 'S90crond', 'S9crond');
    const found = await diagnostic(document, 'rc-links.digits');
    equal(document.getText(found.range), 'S9crond', 'reported text');
    const [fix] = await quickFixes(document, found.range);
    equal(fix?.title, 'Change to S09crond');
    await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit);
    // Number 09 comes before what the header requires.
    const early = await diagnostic(document, 'rc-links.order');
    check(early.message.includes('rsyslog'), early.message);
    const titles = (await quickFixes(document, early.range)).map(({ title }) => title);
    check(titles.includes('Change to S13crond'), `fixes: ${titles}`);
  },

  'a link gets another number by a rename, and formatting puts it in its place': async () => {
    const document = listing();
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      after(document, 'S0'),
      'S11',
    );
    await vscode.workspace.applyEdit(edit);
    await put(document, 'K74ntpd', 'S58ntpd');
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    const sorted = new vscode.WorkspaceEdit();
    sorted.set(document.uri, edits);
    await vscode.workspace.applyEdit(sorted);
    equal(links(document), ['S10network', 'S11crond', 'S12rsyslog', 'S58ntpd']);
    await put(document, 'S11crond', 'S85crond');
  },

  'saving shows the links before and after, and writes nothing': async () => {
    const document = listing();
    await document.save();
    const { before, after: planned } = await previewTexts('Change links of rc3.d');
    const names = (text: string) => [...text.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name);
    check(before.startsWith('/etc/rc.d/rc3.d/\n') || !canApply, `before: ${before}`);
    if (canApply) {
      equal(names(before), ['K74ntpd', 'S10network', 'S12rsyslog', 'S90crond'], 'before');
      equal(names(planned), ['S10network', 'S12rsyslog', 'S58ntpd', 'S85crond'], 'after');
    }
    check(await isThere('S90crond'), 'the old link is gone');
    equal(document.isDirty, false, 'unsaved changes');
    if (!(await hasPage())) return;
    await vscode.commands.executeCommand('notifications.showList');
    const [words] = await texts(`${notification} .notification-list-item-message`, ([text]) => text !== undefined);
    check(words!.includes('Runlevel 3 will start ntpd instead of stopping it.'), `summary: ${words}`);
    check(words!.includes('Runlevel 3 will start crond at 85 instead of 90.'), `summary: ${words}`);
    equal(words!.includes('cannot make links'), !canApply, 'says that it cannot be applied');
  },

  'applied, the links are as the listing says; undone, as before': async () => {
    if (!canApply) {
      await cancelPreview();
      check(listing().getText().includes('S85crond'), 'the text that was saved is kept');
      return;
    }
    if (await hasPage()) await click(`${notification} .monaco-button`, 'Apply');
    else void vscode.commands.executeCommand('bootwright.preview.apply');
    await until('link', () => isLink(`${linkFolder}/S85crond`));
    await previewIsClosed();
    check(!(await isThere('S90crond')) && !(await isThere('K74ntpd')), 'old links are left');
    const document = await openListing();
    equal(links(document), ['S10network', 'S12rsyslog', 'S58ntpd', 'S85crond']);
    await vscode.commands.executeCommand('bootwright.undoLastChange');
    await until('old link', () => isLink(`${linkFolder}/S90crond`));
    await asOnDisk();
    await vscode.commands.executeCommand('notifications.clearAll');
  },

  'a preview that is dropped keeps the text, until the listing is closed': async () => {
    const document = await openListing();
    await put(document, canApply ? 'S90crond' : 'S85crond', 'S99crond');
    await document.save();
    await previewTexts('Change links of rc3.d');
    await cancelPreview();
    check(listing().getText().includes('S99crond'), listing().getText());
    // Saving once more shows the preview once more, though nothing has been typed.
    await vscode.window.showTextDocument(listing());
    await vscode.commands.executeCommand('workbench.action.files.save');
    await previewTexts('Change links of rc3.d');
    await cancelPreview();
    await close();
    await openListing();
    await asOnDisk();
  },

  'a listing that no folder can be is not planned': async () => {
    const document = await openListing();
    await put(document, 'S90crond', 'S12rsyslog');
    await diagnostic(document, 'rc-links.duplicate');
    await document.save();
    if (await hasPage()) {
      await vscode.commands.executeCommand('notifications.showList');
      await texts(
        `${notification} .notification-list-item-message`,
        ([text]) => text?.includes('is listed twice') === true,
      );
    }
    await vscode.commands.executeCommand('notifications.clearAll');
    await close();
  },

  'links on disk that are wrong are in the list of problems, with the way to their listing': () =>
    withSetting('bootwright.root', 'rc', async () => {
      if (!canApply) return;
      const link = fileUri('rc/etc/rc.d/rc5.d/S9crond');
      const [found] = await until(
        'problem of a link',
        () => vscode.languages.getDiagnostics(link),
        (all) => all.length > 0,
      );
      equal(codeOf(found!), 'rc-links.digits');
      const place = found!.relatedInformation?.[0]?.location;
      check(place?.uri.scheme === scheme, `related: ${place?.uri}`);
      const document = await vscode.workspace.openTextDocument(place!.uri);
      equal(document.lineAt(place!.range.start.line).text, 'S9crond -> ../init.d/crond');
      await vscode.workspace.fs.delete(link);
      await until(
        'no problem of the link that is gone',
        () => vscode.languages.getDiagnostics(link),
        (all) => all.length === 0,
      );
    }),
};

async function isThere(name: string): Promise<boolean> {
  const entries = await vscode.workspace.fs.readDirectory(fileUri(linkFolder));
  return entries.some(([entry]) => entry === name);
}
