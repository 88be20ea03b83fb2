import * as vscode from 'vscode';
import { after, hover, open } from '../editor.ts';
import { check, type Suite, until } from '../harness.ts';

const web = 'etc/systemd/system/web.service';

/** Asks one of VS Code's `vscode.execute...Provider` commands about a document until the answer is not empty. */
function ask<T>(command: string, document: vscode.TextDocument, ...more: unknown[]): Promise<T[]> {
  return until(
    command,
    async () => (await vscode.commands.executeCommand<T[] | undefined>(command, document.uri, ...more)) ?? [],
    (answers) => answers.length > 0,
  );
}

export const reading: Suite = {
  'hover on a directive says what it does': async () => {
    const document = await open(web);
    const text = await until('hover', () => hover(document, after(document, '\nRest')));
    check(/restart/i.test(text) && text.length > 80, `hover on Restart=: ${text}`);
  },

  'hover on a section, a value and a unit name says something': async () => {
    const document = await open(web);
    for (const place of ['[Serv', 'on-fail', 'network-onl']) {
      await until(`hover on ${place}`, () => hover(document, after(document, place)));
    }
  },

  'the outline has the sections with their directives': async () => {
    const document = await open(web);
    const symbols = await ask<vscode.DocumentSymbol>('vscode.executeDocumentSymbolProvider', document);
    const service = symbols.find((symbol) => symbol.name.includes('Service'));
    check(symbols.length === 3, `sections: ${symbols.map((symbol) => symbol.name)}`);
    const names = service?.children.map((child) => child.name) ?? [];
    check(
      names.some((name) => name.includes('ExecStart')),
      `directives of [Service]: ${names}`,
    );
  },

  'sections and continued lines fold': async () => {
    const document = await open(web);
    const ranges = await ask<vscode.FoldingRange>('vscode.executeFoldingRangeProvider', document);
    const section = after(document, '[Service]').line;
    check(
      ranges.some((range) => range.start === section),
      `folds: ${JSON.stringify(ranges)}`,
    );
  },

  'selection grows from the word to the file': async () => {
    const document = await open(web);
    const position = after(document, 'on-fail');
    const [range] = await ask<vscode.SelectionRange>('vscode.executeSelectionRangeProvider', document, [position]);
    const texts: string[] = [];
    for (let each = range; each; each = each.parent) texts.push(document.getText(each.range).trim());
    check(texts.includes('on-failure') && texts.includes('Restart=on-failure'), `selections: ${texts.join('\n--\n')}`);
    const section = texts.find((text) => text.startsWith('[Service]'));
    check(section?.endsWith('RestartSec=5s') === true, `selections: ${texts.join('\n--\n')}`);
  },

  'semantic tokens cover the directives': async () => {
    const document = await open(web);
    const tokens = await until('semantic tokens', () =>
      vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      ),
    );
    check((tokens?.data.length ?? 0) >= 5 * 8, `numbers: ${tokens?.data.length}`);
  },

  'documentation and files of the root are links': async () => {
    const document = await open(web);
    const links = await ask<vscode.DocumentLink>('vscode.executeLinkProvider', document, 20);
    const linked = links.map((link) => document.getText(link.range));
    for (const text of ['man:systemd.service(5)', 'https://example.org/web', '/usr/bin/web']) {
      check(linked.includes(text), `"${text}" is no link; links: ${linked}`);
    }
    const file = links.find((link) => document.getText(link.range) === '/usr/bin/web');
    check(file?.target?.path.endsWith('/usr/bin/web') === true, `target of /usr/bin/web: ${file?.target}`);
  },
};
