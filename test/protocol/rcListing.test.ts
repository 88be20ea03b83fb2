import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listingOf } from '../../server/src/lsp/rcListing.ts';
import { Client, type Diagnostic } from './client.ts';

/** A script whose header asks for others to be started first. */
const script = (name: string, needs: string) =>
  `#!/bin/sh\n### BEGIN INIT INFO\n# Provides: ${name}\n# Required-Start: ${needs}\n# Default-Start: 3\n### END INIT INFO\n`;

const FILES: Readonly<Record<string, string>> = {
  'etc/redhat-release': 'CentOS release 6.10\n',
  'etc/inittab': 'id:3:initdefault:\n',
  'etc/rc.d/init.d/web': script('web', ''),
  'etc/rc.d/init.d/db': script('db', ''),
};
const LISTING = 'S20web -> ../init.d/web\nS30db -> ../init.d/db\n';

let root: string;
let client: Client;
const uriOf = (path: string) => pathToFileURL(join(root, path)).href;
const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'bootwright-rc-')));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o755 });
  }
  symlinkSync('rc.d/init.d', join(root, 'etc/init.d'));
  mkdirSync(join(root, 'etc/rc.d/rc3.d'));
  for (const [name, target] of Object.entries({ S20web: '../init.d/web', S30db: '../init.d/db' }))
    symlinkSync(target, join(root, 'etc/rc.d/rc3.d', name));
  client = await Client.start();
});

afterAll(() => {
  client.kill();
  rmSync(root, { recursive: true });
});

/** What the server says of a document unasked. */
interface Published {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The codes that are published next for a document, once they are what a test waits for. */
async function told(uri: string, fits: (found: readonly string[]) => boolean): Promise<string[]> {
  const { diagnostics } = await client.notification<Published>(
    'textDocument/publishDiagnostics',
    (params) => params.uri === uri && fits(codes(params.diagnostics)),
  );
  return codes(diagnostics);
}

describe('an open listing of links', () => {
  const uri = () => uriOf('etc/rc.d/init.d/web');
  const listing = () => listingOf(uriOf('etc/rc.d/rc3.d'));

  beforeAll(async () => {
    const read = told(listing(), (found) => found.includes('rc-links.missing-script'));
    client.open(listing(), `${LISTING}S40gone -> ../init.d/gone\n`, 'rc-links');
    await read;
    client.open(uri(), FILES['etc/rc.d/init.d/web']!, 'shellscript');
    await client.diagnostics(uri());
  });

  it('is judged by a script as it is edited', async () => {
    const anew = told(listing(), (found) => found.includes('rc-links.order'));
    const textDocument = { uri: uri(), version: 2 };
    const contentChanges = [{ text: script('web', 'db') }];
    client.notify('textDocument/didChange', { textDocument, contentChanges });
    expect(await anew).toEqual(['rc-links.order', 'rc-links.missing-script']);
  });

  it('is judged by what is on disk again once the script is closed without being saved', async () => {
    const anew = told(listing(), (found) => !found.includes('rc-links.order'));
    client.notify('textDocument/didClose', { textDocument: { uri: uri() } });
    expect(await anew).toEqual(['rc-links.missing-script']);
  });
});

describe('a link whose listing is closed', () => {
  it('is judged by a script as it is edited, and by what is on disk once that is closed', async () => {
    const name = 'root';
    const other = await Client.start({ workspaceFolders: [{ name, uri: pathToFileURL(root).href }] });
    const link = uriOf('etc/rc.d/rc3.d/S20web');
    const toldOfLink = async (isFine: boolean) => {
      const fits = ({ uri, diagnostics }: Published) => uri === link && (diagnostics.length === 0) === isFine;
      const { diagnostics } = await other.notification<Published>('textDocument/publishDiagnostics', fits);
      return codes(diagnostics);
    };
    const uri = uriOf('etc/rc.d/init.d/web');
    other.open(uri, FILES['etc/rc.d/init.d/web']!, 'shellscript');
    await other.diagnostics(uri);
    const anew = toldOfLink(false);
    const contentChanges = [{ text: script('web', 'db') }];
    other.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
    expect(await anew).toEqual(['rc-links.order']);
    const again = toldOfLink(true);
    other.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await again).toEqual([]);
    other.kill();
  });
});
