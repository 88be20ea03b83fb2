import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, type Diagnostic, type Range } from './client.ts';

interface Item {
  readonly label: string;
  readonly textEdit: { readonly range: Range; readonly newText: string };
  readonly command?: unknown;
  readonly data?: unknown;
  readonly documentation?: { readonly value: string };
  readonly insertTextFormat?: number;
}
interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit: { readonly changes: Record<string, { readonly range: Range; readonly newText: string }[]> };
}

const URI = 'untitled:Untitled-1';
const TEXT = '[Unit]\nDescripton=x\nAfter=network.target\n\n[Service]\nExecStart=/bin/true\nRestart = on-failure\n';
const at = (line: number, character: number) => ({ textDocument: { uri: URI }, position: { line, character } });
const whole = { textDocument: { uri: URI } };

let client: Client;
beforeAll(async () => {
  client = await Client.start();
  client.open(URI, TEXT);
});
afterAll(() => client.kill());

describe('a plain editor', () => {
  it('is told what the server can do', async () => {
    const other = new Client();
    const { capabilities, serverInfo } = await other.request<{
      capabilities: Record<string, unknown>;
      serverInfo: { name: string; version: string };
    }>('initialize', { processId: null, rootUri: null, capabilities: {} });
    expect(serverInfo.name).toBe('bootwright');
    expect(serverInfo.version).toMatch(/^\d+\.\d+\.\d+$/);
    for (const name of ['completionProvider', 'hoverProvider', 'documentSymbolProvider', 'foldingRangeProvider'])
      expect(capabilities[name], name).toBeTruthy();
    for (const name of ['selectionRangeProvider', 'documentLinkProvider', 'documentFormattingProvider'])
      expect(capabilities[name], name).toBeTruthy();
    for (const name of ['codeActionProvider', 'semanticTokensProvider']) expect(capabilities[name], name).toBeTruthy();
    expect(await other.stop()).toBe(0);
    expect(other.stderr).toBe('');
  });

  it('gets diagnostics with a code, a source and an address', async () => {
    const found = await client.diagnostics(URI);
    expect(found.map(({ code, range }) => [code, range])).toEqual([
      ['unit.unknown-directive', { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } }],
    ]);
    expect(found[0]).toMatchObject({ severity: 2, source: 'bootwright' });
    expect(found[0]!.codeDescription!.href).toMatch(/^https:/);
  });

  it('completes, and looks documentation up when it is wanted', async () => {
    const items = await client.request<Item[]>('textDocument/completion', at(6, 10));
    const item = items.find(({ label }) => label === 'on-abort')!;
    expect(item.textEdit).toEqual({
      range: { start: { line: 6, character: 10 }, end: { line: 6, character: 20 } },
      newText: 'on-abort',
    });
    expect(item.documentation).toBeUndefined();
    const resolved = await client.request<Item>('completionItem/resolve', item);
    expect(resolved.documentation?.value).toContain('on-abort');
  });

  it('gets nothing that only VS Code knows', async () => {
    for (const [line, character] of [
      [0, 0],
      [3, 0],
      [6, 10],
    ] as const) {
      const items = await client.request<Item[]>('textDocument/completion', at(line, character));
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) {
        expect(item.command).toBeUndefined();
        expect(item.insertTextFormat ?? 1).toBe(1);
        expect(item.textEdit.range.start.line).toBe(item.textEdit.range.end.line);
      }
    }
  });

  it('resolves an item of somebody else without harm', async () => {
    const item = { label: 'x', data: { uri: 'untitled:gone', key: 'directive:Service.Restart' } };
    expect(await client.request<Item>('completionItem/resolve', item)).toEqual(item);
    expect(await client.request<Item>('completionItem/resolve', { label: 'y' })).toEqual({ label: 'y' });
  });

  it('hovers', async () => {
    const hover = await client.request<{ contents: { kind: string; value: string }; range: Range }>(
      'textDocument/hover',
      at(6, 2),
    );
    expect(hover.contents.kind).toBe('markdown');
    expect(hover.contents.value).toContain('**Restart=**');
    expect(hover.range).toEqual({ start: { line: 6, character: 0 }, end: { line: 6, character: 7 } });
    expect(await client.request('textDocument/hover', at(1, 3))).toBeNull();
  });

  it('formats', async () => {
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await client.request<{ range: Range; newText: string }[]>('textDocument/formatting', {
      ...whole,
      options,
    });
    expect(edits).toEqual([
      { range: { start: { line: 6, character: 7 }, end: { line: 6, character: 8 } }, newText: '' },
      { range: { start: { line: 6, character: 9 }, end: { line: 6, character: 10 } }, newText: '' },
    ]);
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    expect(await client.request('textDocument/rangeFormatting', { ...whole, range, options })).toEqual([]);
  });

  it('is offered fixes', async () => {
    const range = { start: { line: 1, character: 3 }, end: { line: 1, character: 3 } };
    const diagnostics = await client.diagnostics(URI);
    const actions = await client.request<Action[]>('textDocument/codeAction', {
      ...whole,
      range,
      context: { diagnostics },
    });
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ['Change to Description=', 'quickfix'],
      ['Fix all problems that have an obvious answer', 'source.fixAll'],
    ]);
    expect(actions[0]!.isPreferred).toBe(true);
    for (const { edit } of actions) {
      expect(edit.changes[URI]).toEqual([
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } }, newText: 'Description' },
      ]);
    }
    const only = await client.request<Action[]>('textDocument/codeAction', {
      ...whole,
      range,
      context: { diagnostics, only: ['source'] },
    });
    expect(only.map(({ kind }) => kind)).toEqual(['source.fixAll']);
  });

  it('gets the outline, folds, selections, colours and links', async () => {
    const symbols = await client.request<{ name: string; children: { name: string }[] }[]>(
      'textDocument/documentSymbol',
      whole,
    );
    expect(symbols.map(({ name, children }) => [name, children.length])).toEqual([
      ['Unit', 2],
      ['Service', 2],
    ]);
    const folds = await client.request<{ startLine: number; endLine: number }[]>('textDocument/foldingRange', whole);
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 2],
      [4, 6],
    ]);
    const [selection] = await client.request<{ range: Range; parent?: { range: Range } }[]>(
      'textDocument/selectionRange',
      {
        ...whole,
        positions: [{ line: 2, character: 8 }],
      },
    );
    expect(selection!.range).toEqual({ start: { line: 2, character: 6 }, end: { line: 2, character: 20 } });
    expect(selection!.parent!.range.start).toEqual({ line: 2, character: 0 });
    const tokens = await client.request<{ data: number[] }>('textDocument/semanticTokens/full', whole);
    expect(tokens.data.length).toBeGreaterThan(0);
    expect(tokens.data.length % 5).toBe(0);
    expect(await client.request('textDocument/documentLink', whole)).toEqual([]);
  });

  it('says nothing of documents that are not open, or of no kind that is known', async () => {
    const gone = { textDocument: { uri: 'untitled:gone' }, position: { line: 0, character: 0 } };
    expect(await client.request('textDocument/completion', gone)).toEqual([]);
    expect(await client.request('textDocument/hover', gone)).toBeNull();
    client.open('file:///tmp/readme.txt', '[Unit]\nNonsense', 'plaintext');
    expect(await client.diagnostics('file:///tmp/readme.txt')).toEqual([]);
    expect(
      await client.request('textDocument/documentSymbol', { textDocument: { uri: 'file:///tmp/readme.txt' } }),
    ).toEqual([]);
  });
});

