import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskHost, diskHostAtOnce } from '../../../server/src/hosts/disk.ts';

let folder = '';
const uri = (name: string) => pathToFileURL(join(folder, name)).href;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-host-'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'unit.service'), '[Unit]\n');
  writeFileSync(join(folder, 'tool'), 'x', { mode: 0o755 });
  symlinkSync('unit.service', join(folder, 'alias.service'));
  symlinkSync('loop', join(folder, 'loop'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ['for a server', diskHost],
  ['for a command', diskHostAtOnce],
])('the disk %s', (_, host) => {
  it('lists folders, no link followed', async () => {
    const entries = await host.list(uri('.'));
    expect(Object.fromEntries(entries!.map(({ name, type }) => [name, type]))).toEqual({
      'alias.service': 'symlink',
      loop: 'symlink',
      pipe: 'other',
      sub: 'directory',
      tool: 'file',
      'unit.service': 'file',
    });
    expect(await host.list(uri('unit.service'))).toBeUndefined();
    expect(await host.list(uri('none'))).toBeUndefined();
    expect(await host.list('untitled:1')).toBeUndefined();
  });

  it('reads regular files up to a limit, and waits for nothing', async () => {
    expect(Buffer.from((await host.read(uri('unit.service'), 7))!).toString()).toBe('[Unit]\n');
    for (const name of ['alias.service', 'loop', 'pipe', 'sub', 'none']) {
      expect(await host.read(uri(name), 100), name).toBeUndefined();
    }
    expect(await host.read(uri('unit.service'), 6)).toBeUndefined();
  });

  it('knows links, kinds and what may be run', async () => {
    expect(await host.readLink(uri('alias.service'))).toBe('unit.service');
    expect(await host.readLink(uri('tool'))).toBeUndefined();
    expect(await host.kind(uri('loop'))).toBe('symlink');
    expect(await host.kind(uri('sub'))).toBe('directory');
    expect(await host.kind(uri('none'))).toBeUndefined();
    expect(await host.isExecutable!(uri('tool'))).toBe(true);
    expect(await host.isExecutable!(uri('alias.service'))).toBe(false);
    expect(await host.isExecutable!(uri('loop'))).toBeUndefined();
  });
});
