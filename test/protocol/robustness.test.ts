import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from './client.ts';

const ALIVE = '[Service]\nExecStart=/bin/true\nRestrat=no\n';

let client: Client;
let opened = 0;

/** A document that no test has opened before. */
const freshUri = () => `untitled:robust${++opened}.service`;

beforeAll(async () => {
  client = await Client.start();
});

// One server bears with everything, and ends as if nothing had been.
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
});

/** Asks everything there is to ask about a document; every answer must come, and none may be an error. */
async function askEverything(uri: string, line: number): Promise<void> {
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
async function expectAlive(): Promise<void> {
  const uri = freshUri();
  client.open(uri, ALIVE);
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toContain('unit.unknown-directive');
  client.notify('textDocument/didClose', { textDocument: { uri } });
  client.forget();
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
    ['a binary file full of NUL', () => '\0\x01\xff'.repeat(50_000)],
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
    const uri = freshUri();
    client.open(uri, text());
    await client.diagnostics(uri);
    await askEverything(uri, 1);
    client.notify('textDocument/didClose', { textDocument: { uri } });
    await expectAlive();
  });

  it('of a change at a place that is not there', async () => {
    const uri = freshUri();
    client.open(uri, '[Unit]\n');
    const range = { start: { line: 50, character: 9 }, end: { line: 99, character: 9 } };
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: 'Descripton=x\n' }],
    });
    expect((await client.diagnostics(uri, 2)).map(({ code }) => code)).toContain('unit.unknown-directive');
    await askEverything(uri, 999_999);
    await expectAlive();
  });
});

describe('faults', () => {
  it('in a handler are logged and answered with nothing', async () => {
    const uri = freshUri();
    client.open(uri, '[Unit]\nDescription=x\n');
    const parameters = { textDocument: { uri }, position: null };
    const logged = client.notification<{ type: number; message: string }>('window/logMessage');
    expect(await client.request('textDocument/hover', parameters)).toBeNull();
    expect((await logged).message).toMatch(/^hover: TypeError/);
    expect(await client.request('textDocument/completion', parameters)).toEqual([]);
    await expectAlive();
  });

  it('a request that nobody knows is refused', async () => {
    const { error } = await client.answer('textDocument/nonsense', {});
    expect(error?.code).toBe(-32601);
    await expectAlive();
  });

  it('parameters that are none give no result', async () => {
    const { result } = await client.answer('textDocument/hover', 7);
    expect(result ?? null).toBeNull();
    await expectAlive();
  });

  it('a request that is taken back gets an answer all the same', async () => {
    const uri = freshUri();
    client.open(uri, `[Service]\n${'SystemCallFilter=read\n'.repeat(5_000)}`);
    const answer = client.cancelled('textDocument/documentSymbol', { textDocument: { uri } });
    const { result, error } = await answer;
    expect(result !== undefined || error !== undefined).toBe(true);
    await expectAlive();
  });
});

describe('the end', () => {
  it('is 0 after shutdown, 1 without it', async () => {
    const polite = await Client.start();
    expect(await polite.stop()).toBe(0);
    const hasty = await Client.start();
    hasty.notify('exit', null);
    expect(await hasty.exited()).toBe(1);
  });
});
