import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from './client.ts';

const FILES: Readonly<Record<string, string>> = {
  'etc/systemd/system/web.service': '[Unit]\nDescription=The web server\n[Service]\nExecStart=/usr/bin/web\n',
  'etc/systemd/system/web.socket': '[Socket]\nListenStream=80\n',
  'usr/lib/systemd/system/worker@.service': '[Unit]\nDescription=A worker\n',
  'usr/lib/systemd/libsystemd-shared-252.so': '',
  'usr/bin/web': '',
  'usr/bin/worker': '',
  'srv/inside.txt': '',
};

let root: string;
let client: Client;
const uriOf = (path: string) => pathToFileURL(join(root, path)).href;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'bootwright-root-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync('usr/bin', join(root, 'bin'));
  symlinkSync('/srv', join(root, 'data'));
  symlinkSync('/loop', join(root, 'loop'));
  client = await Client.start();
});

afterAll(() => {
  client.kill();
  rmSync(root, { recursive: true });
});

/** Opens a document of the root and waits until the root around it has been read. */
async function open(path: string, text: string): Promise<string> {
  const uri = uriOf(path);
  const read = client.notification<null>('bootwright/targetVersionChanged');
  client.open(uri, text);
  await read;
  return uri;
}

const labels = async (uri: string, line: number, character: number) => {
  const items = await client.request<{ label: string; detail?: string }[]>('textDocument/completion', {
    textDocument: { uri },
    position: { line, character },
  });
  return items.map(({ label }) => label);
};

describe('a system root around a file', () => {
  it('says by which version it is judged, and what units and paths there are', async () => {
    const text = '[Unit]\nAfter=\n[Service]\nExecStart=/usr/bin/w\nRestartSteps=2\nWorkingDirectory=/data/\n';
    const uri = await open('etc/systemd/system/new.service', text);
    client.forget();
    client.notify('workspace/didChangeConfiguration', { settings: { bootwright: {} } });
    const codes = (await client.diagnostics(uri)).map(({ code }) => code);
    expect(codes.filter((code) => !code.startsWith('root.'))).toEqual(['unit.newer-directive']);
    const target = await client.request<{ version: number; source: string }>('bootwright/targetVersion', { uri });
    expect(target).toMatchObject({ version: 252, source: 'root' });

    const units = await labels(uri, 1, 6);
    expect(units.slice(0, 3).sort()).toEqual(['web.service', 'web.socket', 'worker@.service']);
    expect(await labels(uri, 3, 20)).toEqual(['/usr/bin/web', '/usr/bin/worker']);
    // An absolute link leads to its target inside the root.
    expect(await labels(uri, 5, 23)).toEqual(['/data/inside.txt']);
  });

  it('is where links lead, and nowhere else', async () => {
    const text = '[Service]\nExecStart=/bin/web /usr/bin/none /loop/x /etc/../../etc/passwd /data/inside.txt\n';
    const uri = uriOf('etc/systemd/system/links.service');
    client.open(uri, text);
    const links = await client.request<{ target: string; range: { start: { character: number } } }[]>(
      'textDocument/documentLink',
      { textDocument: { uri } },
    );
    expect(links.map(({ target }) => target)).toEqual([uriOf('usr/bin/web'), uriOf('srv/inside.txt')]);
  });

  it('names units in hovers', async () => {
    const uri = uriOf('etc/systemd/system/hover.service');
    client.open(uri, '[Unit]\nAfter=web.service worker@3.service\n');
    const hover = async (character: number) => {
      const position = { line: 1, character };
      const found = await client.request<{ contents: { value: string } }>('textDocument/hover', {
        textDocument: { uri },
        position,
      });
      return found.contents.value;
    };
    expect(await hover(8)).toContain('The web server');
    expect(await hover(22)).toContain('/usr/lib/systemd/system/worker@.service');
  });
});
