import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../server/src/cli/run.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bootwright-cat-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('usr/lib/systemd/system/a.service', '[Service]\nExecStart=/bin/true\n');
  write('etc/systemd/system/a.service.d/x.conf', '[Service]\nNice=3\n');
  symlinkSync('/dev/null', join(root, 'etc/systemd/system/masked.service'));
});
afterAll(() => rmSync(root, { recursive: true }));

async function cat(...args: string[]) {
  let out = '';
  let errors = '';
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    error: (text: string) => {
      errors += text;
    },
    colours: false,
    progress: false,
  };
  const status = await run(['cat', ...args, '--root', root], terminal);
  return { status, out, errors };
}

describe('bootwright cat', () => {
  const text = [
    '# /usr/lib/systemd/system/a.service',
    '[Service]',
    'ExecStart=/bin/true',
    '',
    '# /etc/systemd/system/a.service.d/x.conf',
    '[Service]',
    'Nice=3',
    '',
  ].join('\n');

  it('prints a unit with its drop-ins', async () => {
    expect(await cat('a')).toEqual({ status: 0, out: text, errors: '' });
  });

  it('prints several units with a blank line between them, and says which are masked', async () => {
    const { out } = await cat('masked', 'a', 'a.service');
    expect(out).toBe(`# Unit masked.service is masked.\n${text}\n${text}`);
  });

  it('says which units have no file', async () => {
    const { status, out, errors } = await cat('gone', 'a');
    expect(status).toBe(1);
    expect(out).toBe(text);
    expect(errors).toContain('gone.service');
  });

  it('gives the origin of each line as JSON', async () => {
    const { out } = await cat('a', '--format', 'json', '--systemd', '252');
    const { systemd, units } = JSON.parse(out);
    expect(systemd).toBe(252);
    expect(units[0]).toMatchObject({ unit: 'a.service', load: 'loaded' });
    expect(units[0].lines[6]).toEqual({ text: 'Nice=3', path: '/etc/systemd/system/a.service.d/x.conf', line: 2 });
  });

  it.each([[[]], [['a', '--systemd', 'old']], [['a', '--format', 'yaml']]])('refuses %j', async (args) => {
    const { status, errors } = await cat(...args);
    expect(status).toBe(2);
    expect(errors).not.toBe('');
  });
});
