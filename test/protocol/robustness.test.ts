import { afterEach, describe, expect, it } from 'vitest';
import { Client } from './client.ts';

const URI = 'untitled:robust.service';
const running: Client[] = [];

async function start(): Promise<Client> {
  const client = await Client.start();
  running.push(client);
  return client;
}

afterEach(() => {
  for (const client of running.splice(0)) client.kill();
});

/** Asks everything there is to ask about a document; every answer must come, and none may be an error. */
async function askEverything(client: Client, uri: string, line: number): Promise<void> {
  const textDocument = { uri };
  const position = { line, character: 4 };
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  const options = { tabSize: 2, insertSpaces: true };
  const requests: [string, object][] = [
    ['textDocument/completion', { textDocument, position }],
    ['textDocument/hover', { textDocument, position }],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/foldingRange', { textDocument }],
    ['textDocument/selectionRange', { textDocument, positions: [position] }],
    ['textDocument/semanticTokens/full', { textDocument }],
    ['textDocument/documentLink', { textDocument }],
    ['textDocument/formatting', { textDocument, options }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
  ];
  for (const [method, parameters] of requests) {
    const { error } = await client.answer(method, parameters);
    expect(error, method).toBeUndefined();
  }
}

/** Whether the server still does its work. */
async function expectAlive(client: Client): Promise<void> {
  client.open('untitled:alive.service', '[Service]\nExecStart=/bin/true\nRestrat=no\n');
  const found = await client.diagnostics('untitled:alive.service');
  expect(found.map(({ code }) => code)).toEqual(['unit.unknown-directive']);
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
}

/** Bytes without any order, the same in every run (a linear congruential generator). */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 20260;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

describe('bad input', () => {
  it.each<[string, () => string]>([
    ['one line of 10 MB', () => 'x'.repeat(10_000_000)],
    ['one value of 10 MB', () => `[Service]\nExecStart=/bin/true ${'word '.repeat(2_000_000)}`],
    ['one header of 10 MB', () => `[${'x'.repeat(10_000_000)}`],
    ['10 MB of backslashes', () => `[Unit]\nDescription=${'\\'.repeat(10_000_000)}`],
    ['10 MB of blanks', () => `[Unit]\nDescription=${' '.repeat(10_000_000)}x`],
    ['more than is looked at', () => 'x'.repeat(17_000_000)],
    ['a binary file', () => noise(1_000_000).toString('latin1')],
    ['a binary file read as UTF-8', () => noise(1_000_000).toString('utf8')],
    ['a binary file full of NUL', () => '\0\x01\xff'.repeat(300_000)],
    ['100,000 lines', () => `[Service]\n${lines(100_000, (i) => `Environment=A${i}=b`)}`],
    ['20,000 wrong lines', () => `[Service]\n${lines(20_000, (i) => `Restrat${i}=no`)}`],
    ['20,000 lines that belong elsewhere', () => `[Service]\nExecStart=/bin/true\n${lines(20_000, () => 'After=a')}`],
    ['20,000 lines of junk', () => lines(20_000, (i) => `junk ${i}`)],
    ['20,000 sections', () => lines(20_000, (i) => (i % 2 === 0 ? '[Unit]' : '[Foo]'))],
    ['a value over 100,000 lines', () => `[Service]\nExecStart=/bin/true \\\n${lines(100_000, () => '  a \\')}\n  b\n`],
    ['20,000 repeated settings', () => `[Unit]\n${lines(20_000, (i) => `Description=${i}`)}`],
    ['20,000 dependencies', () => `[Unit]\n${lines(20_000, (i) => `After=a${i}.service`)}`],
    ['lone surrogates', () => '[Unit]\nDescription=\ud800x\udc00\udfff\n\ud83d[Service]\nExecStart=/bin/true\n'],
    ['nothing', () => ''],
  ])('%s gets an answer, and the server lives on', async (_, text) => {
    const client = await start();
    client.open(URI, text());
    await client.diagnostics(URI);
    await askEverything(client, URI, 1);
    await expectAlive(client);
  });

  it('of a change at a place that is not there', async () => {
    const client = await start();
    client.open(URI, '[Unit]\n');
    const range = { start: { line: 50, character: 9 }, end: { line: 99, character: 9 } };
    client.notify('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range, text: 'Descripton=x\n' }],
    });
    expect((await client.diagnostics(URI, 2)).map(({ code }) => code)).toContain('unit.unknown-directive');
    await askEverything(client, URI, 999_999);
    await expectAlive(client);
  });
});

describe('faults', () => {
  it('in a handler are logged and answered with nothing', async () => {
    const client = await start();
    client.open(URI, '[Unit]\nDescription=x\n');
    const parameters = { textDocument: { uri: URI }, position: null };
    const logged = client.notification<{ type: number; message: string }>('window/logMessage');
    expect(await client.request('textDocument/hover', parameters)).toBeNull();
    expect((await logged).message).toMatch(/^hover: TypeError/);
    expect(await client.request('textDocument/completion', parameters)).toEqual([]);
    await expectAlive(client);
  });

  it.each([
    ['a request that nobody knows', 'textDocument/nonsense', -32601],
    ['parameters that are none', 'textDocument/hover', -32602],
  ])('%s is refused', async (_, method, code) => {
    const client = await start();
    const { error, result } = await client.answer(method, method.endsWith('hover') ? 7 : {});
    expect(result ?? null).toBeNull();
    if (error) expect([code, -32603]).toContain(error.code);
    await expectAlive(client);
  });

  it('a request that is taken back gets an answer all the same', async () => {
    const client = await start();
    client.open(URI, `[Service]\n${'SystemCallFilter=read\n'.repeat(5_000)}`);
    const answer = client.answer('textDocument/documentSymbol', { textDocument: { uri: URI } });
    client.notify('$/cancelRequest', { id: 2 });
    await answer;
    await expectAlive(client);
  });
});

describe('the end', () => {
  it('is 0 after shutdown, 1 without it', async () => {
    const polite = await start();
    expect(await polite.stop()).toBe(0);
    const hasty = await start();
    hasty.notify('exit', null);
    expect(await hasty.exited()).toBe(1);
  });
});