describe('changes', () => {
  const uri = 'untitled:changes.service';
  const change = (version: number, contentChanges: object[]) =>
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);

  it('of parts of a document are followed', async () => {
    client.open(uri, '[Unit]\nDescripton=x\n\n[Service]\nExecStart=/bin/true\n');
    expect(codes(await client.diagnostics(uri))).toEqual(['unit.unknown-directive']);
    const letter = { start: { line: 1, character: 8 }, end: { line: 1, character: 8 } };
    change(2, [{ range: letter, text: 'i' }]);
    expect(await client.diagnostics(uri, 2)).toEqual([]);
    const end = { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } };
    change(3, [
      { range: end, text: 'Restart=maybe\n' },
      { range: { start: { line: 6, character: 0 }, end: { line: 6, character: 0 } }, text: 'WantedBy=a.target\n' },
    ]);
    expect(codes(await client.diagnostics(uri, 3))).toEqual(['value.word', 'unit.wrong-section']);
    change(4, [{ text: '[Service]\r\nExecStart=/bin/true\r\n' }]);
    expect(await client.diagnostics(uri, 4)).toEqual([]);
  });

  it('and closing clears what was said', async () => {
    change(5, [{ text: 'nonsense' }]);
    expect((await client.diagnostics(uri, 5)).length).toBeGreaterThan(0);
    const cleared = client.notification<{ uri: string; diagnostics: unknown[] }>(
      'textDocument/publishDiagnostics',
      (params) => params.uri === uri,
    );
    client.notify('textDocument/didClose', { textDocument: { uri } });
    expect((await cleared).diagnostics).toEqual([]);
  });
});

