import { chmodSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bootwright as inTerminal } from '../cli/terminal.ts';
import { fill, stage } from '../install/disk.ts';

const bootwright = (...words: string[]) => inTerminal(words);

const NAMES = ['ntpd', 'crond', 'anacron'];

function redhat(locks: readonly string[]): string {
  const folder = fill(stage(), {
    ...Object.fromEntries(NAMES.map((name) => [`etc/rc.d/init.d/${name}`, '# chkconfig: 35 90 60\n'])),
    'etc/init.d': '-> rc.d/init.d',
    'etc/rc5.d': '-> rc.d/rc5.d',
    'etc/rc.d/rc5.d/K74ntpd': '-> ../init.d/ntpd',
    'etc/rc.d/rc5.d/S90crond': '-> ../init.d/crond',
    'etc/rc.d/rc5.d/S95anacron': '-> ../init.d/anacron',
    ...Object.fromEntries(locks.map((name) => [`var/lock/subsys/${name}`, ''])),
  });
  for (const name of NAMES) chmodSync(join(folder, 'etc/rc.d/init.d', name), 0o755);
  return folder;
}

describe('bootwright rc', () => {
  it('does nothing with locks that are wrong, and the right thing with those that are right', async () => {
    const wrong = await bootwright(
      'rc',
      '5',
      '--from',
      '3',
      '--root',
      redhat(['crond', 'anacron']),
      '--format',
      'json',
    );
    expect(JSON.parse(wrong.out)).toMatchObject({ flavor: 'redhat', from: '3', to: '5', steps: [] });
    const locks = ['--lock', 'ntpd', '--lock', 'anacron'];
    const right = await bootwright('rc', '5', '--from', '3', '--root', redhat([]), '--format', 'json', ...locks);
    expect(JSON.parse(right.out).steps).toEqual([
      { action: 'stop', service: 'ntpd', link: 'K74ntpd' },
      { action: 'start', service: 'crond', link: 'S90crond' },
    ]);
    expect(JSON.parse(right.out).locksAfter).toEqual(['anacron', 'crond']);
  });

  it('says so in words', async () => {
    const { out } = await bootwright('rc', '5', '--root', redhat(['crond']));
    expect(out).toContain('redhat: boot to runlevel 5\n  start anacron (S95anacron)\n');
    expect(out).toContain('  S90crond: already up: there is /var/lock/subsys/crond\n');
    expect(out).toContain('Lock files afterwards: anacron crond\n');
  });

  it.each([[['9']], [[]], [['3', '--from', 'x']], [['3', '--flavor', 'suse']]])('refuses %j', async (words) => {
    expect((await bootwright('rc', ...words, '--root', redhat([]))).status).toBe(2);
  });
});

describe('bootwright plan for init scripts', () => {
  it('plans chkconfig as JSON, and applies it', async () => {
    const folder = redhat([]);
    const words = ['plan', 'chkconfig', '--root', folder, '--format', 'json'];
    const asked = await bootwright(...words, '--', '--level', '5', 'ntpd', 'on');
    expect(JSON.parse(asked.out)).toEqual({
      exitStatus: 0,
      changes: [
        { op: 'unlink', path: '/etc/rc.d/rc5.d/K74ntpd' },
        { op: 'symlink', path: '/etc/rc.d/rc5.d/S90ntpd', target: '../init.d/ntpd' },
      ],
      messages: [],
    });
    const done = await bootwright(...words, '--apply', '--', '--level', '5', 'ntpd', 'on');
    expect(JSON.parse(done.out)).toMatchObject({ applied: true });
    expect(readlinkSync(join(folder, 'etc/rc.d/rc5.d/S90ntpd'))).toBe('../init.d/ntpd');
  });

  it('plans insserv and update-rc.d, and says what they refuse', async () => {
    const folder = redhat([]);
    const gone = await bootwright('plan', 'insserv', 'gone', '--remove', '--root', folder, '--format', 'json');
    expect(JSON.parse(gone.out)).toMatchObject({ exitStatus: 1, changes: [] });
    const odd = await bootwright('plan', 'update-rc.d', '--root', folder, '--format', 'json', '--', 'ntpd', 'sideways');
    expect(JSON.parse(odd.out)).toMatchObject({ exitStatus: 1, changes: [] });
    expect((await bootwright('plan', 'chkconfig', 'ntpd', 'on', '--runtime', '--root', folder)).status).toBe(2);
  });
});
