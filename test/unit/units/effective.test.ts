import { describe, expect, it } from 'vitest';
import { effectiveUnit } from '../../../server/src/core/units/effective.ts';
import { unitNameMangle } from '../../../server/src/core/units/mangle.ts';
import { type Files, root } from './tree.ts';

const files: Files = {
  'V/a.service': '[Service]\nExecStart=/bin/true',
  'E/a.service.d/x.conf': '[Unit]\r\nDescription=x\r\n',
  'E/a.service.d/y.conf': '-> /dev/null',
  'E/b.service': '-> /opt/b.service',
  '/opt/b.service': '[Service]\nExecStart=/bin/true\n',
  'E/c.service': '',
  'E/d.service': '[Unit\n',
};

describe('the effective unit', () => {
  it('is all of its files, each below its path', () => {
    const unit = effectiveUnit(root(files, 257), 'a.service');
    expect(unit?.text).toBe(
      [
        '# /usr/lib/systemd/system/a.service',
        '[Service]',
        'ExecStart=/bin/true',
        '',
        '# /etc/systemd/system/a.service.d/x.conf',
        '[Unit]',
        'Description=x',
        '',
        '# /etc/systemd/system/a.service.d/y.conf',
        '',
      ].join('\n'),
    );
    expect(unit?.origins).toEqual([
      undefined,
      { path: '/usr/lib/systemd/system/a.service', line: 1 },
      { path: '/usr/lib/systemd/system/a.service', line: 2 },
      undefined,
      undefined,
      { path: '/etc/systemd/system/a.service.d/x.conf', line: 1 },
      { path: '/etc/systemd/system/a.service.d/x.conf', line: 2 },
      undefined,
      undefined,
    ]);
  });

  it.each([
    [257, 'b.service', '# /etc/systemd/system/b.service\n[Service]\nExecStart=/bin/true\n'],
    [262, 'b.service', '# /etc/systemd/system/b.service -> /opt/b.service\n[Service]\nExecStart=/bin/true\n'],
    [262, 'c.service', '# Unit c.service is masked.\n'],
    [262, 'd.service', '# Unit d.service could not be loaded.\n'],
    [262, 'e.service', ''],
    [262, 'nonsense', undefined],
  ])('in %i: %s', (version, name, text) => {
    expect(effectiveUnit(root(files, version), name)?.text).toBe(text);
  });

  it('of 262 says which drop-ins are masks', () => {
    expect(effectiveUnit(root(files), 'a.service')?.text).toContain(
      '\n# /etc/systemd/system/a.service.d/y.conf is a mask.\n',
    );
  });
});

describe('what a word on the command line means', () => {
  it.each([
    ['ssh', 'ssh.service'],
    ['ssh.socket', 'ssh.socket'],
    ['getty@tty1', 'getty@tty1.service'],
    ['foo-bar.txt', 'foo-bar.txt.service'],
    ['/home/me', 'home-me.mount'],
    ['/dev/sda1', 'dev-sda1.device'],
    ['a b', 'a\\x20b.service'],
    ['@', undefined],
    ['', undefined],
  ])('%j', (word, name) => {
    expect(unitNameMangle(word, 262)).toBe(name);
  });
});
