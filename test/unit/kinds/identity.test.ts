import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../server/src/core/kinds/registry.ts';
import { looksLikeUnit, typeFromSections, unitIdentity } from '../../../server/src/core/kinds/unit/identity.ts';
import { unitOf } from '../marked.ts';

/** An identity in one line: `ROLE TYPE NAME REACH`. */
function shown(path: string): string | undefined {
  const found = unitIdentity(path);
  return found && `${found.role} ${found.type} ${found.name} ${found.reach}`;
}

describe('what a path says', () => {
  it.each<[string, string | undefined]>([
    ['/etc/systemd/system/foo.service', 'fragment service foo.service unit'],
    ['/usr/lib/systemd/system/foo@.service', 'fragment service foo@.service unit'],
    ['/run/systemd/system/foo@bar.service', 'fragment service foo@bar.service unit'],
    ['/etc/systemd/system/dev-disk-by\\x2dlabel-x.swap', 'fragment swap dev-disk-by\\x2dlabel-x.swap unit'],
    ['foo.timer', 'fragment timer foo.timer unit'],
    ['C:\\units\\foo.socket', 'fragment socket foo.socket unit'],
    ['/a/srv.mount', 'fragment mount srv.mount unit'],
    ['/a/srv.automount', 'fragment automount srv.automount unit'],
    ['/a/x.target', 'fragment target x.target unit'],
    ['/a/x.path', 'fragment path x.path unit'],
    ['/a/x.slice', 'fragment slice x.slice unit'],
    ['/a/x.scope', 'fragment scope x.scope unit'],
    ['/a/x.device', 'fragment device x.device unit'],
    ['/a/x.SERVICE', undefined],
    ['/a/.service', undefined],
    ['/a/x.service.bak', undefined],
    ['/a/x.service~', undefined],
    ['/a/service', undefined],
    ['/a/foo.conf', undefined],
    ['/etc/systemd/system/foo.service.d/override.conf', 'drop-in service foo.service unit'],
    ['/etc/systemd/system/foo@.service.d/10-a.conf', 'drop-in service foo@.service unit'],
    ['/etc/systemd/system/foo-.service.d/10-a.conf', 'drop-in service foo-.service prefix'],
    ['/etc/systemd/system/foo-bar-.service.d/10-a.conf', 'drop-in service foo-bar-.service prefix'],
    ['/etc/systemd/system/service.d/10-a.conf', 'drop-in service undefined type'],
    ['/etc/systemd/system/user-.slice.d/10-a.conf', 'drop-in slice user-.slice prefix'],
    ['/etc/systemd/system/foo.service.d/readme.txt', undefined],
    ['/etc/systemd/system.conf.d/a.conf', undefined],
    ['/etc/foo.d/a.conf', undefined],
    ['/etc/systemd/system/foo.service.d/.#override.conf0123456789abcdef', 'drop-in service foo.service unit'],
    ['/etc/systemd/system/foo.service.d/.#override.confXyZ123', 'drop-in service foo.service unit'],
    ['/etc/systemd/system/.#foo.service0123456789abcdef', 'fragment service foo.service unit'],
    ['/etc/systemd/system/.#foo.service', undefined],
    ['/var/tmp/overrideAbCd1234.conf', 'drop-in undefined undefined unit'],
    ['/var/tmp/override.XXAbCd12.conf', 'drop-in undefined undefined unit'],
    ['/tmp/overrideAbCd1234.conf', 'drop-in undefined undefined unit'],
    ['/home/x/override.conf', undefined],
    ['/usr/share/dbus-1/system-services/org.x.service', undefined],
    ['/usr/share/dbus-1/services/org.x.service', undefined],
    ['/etc/avahi/services/ssh.service', undefined],
    ['/usr/lib/firewalld/services/ssh.service', undefined],
    ['/usr/share/kservices5/a.service', undefined],
    ['/home/me/avahi-tools/foo.service', 'fragment service foo.service unit'],
    ['', undefined],
  ])('%s', (path, expected) => {
    expect(shown(path)).toBe(expected);
    expect(kindOf(path)?.id).toBe(expected === undefined ? undefined : 'systemd-unit');
  });
});

describe('the language that was picked', () => {
  it.each<[string, string, string | undefined]>([
    ['Untitled-1', 'systemd-service', 'service'],
    ['/a/readme.txt', 'systemd-timer', 'timer'],
    ['/a/foo.service', 'systemd-timer', 'timer'],
    ['/a/foo.service', 'systemd-unit', 'service'],
    ['/var/tmp/overrideAbCd1234.conf', 'systemd-socket', 'socket'],
  ])('%s as %s is a %s', (path, languageId, type) => {
    expect(kindOf(path, languageId)?.id).toBe('systemd-unit');
    expect(unitOf('', { path, languageId }).type).toBe(type);
  });

  it('means nothing where it is not ours', () => {
    expect(kindOf('/a/readme.txt', 'plaintext')).toBeUndefined();
    expect(kindOf('/usr/share/dbus-1/services/a.service', 'systemd-service')).toBeUndefined();
  });
});

describe('the type of a drop-in at no place', () => {
  it.each([
    ['[Unit]\n[Timer]\n', 'timer'],
    ['[Service]\n', 'service'],
    ['[Unit]\n[Install]\n', undefined],
    ['[Foo]\n', undefined],
    ['', undefined],
  ])('%j is %s', (text, type) => {
    expect(unitOf(text, { path: '/tmp/overrideAbCd1234.conf' }).type).toBe(type);
  });

  it('comes from the first section that belongs to one', () => {
    expect(typeFromSections([undefined, 'Unit', 'Socket', 'Service'])).toBe('socket');
  });
});

describe('a text looks like a unit', () => {
  it.each<[string, boolean]>([
    ['[Unit]\nDescription=x\n', true],
    ['# a\n\n; b\n  [Service]  \r\nExecStart=x', true],
    ['\ufeff[Install]', true],
    ['\ufeff# a\r\n[Slice]\r\n', true],
    ['[D-BUS Service]\nName=org.x\n', false],
    ['<?xml version="1.0"?>\n<service-group>', false],
    ['[Desktop Entry]\n', false],
    ['Description=x\n[Unit]\n', false],
    ['[Unit] x\n', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(looksLikeUnit(text)).toBe(expected);
  });

  it('is told without looking at all of a huge file', () => {
    expect(looksLikeUnit(`${'#'.repeat(5_000_000)}\n[Unit]\n`)).toBe(false);
    expect(looksLikeUnit(`[Unit]\n${'x'.repeat(5_000_000)}`)).toBe(true);
  });
});
