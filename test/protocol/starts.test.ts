import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, type Diagnostic } from './client.ts';

const FOLDER = 'etc/systemd/system';
const unit = (dependencies: string) => `[Unit]\nDefaultDependencies=no\n${dependencies}[Service]\nExecStart=/bin/a\n`;
const A = unit('Wants=b.service\nAfter=b.service\n');
const B = unit('After=a.service\n');

let root: string;
let client: Client;
const uriOf = (name: string) => pathToFileURL(join(root, FOLDER, name)).href;

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'bootwright-starts-')));
  for (const [name, text] of [
    ['a.service', A],
    ['b.service', B],
  ] as const) {
    mkdirSync(dirname(join(root, FOLDER, name)), { recursive: true });
    writeFileSync(join(root, FOLDER, name), text);
  }
  client = await Client.start();
});

afterAll(() => {
  client.kill();
  rmSync(root, { recursive: true });
});

/** The lines on which an ordering cycle is told, once that is so of the wanted ones. */
async function cycleOn(uri: string, wanted: readonly number[]): Promise<readonly number[]> {
  const linesOf = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.filter(({ code }) => code === 'root.ordering-cycle').map(({ range }) => range.start.line);
  const { diagnostics } = await client.notification<{ uri: string; diagnostics: Diagnostic[] }>(
    'textDocument/publishDiagnostics',
    (told) => told.uri === uri && linesOf(told.diagnostics).join() === wanted.join(),
  );
  return linesOf(diagnostics);
}

describe('an ordering cycle through two files', () => {
  it('is told a moment after a file is opened, and ends with an edit in the other one', async () => {
    const found = cycleOn(uriOf('a.service'), [3]);
    client.open(uriOf('a.service'), A);
    expect(await found).toEqual([3]);

    client.open(uriOf('b.service'), B);
    const gone = cycleOn(uriOf('a.service'), []);
    client.notify('textDocument/didChange', {
      textDocument: { uri: uriOf('b.service'), version: 2 },
      contentChanges: [{ text: unit('') }],
    });
    expect(await gone).toEqual([]);
  });

  it('comes back, on the line where it then is', async () => {
    const back = cycleOn(uriOf('a.service'), [4]);
    client.notify('textDocument/didChange', {
      textDocument: { uri: uriOf('a.service'), version: 2 },
      contentChanges: [{ text: `# Made by hand\n${A}` }],
    });
    client.notify('textDocument/didChange', {
      textDocument: { uri: uriOf('b.service'), version: 3 },
      contentChanges: [{ text: B }],
    });
    expect(await back).toEqual([4]);
  });
});
