import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from './client.ts';

let client: Client;
let opened = 0;

beforeAll(async () => {
  client = await Client.start();
});

// One server bears with everything, and ends as if nothing had been.
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
});

/** A file of each kind with one line that is refused, and the code it gets. */
const ALIVE: Readonly<Record<string, readonly [text: string, code: string]>> = {
  crontab: ['0 24 * * * true\n', 'crontab.bad-field'],
  anacrontab: ['x 5 id true\n', 'anacrontab.syntax'],
  'ntp-conf': ['server a ibrust\n', 'ntp.unknown-option'],
};
const NAMES: Readonly<Record<string, string>> = {
  crontab: 'crontab',
  anacrontab: 'anacrontab',
  'ntp-conf': 'ntp.conf',
};

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** Bytes without any order, the same in every run (a linear congruential generator). */
function noise(length: number): string {
  const bytes = Buffer.alloc(length);
  let state = 20260;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes.toString('latin1');
}

const ANY: readonly (readonly [string, () => string])[] = [
  ['one word of 10 MB', () => 'x'.repeat(10_000_000)],
  ['one line of 10 MB', () => `* * * * * ${'word '.repeat(2_000_000)}`],
  ['10 MB of blanks', () => `${' '.repeat(10_000_000)}x`],
  ['a file full of NUL', () => '\0\x01\xff'.repeat(50_000)],
  ['a binary file', () => noise(500_000)],
  ['broken UTF-8', () => '* * * * * caf\ufffd \ud800x\n1 5 \udfff y\nserver \ud83d\n'],
  ['nothing', () => ''],
];

const OWN: Readonly<Record<string, readonly (readonly [string, () => string])[]>> = {
  crontab: [
    ['100,000 lines', () => lines(100_000, (i) => `${i % 60} ${i % 24} * * mon-fri /usr/bin/job-${i}`)],
    ['a list of a million numbers', () => `${'1,'.repeat(1_000_000)}2 * * * * true\n`],
    ['100,000 NULs', () => '* * * * * a\0b\n'.repeat(50_000)],
  ],
  anacrontab: [
    ['100,000 lines', () => lines(100_000, (i) => `1 ${i % 60} job-${i} true`)],
    ['100,000 jobs of one name', () => lines(100_000, () => '1 5 job true')],
    ['a line over 100,000 lines', () => '1 5 job a \\\n'.repeat(100_000)],
  ],
  'ntp-conf': [
    ['100,000 lines', () => lines(100_000, (i) => `server host-${i}.example iburst`)],
    ['40,000 networks', () => lines(40_000, (i) => `restrict 10.${i >> 16}.${(i >> 8) & 255}.${i & 255} noquery`)],
    ['40,000 keys', () => lines(40_000, (i) => (i % 2 ? `server a${i} key ${i}` : `trustedkey ${i}`))],
    ['a million quotes', () => '"'.repeat(1_000_000)],
  ],
};

/** Asks everything there is to ask about a document; every answer must come, and none may be an error. */
async function askEverything(uri: string): Promise<void> {
  const textDocument = { uri };
  const position = { line: 0, character: 4 };
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  const requests: [string, object][] = [
    ['textDocument/completion', { textDocument, position }],
    ['textDocument/hover', { textDocument, position }],
    ['textDocument/definition', { textDocument, position }],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/foldingRange', { textDocument }],
    ['textDocument/selectionRange', { textDocument, positions: [position] }],
    ['textDocument/semanticTokens/full', { textDocument }],
    ['textDocument/documentLink', { textDocument }],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/inlayHint', { textDocument, range }],
    ['textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
  ];
  for (const [method, parameters] of requests) {
    const { error } = await client.answer(method, parameters);
    expect(error, method).toBeUndefined();
  }
}

describe.each(Object.keys(ALIVE))('bad input: %s', (language) => {
  const freshUri = () => `untitled:/robust${++opened}/etc/${NAMES[language]}`;

  it.each([...ANY, ...OWN[language]!])(
    '%s gets an answer, and the server lives on',
    async (_, text) => {
      const uri = freshUri();
      client.open(uri, text(), language);
      await client.diagnostics(uri);
      await askEverything(uri);
      client.notify('textDocument/didClose', { textDocument: { uri } });
      const [good, code] = ALIVE[language]!;
      const other = freshUri();
      client.open(other, good, language);
      expect((await client.diagnostics(other)).map((one) => one.code)).toContain(code);
      client.notify('textDocument/didClose', { textDocument: { uri: other } });
      client.forget();
    },
    120_000,
  );
});
