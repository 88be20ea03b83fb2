import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootwright } from './terminal.ts';

const SERVICE = '[Service]\nExecStart=/bin/true\n';
const FILES: Readonly<Record<string, string>> = {
  'root/etc/systemd/system/open.service': SERVICE,
  'root/etc/systemd/system/shut.service': `${SERVICE}PrivateNetwork=yes\nDynamicUser=yes\n`,
  'root/usr/lib/systemd/system/open.service.d/50-net.conf': '[Service]\nPrivateNetwork=yes\n',
  'root/srv/units/far.service': SERVICE,
  'elsewhere/mine.service': SERVICE,
  'elsewhere/mine.service.d/a.conf': '[Service]\nPrivateNetwork=yes\n',
};
let folder = '';
let root = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-security-'));
  root = join(folder, 'root');
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync('/dev/null', join(root, 'etc/systemd/system/masked.service'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function asJson(...args: readonly string[]) {
  const { status, out, error } = await bootwright(['security', ...args, '--root', root, '--format', 'json']);
  return { status, error, found: out === '' ? undefined : JSON.parse(out) };
}

const NETWORK = 'PrivateNetwork=';
interface Check {
  readonly name: string;
  readonly set: boolean | null;
}
const isShut = (found: { checks: Check[] }) => found.checks.find(({ name }) => name === NETWORK)?.set;

describe('security', () => {
  it('gives an object for one unit', async () => {
    const { status, found } = await asJson('shut.service', '--systemd', '252');
    expect(status).toBe(0);
    expect(Object.keys(found)).toEqual(['unit', 'exposure', 'level', 'checks']);
    expect(found).toMatchObject({ unit: 'shut.service', exposure: 7.9, level: 'EXPOSED' });
    expect(found.checks).toHaveLength(81);
  });

  it('gives an array for several, those that could be judged', async () => {
    const { status, found, error } = await asJson('shut', 'masked.service', 'open.service');
    expect(status).toBe(2);
    expect(found.map(({ unit }: { unit: string }) => unit)).toEqual(['shut.service', 'open.service']);
    expect(error).toContain('masked.service is masked');
  });

  it('reads the drop-ins of the root', async () => {
    expect(isShut((await asJson('open.service')).found)).toBe(true);
  });

  it('goes by the version', async () => {
    const old = await asJson('open.service', '--systemd', '252');
    const current = await asJson('open.service', '--systemd', '262');
    expect(old.found.exposure).toBeGreaterThan(current.found.exposure);
  });

  it('takes a path inside the root, and one outside of it', async () => {
    expect((await asJson('/srv/units/far.service')).found).toMatchObject({ unit: 'far.service' });
    const outside = (await asJson(join(folder, 'elsewhere/mine.service'))).found;
    expect(outside).toMatchObject({ unit: 'mine.service' });
    expect(isShut(outside)).toBe(true);
  });

  it('prints the figure and the worst checks first', async () => {
    const { status, out } = await bootwright(['security', 'shut.service', '--root', root, '--systemd', '252']);
    const lines = out.split('\n');
    expect(status).toBe(0);
    expect(lines[0]).toBe('shut.service: exposure 7.9 EXPOSED');
    expect(lines).toHaveLength(84);
    const shares = lines.slice(2, -1).map((line) => Number(line.slice(4, 7)));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
  });

  it.each([
    [['nothing.service'], 'nothing.service is not there'],
    [['/nowhere/a.service'], 'there is no file /nowhere/a.service'],
    [[], 'write the name of a unit'],
    [['open.service', '--systemd', 'new'], 'is not a version'],
  ])('%j cannot be done', async (args, words) => {
    const { status, error } = await bootwright(['security', ...args, '--root', root]);
    expect(status).toBe(2);
    expect(error).toContain(words);
  });
});
