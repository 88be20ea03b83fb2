import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../server/src/cli/run.ts';
import { bootwright as ask } from './terminal.ts';

const bootwright = (...args: string[]) => ask(args);

let root: string;
const put = (path: string, text: string, mode = 0o644) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), mode);
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bootwright-cron-'));
  put('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n');
  put('etc/systemd/system/x.target', '[Unit]\nDescription=X\n');
  put('etc/crontab', 'SHELL=/bin/sh\n25 6 * * * root run-parts /etc/cron.daily\n30 2 * * sun ann tidy\n');
  put('etc/cron.d/job.sh', '* * * * * root never\n');
  put('etc/cron.d/large', '0 5 * * * root x\n'.repeat(70_000));
  put('etc/cron.daily/good', '#!/bin/sh\n', 0o755);
  put('etc/cron.daily/plain', 'x\n');
  put('etc/cron.daily/dot.sh', '#!/bin/sh\n', 0o755);
  put('var/spool/cron/crontabs/ann', '0 12 * * * lunch\n', 0o600);
  put('usr/sbin/cron', '', 0o755);
  symlinkSync('/usr/share/zoneinfo/Europe/Berlin', join(root, 'etc/localtime'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('bootwright cron', () => {
  it('lists the days of a root', async () => {
    const { status, out } = await bootwright('cron', '--root', root, '--from', '2026-03-28', '--days', '2');
    expect(status).toBe(0);
    expect(out).toContain("Debian's cron, Europe/Berlin, 2 days from Sat 2026-03-28 00:00");
    expect(out).toContain('06:25  /etc/crontab:2  run-parts /etc/cron.daily (1 script: good)');
    expect(out).toContain('12:00  /var/spool/cron/crontabs/ann:1  lunch');
    // The clock jumps from 02:00 to 03:00 on that Sunday.
    expect(out).toContain('03:00  /etc/crontab:3  tidy');
    expect(out).toContain('/etc/cron.d/job.sh is not read: cron passes over its name.');
  });

  it('says which tables are too large to be read', async () => {
    const { status, out } = await bootwright('cron', '--root', root, '--from', '2026-03-28', '--days', '1');
    expect(status).toBe(0);
    expect(out).toContain('/etc/cron.d/large was not read: it is too large, or may not be read.');
    expect(out).toContain('06:25  /etc/crontab:2');
  });

  it('says what is missed', async () => {
    const { out } = await bootwright(
      'cron',
      '--root',
      root,
      '--from',
      '2026-01-05',
      '--days',
      '1',
      '--off',
      '22:00-07:00',
    );
    expect(out).toContain('07:00  the machine boots');
    expect(out).toMatch(/Missed\n {2}Mon 2026-01-05 06:25 {2}\/etc\/crontab:2/);
  });

  it('gives JSON', async () => {
    const { out } = await bootwright('cron', '--root', root, '--from', '2026-01-05', '--days', '1', '--format', 'json');
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ cron: 'debian', anacron: null, timezone: 'Europe/Berlin', days: 1, seed: 1 });
    expect(answer.starts[0]).toEqual({ job: 0, at: '2026-01-05T05:25:00Z' });
    expect(answer.jobs[0]).toMatchObject({
      path: '/etc/crontab',
      line: 2,
      scripts: ['good'],
      skipped: ['dot.sh', 'plain'],
    });
  });

  it.each([
    ['--days', '0'],
    ['--days', 'x'],
    ['--off', '22'],
    ['--from', '2026-02-30'],
    ['--from', 'tomorrow'],
    ['--cron', 'fcron'],
    ['--seed', '-1'],
    ['--format', 'xml'],
  ])('refuses %s %s', async (option, value) => {
    const { status, error } = await bootwright('cron', '--root', root, option, value);
    expect([status, error]).toEqual([2, expect.stringContaining(option.slice(2))]);
  });

  it('is named among the commands', async () => {
    expect((await bootwright('--help')).out).toContain('cron [--root DIR]');
    expect(run).toBeTypeOf('function');
  });
});

describe('bootwright check', () => {
  it('judges the tables of a root by what is installed there', async () => {
    const { out, status } = await bootwright('check', '--root', root);
    expect(status).toBe(1);
    expect(out).toContain(
      'run-parts passes over dot.sh (a dot in its name), plain (not executable) in /etc/cron.daily.',
    );
    expect(out).toContain('this file, job.sh, is never read');
  });

  it('judges them by the program that is named', async () => {
    put('more/crontab', '5;7 * * * * root x\n');
    const debian = await bootwright('check', join(root, 'more/crontab'));
    expect(debian.out).toContain("Debian's cron passes over `;7`");
    const cronie = await bootwright('check', '--cron', 'cronie', join(root, 'more/crontab'));
    expect(cronie.out).toContain('cronie leaves this line out');
  });

  it('bad files are no reason to fail', async () => {
    put('more/binary.crontab', '\x7fELF\0\0\0\xff'.repeat(1000));
    put('more/long.crontab', `* * * * * ${'x'.repeat(10_000_000)}\n`);
    put('more/lines.anacrontab', '1 5 a b\n'.repeat(20_000));
    put('more/bom.crontab', '\ufeff* * * * * root x\n');
    for (const name of ['binary.crontab', 'long.crontab', 'lines.anacrontab', 'bom.crontab']) {
      const { status, error } = await bootwright('check', join(root, 'more', name));
      expect([name, status, error]).toEqual([name, 1, '']);
    }
  });
});