describe('settings', () => {
  const uri = 'untitled:settings.service';
  const configure = async (bootwright: object | null) => {
    client.forget();
    client.notify('workspace/didChangeConfiguration', { settings: bootwright === null ? null : { bootwright } });
    return client.diagnostics(uri);
  };
  const levels = (found: readonly Diagnostic[]) => found.map(({ code, severity }) => `${severity} ${code}`);

  it('change what is said of open documents', async () => {
    client.open(uri, '[Service]\nExecStart=/bin/true\nRestartMode=direct\nRestrat=no\n');
    expect(levels(await client.diagnostics(uri))).toEqual(['2 unit.unknown-directive']);
    expect(levels(await configure({ systemdVersion: '252' }))).toEqual([
      '2 unit.newer-directive',
      '2 unit.unknown-directive',
    ]);
    const severity = { 'unit.unknown-directive': 'error', 'unit.newer-directive': 'off' };
    expect(levels(await configure({ systemdVersion: 252, diagnostics: { severity } }))).toEqual([
      '1 unit.unknown-directive',
    ]);
    expect(levels(await configure({ diagnostics: { severity: { 'unit.*': 'hint' } } }))).toEqual([
      '4 unit.unknown-directive',
    ]);
    expect(levels(await configure({ diagnostics: { enable: false } }))).toEqual([]);
    expect(levels(await configure({}))).toEqual(['2 unit.unknown-directive']);
    expect(levels(await configure({ systemdVersion: 'nonsense', diagnostics: 7 }))).toEqual([
      '2 unit.unknown-directive',
    ]);
    expect(levels(await configure(null))).toEqual(['2 unit.unknown-directive']);
  });

  it('can switch formatting off', async () => {
    const parameters = { textDocument: { uri: URI }, options: { tabSize: 2, insertSpaces: true } };
    await configure({ format: { enable: false } });
    expect(await client.request('textDocument/formatting', parameters)).toEqual([]);
    await configure({});
    expect(await client.request<unknown[]>('textDocument/formatting', parameters)).toHaveLength(2);
  });

  it('may come with the first message', async () => {
    const other = await Client.start({ initializationOptions: { settings: { systemdVersion: '252' } } });
    other.open(uri, '[Service]\nExecStart=/bin/true\nRestartMode=direct\n');
    expect(levels(await other.diagnostics(uri))).toEqual(['2 unit.newer-directive']);
    expect(await other.stop()).toBe(0);
  });
});
