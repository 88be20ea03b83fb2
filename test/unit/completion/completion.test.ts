import { describe, expect, it } from 'vitest';
import type { Completion, KnownUnit, Workspace } from '../../../server/src/core/kinds/kind.ts';
import { completeUnit } from '../../../server/src/core/kinds/unit/completion/index.ts';
import { unitKind } from '../../../server/src/core/kinds/unit/index.ts';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import { contextOf, cursorIn, unitOf, type Where } from '../marked.ts';

function complete(marked: string, where: Where = {}): Completion[] {
  const { text, offset } = cursorIn(marked);
  return [...completeUnit(unitOf(text, where), offset, contextOf(where))].sort((a, b) =>
    (a.rank ?? a.label) < (b.rank ?? b.label) ? -1 : 1,
  );
}

const labels = (marked: string, where?: Where) => complete(marked, where).map(({ label }) => label);

/** The text after one offer has been taken. */
function taken(marked: string, label: string, where: Where = {}): string {
  const offer = complete(marked, where).find((one) => one.label === label);
  if (!offer) throw new Error(`${label} is not offered`);
  return applyEdits(cursorIn(marked).text, [offer.edit]);
}

const at = (name: string, version = 262): Where => ({ path: `/etc/systemd/system/${name}`, version });
const VALUE = '[Service]\n';

describe('sections', () => {
  it.each([
    ['foo.service', ['[Unit]', '[Service]', '[Install]']],
    ['foo.timer', ['[Unit]', '[Timer]', '[Install]']],
    ['foo.target', ['[Unit]', '[Install]']],
    ['foo.device', ['[Unit]', '[Install]']],
    ['foo.mount.d/a.conf', ['[Unit]', '[Mount]', '[Install]']],
    ['user.slice', ['[Unit]', '[Slice]', '[Install]']],
  ])('of %s', (name, expected) => {
    expect(labels('|', at(name))).toEqual(expected);
    expect(labels('# x\n[|', at(name))).toEqual(expected);
    expect(labels('[Se|]', at(name))).toEqual(expected);
  });

  it('that the file has come last', () => {
    expect(labels('[Unit]\nDescription=x\n[|')).toEqual(['[Service]', '[Install]', '[Unit]']);
  });

  it.each([
    ['[|', '[Service]'],
    ['[|]', '[Service]'],
    ['[Se|rv]\nA=b', '[Service]\nA=b'],
    ['|', '[Service]'],
    ['Ser|', '[Service]'],
    ['  [S|', '  [Service]'],
    ['\ufeff[S|', '\ufeff[Service]'],
  ])('replace what is there: %j', (marked, expected) => {
    expect(taken(marked, '[Service]')).toBe(expected);
  });

  it('of a file whose type is not known are those of all types', () => {
    const where = { path: 'Untitled-1', languageId: 'systemd-unit' };
    expect(labels('|', where)).toEqual(expect.arrayContaining(['[Service]', '[Socket]', '[Timer]', '[Slice]']));
  });
});

describe('directives', () => {
  it('are those of the section', () => {
    const unit = labels('[Unit]\n|');
    expect(unit).toEqual(expect.arrayContaining(['Description', 'After', 'ConditionPathExists']));
    expect(unit).not.toEqual(expect.arrayContaining(['ExecStart']));
    expect(labels('[Install]\n|')).toEqual(['Alias', 'Also', 'DefaultInstance', 'RequiredBy', 'UpheldBy', 'WantedBy']);
    expect(labels('[Service]\n|', at('foo.timer'))).toEqual([]);
    expect(labels('[X-Own]\n|')).toEqual([]);
    expect(labels('[Timer]\n|', at('foo.timer'))).toContain('OnCalendar');
  });

  it('are those of the version', () => {
    expect(labels('[Service]\n|', at('a.service', 252))).not.toContain('RestartSteps');
    expect(labels('[Service]\n|', at('a.service', 257))).toContain('RestartSteps');
    expect(labels('[Install]\n|', at('a.service', 252))).not.toContain('UpheldBy');
    expect(labels('[Service]\n|', at('a.service', 252))).toContain('MemoryLimit');
    expect(labels('[Service]\n|', at('a.service', 262))).not.toContain('MemoryLimit');
  });

  it('under old names are struck through and come last', () => {
    const offers = complete('[Unit]\n|');
    const old = offers.filter(({ deprecated }) => deprecated).map(({ label }) => label);
    expect(old).toContain('BindTo');
    expect(offers.slice(-old.length).map(({ label }) => label)).toEqual(old);
    expect(offers.find(({ label }) => label === 'After')).not.toHaveProperty('deprecated');
  });

  it('that are set already and take one value come after the others', () => {
    const offers = labels('[Unit]\nDescription=x\nAfter=y.service\n|');
    expect(offers.indexOf('Description')).toBeGreaterThan(offers.indexOf('Wants'));
    expect(offers.indexOf('After')).toBeLessThan(offers.indexOf('Wants'));
  });

  it.each([
    ['[Unit]\n|', '[Unit]\nAfter='],
    ['[Unit]\nAf|', '[Unit]\nAfter='],
    ['[Unit]\n  Af|\n', '[Unit]\n  After=\n'],
    ['[Unit]\nA|f=x\n', '[Unit]\nAfter=x\n'],
    ['[Unit]\n|Before = x\n', '[Unit]\nAfter = x\n'],
    ['[Unit]\nDescription=x\n|\n\n[Service]\n', '[Unit]\nDescription=x\nAfter=\n\n[Service]\n'],
  ])('replace what is there: %j', (marked, expected) => {
    expect(taken(marked, 'After')).toBe(expected);
  });

  it('say what they take, and have documentation that can be looked up', () => {
    const offer = complete('[Service]\nRestar|').find(({ label }) => label === 'Restart')!;
    expect(offer.detail).toBe('one word');
    expect(unitKind.document(offer.documentationKey!, contextOf())).toContain('**Restart=** · [Service]');
    expect(offer.retrigger).toBe(true);
  });
});

describe('values', () => {
  it.each<[string, string[], string[]?, Where?]>([
    ['Type=|', ['simple', 'exec', 'notify-reload'], ['yes']],
    ['Type=|', ['simple'], ['notify-reload'], at('a.service', 252)],
    ['RemainAfterExit=|', ['yes', 'no', 'true'], ['maybe']],
    ['PrivateTmp=|', ['yes', 'no', 'disconnected']],
    ['PrivateTmp=|', ['yes', 'no'], ['disconnected'], at('a.service', 252)],
    ['Restart=on-|', ['on-failure', 'always']],
    ['KillSignal=|', ['SIGTERM', 'SIGUSR1']],
    ['CapabilityBoundingSet=|', ['CAP_NET_ADMIN']],
    ['CapabilityBoundingSet=~|', ['CAP_NET_ADMIN'], ['~CAP_NET_ADMIN']],
    ['CapabilityBoundingSet=CAP_CHOWN |', ['CAP_NET_ADMIN'], ['CAP_CHOWN']],
    ['CapabilityBoundingSet=~CAP_CHOWN |', ['CAP_NET_ADMIN'], ['CAP_CHOWN']],
    ['SystemCallFilter=|', ['@system-service', 'read', 'openat'], ['dipc']],
    ['SystemCallFilter=~@|', ['@privileged', '@clock']],
    ['SystemCallFilter=|', ['read'], ['mseal'], at('a.service', 252)],
    ['SystemCallErrorNumber=|', ['EPERM', 'kill']],
    ['SuccessExitStatus=|', ['TEMPFAIL', 'SIGTERM']],
    ['RestrictAddressFamilies=|', ['AF_UNIX', 'AF_INET6', 'none']],
    ['RestrictAddressFamilies=AF_INET |', ['AF_UNIX'], ['AF_INET']],
    ['RestrictNamespaces=|', ['yes', 'user', 'net']],
    ['ProtectSystem=|', ['strict', 'full', 'yes']],
    ['StandardOutput=|', ['journal', 'null', 'file:', 'append:'], ['file']],
    ['MemoryMax=|', ['512M', '50%', 'infinity']],
    ['LimitNOFILE=|', ['infinity', '1024']],
    ['UMask=|', ['0077']],
    ['Nice=|', ['-5', '19']],
    ['IPAddressAllow=|', ['any', 'localhost', '10.0.0.0/8']],
    ['TimeoutStartSec=|', ['30s', 'infinity']],
    ['TimeoutStartSec=5|', ['5s', '5min', '5h']],
    ['TimeoutStartSec=1h 30|', ['30min', '30s']],
    ['TimeoutStartSec=1.5|', ['1.5h']],
    ['DevicePolicy=|', ['closed', 'strict', 'auto']],
    ['Delegate=|', ['yes', 'no', 'cpu', 'memory']],
  ])('%s', (line, wanted, unwanted = [], where = {}) => {
    const offers = labels(VALUE + line, where);
    expect(offers).toEqual(expect.arrayContaining(wanted));
    expect(offers.filter((label) => unwanted.includes(label))).toEqual([]);
  });

  it.each<[string, string[], string[]?]>([
    ['ConditionVirtualization=|', ['vm', 'container', 'kvm', 'yes']],
    ['ConditionVirtualization=!|', ['vm', 'container']],
    ['ConditionVirtualization=\\||', ['vm', 'container']],
    ['ConditionVirtualization=\\|!|', ['vm', 'container']],
    ['ConditionArchitecture=|', ['x86-64', 'native']],
    ['AssertSecurity=|', ['selinux', 'apparmor', 'tpm2']],
    ['ConditionFirstBoot=|', ['yes', 'no']],
    ['ConditionACPower=|', ['yes', 'no']],
    ['ConditionCapability=|', ['CAP_SYS_ADMIN']],
    ['ConditionMemory=|', ['>= 1G']],
    ['ConditionCPUs=>= |', ['>= 2'], ['>= >= 2']],
    ['ConditionKernelVersion=|', ['>= 5.10'], ['systemd >= 262']],
    ['ConditionVersion=|', ['>= 5.10', 'systemd >= 262']],
    ['ConditionUser=|', ['root', '@system']],
    ['ConditionOSRelease=|', ['ID=debian']],
    ['ConditionControlGroupController=|', ['v2', 'memory']],
    ['ConditionControlGroupController=cpu |', ['memory'], ['cpu']],
    ['ConditionFirmware=|', ['uefi', 'device-tree']],
    ['ConditionMemoryPressure=|', ['10%']],
    ['CollectMode=|', ['inactive-or-failed']],
    ['OnFailureJobMode=|', ['replace', 'isolate']],
    ['FailureAction=|', ['reboot', 'none']],
    ['Documentation=|', ['man:', 'https://']],
  ])('[Unit] %s', (line, wanted, unwanted = []) => {
    const offers = labels(`[Unit]\n${line}`);
    expect(offers).toEqual(expect.arrayContaining(wanted));
    expect(offers.filter((label) => unwanted.includes(label))).toEqual([]);
  });

  it.each<[string, string, string, Where?]>([
    ['Type=|', 'exec', 'Type=exec'],
    ['Type = | ', 'exec', 'Type = exec '],
    ['Type=no |', 'exec', 'Type=exec'],
    ['CapabilityBoundingSet=CAP_CHOWN |', 'CAP_NET_RAW', 'CapabilityBoundingSet=CAP_CHOWN CAP_NET_RAW'],
    ['CapabilityBoundingSet=CAP_CHOWN \\\n |', 'CAP_NET_RAW', 'CapabilityBoundingSet=CAP_CHOWN \\\n CAP_NET_RAW'],
    [
      'CapabilityBoundingSet=CAP_CHOWN \\\n|\nNice=1',
      'CAP_NET_RAW',
      'CapabilityBoundingSet=CAP_CHOWN \\\nCAP_NET_RAW\nNice=1',
    ],
    ['CapabilityBoundingSet=\\\n  |', 'CAP_NET_RAW', 'CapabilityBoundingSet=\\\n  CAP_NET_RAW'],
    ['Type=no|tify', 'exec', 'Type=exec'],
    ['CapabilityBoundingSet=~CAP_CHOWN CAP_N|', 'CAP_NET_RAW', 'CapabilityBoundingSet=~CAP_CHOWN CAP_NET_RAW'],
    ['CapabilityBoundingSet=~|', 'CAP_NET_RAW', 'CapabilityBoundingSet=~CAP_NET_RAW'],
    ['CapabilityBoundingSet=CAP_N| CAP_CHOWN', 'CAP_NET_RAW', 'CapabilityBoundingSet=CAP_NET_RAW CAP_CHOWN'],
    ['SystemCallFilter=read \\\n  wr|', 'write', 'SystemCallFilter=read \\\n  write'],
    ['SystemCallFilter=read \\\n# why\n  wr|\nNice=1', 'write', 'SystemCallFilter=read \\\n# why\n  write\nNice=1'],
    ['TimeoutStartSec=5|', '5min', 'TimeoutStartSec=5min'],
    ['TimeoutStartSec=1h 30|', '30min', 'TimeoutStartSec=1h 30min'],
    ['TimeoutStartSec=5m|', '5min', 'TimeoutStartSec=5min'],
    ['Description=%|', '%n', 'Description=%n'],
    ['ExecStart=/bin/x --name=%| --more', '%i', 'ExecStart=/bin/x --name=%i --more'],
  ])('replace what is there: %j by %s', (line, label, expected, where) => {
    const section = line.startsWith('Description') ? '[Unit]\n' : VALUE;
    expect(taken(section + line, label, where)).toBe(section + expected);
  });

  it('of conditions keep the prefix', () => {
    expect(taken('[Unit]\nConditionVirtualization=!|', 'vm')).toBe('[Unit]\nConditionVirtualization=!vm');
    expect(taken('[Unit]\nConditionVirtualization=\\|!k|', 'vm')).toBe('[Unit]\nConditionVirtualization=|!vm');
    expect(taken('[Unit]\nConditionCPUs=>= |', '>= 2')).toBe('[Unit]\nConditionCPUs=>= 2');
  });

  it('never reach over a line', () => {
    for (const marked of [
      `${VALUE}Type=no\\\n|tify`,
      `${VALUE}Type=|no\\\ntify`,
      '[Timer]\nOnCalendar=*-*-* \\\n |3:00',
    ]) {
      const { text } = cursorIn(marked);
      for (const { edit } of complete(marked, at(marked.includes('Timer') ? 'a.timer' : 'a.service')))
        expect(text.slice(edit.span.start, edit.span.end)).not.toContain('\n');
    }
  });

  it('calendar words and forms', () => {
    const offers = labels('[Timer]\nOnCalendar=|', at('a.timer'));
    expect(offers).toEqual(expect.arrayContaining(['daily', 'weekly', '*-*-* 03:00:00', 'Mon..Fri *-*-* 08:00:00']));
    expect(taken('[Timer]\nOnCalendar=Mon *-*-|', 'daily', at('a.timer'))).toBe('[Timer]\nOnCalendar=daily');
  });

  it.each([
    '# Type=|',
    '[Service]\n# Type=|',
    '[Service]\n  ; Res|',
    '[Service]\nExecStart=/bin/x \\\n# Type=|\n',
    'Type=|',
    '[Nonsense]\nType=|',
    '[Service]\nNonsense=|',
    '[Service] |',
    '[Service]\nfoo bar|',
  ])('are not offered at %j', (marked) => {
    expect(labels(marked)).toEqual([]);
  });
});

describe('specifiers', () => {
  it.each<[string, boolean]>([
    ['%|', true],
    ['%%|', false],
    ['%%%|', true],
    ['a%|b', true],
    ['100%%|', false],
  ])('behind %s: %s', (value, offered) => {
    const offers = labels(`[Unit]\nDescription=${value}`);
    expect(offers.includes('%i')).toBe(offered);
  });

  it('are those of the version and of the place', () => {
    expect(labels('[Unit]\nDescription=%|', at('a.service', 252))).not.toContain('%D');
    expect(labels('[Unit]\nDescription=%|')).toContain('%D');
    expect(labels('[Unit]\nAfter=%|')).not.toContain('%t');
    expect(labels('[Unit]\nAfter=%|')).toContain('%i');
    expect(labels('[Install]\nWantedBy=%|')).toContain('%i');
    expect(labels('[Service]\nNice=%|')).toEqual([]);
  });
});

const UNITS: readonly KnownUnit[] = [
  { name: 'web.service', description: 'The web server', path: '/etc/systemd/system/web.service' },
  { name: 'web.socket', description: undefined, path: '/etc/systemd/system/web.socket' },
  { name: 'worker@.service', description: 'Worker', path: '/etc/systemd/system/worker@.service' },
  { name: 'test.service', description: 'This one', path: '/etc/systemd/system/test.service' },
];
const workspace: Partial<Workspace> = {
  units: new Map(UNITS.map((unit) => [unit.name, unit])),
  list: (path) => (path === '/usr/' ? ['bin/', 'lib/'] : path === '/usr/bin/' ? ['env', 'true'] : []),
};

describe('unit names', () => {
  it('are those of the workspace, then those that systemd knows', () => {
    const offers = labels('[Unit]\nAfter=|', { workspace });
    expect(offers.slice(0, 3)).toEqual(['web.service', 'web.socket', 'worker@.service']);
    expect(offers).toContain('network-online.target');
    expect(offers).not.toContain('test.service');
  });

  it('are only of the types that the directive takes', () => {
    expect(labels('[Service]\nSockets=|', { workspace })).toContain('web.socket');
    expect(labels('[Service]\nSockets=|', { workspace })).not.toContain('web.service');
    expect(labels('[Service]\nSlice=|', { workspace })).toContain('system.slice');
    expect(labels('[Service]\nSlice=|', { workspace })).not.toContain('web.service');
    expect(labels('[Socket]\nService=|', { ...at('web.socket'), workspace })).toContain('web.service');
    expect(labels('[Timer]\nUnit=|', { ...at('a.timer'), workspace })).toContain('web.service');
  });

  it('that stand there are not offered again', () => {
    const offers = labels('[Unit]\nAfter=web.service |', { workspace });
    expect(offers).not.toContain('web.service');
    expect(offers).toContain('web.socket');
  });

  it.each([
    ['After=we| b.service', 'web.socket', 'After=web.socket b.service'],
    ['After=a.service we|', 'web.socket', 'After=a.service web.socket'],
    ['After=a.service \\\n  we|', 'web.socket', 'After=a.service \\\n  web.socket'],
    ['After=|', 'web.socket', 'After=web.socket'],
  ])('replace what is there: %j', (line, label, expected) => {
    expect(taken(`[Unit]\n${line}`, label, { workspace })).toBe(`[Unit]\n${expected}`);
  });

  it('are documented by their description and place', () => {
    const offer = complete('[Unit]\nAfter=|', { workspace }).find(({ label }) => label === 'web.service')!;
    expect(offer.detail).toBe('The web server');
    const text = unitKind.document(offer.documentationKey!, contextOf({ workspace }));
    expect(text).toContain('/etc/systemd/system/web.service');
  });
});

describe('paths', () => {
  it.each<[string, string, string]>([
    ['ExecStart=/usr/|', '/usr/bin/', 'ExecStart=/usr/bin/'],
    ['ExecStart=/usr/bin/tr|', '/usr/bin/true', 'ExecStart=/usr/bin/true'],
    ['ExecStart=-/usr/bin/tr|', '/usr/bin/true', 'ExecStart=-/usr/bin/true'],
    ['ExecStart=@/usr/bin/|', '/usr/bin/env', 'ExecStart=@/usr/bin/env'],
    ['ExecStart=/usr/bin/env /usr/b|', '/usr/bin/', 'ExecStart=/usr/bin/env /usr/bin/'],
    ['ReadWritePaths=/var -/usr/|', '/usr/lib/', 'ReadWritePaths=/var -/usr/lib/'],
    ['WorkingDirectory=/usr/|', '/usr/lib/', 'WorkingDirectory=/usr/lib/'],
    ['EnvironmentFile=-/usr/|', '/usr/lib/', 'EnvironmentFile=-/usr/lib/'],
    ['BindPaths=/srv:/usr/|', '/usr/lib/', 'BindPaths=/srv:/usr/lib/'],
  ])('%s', (line, label, expected) => {
    expect(taken(VALUE + line, label, { workspace })).toBe(VALUE + expected);
    const { text, offset } = cursorIn(VALUE + line);
    expect(unitKind.folderAt(unitOf(text), offset)).toMatch(/^\/usr\/(bin\/)?$/);
  });

  it('of conditions, behind their prefix', () => {
    expect(taken('[Unit]\nConditionPathExists=!/usr/|', '/usr/lib/', { workspace })).toBe(
      '[Unit]\nConditionPathExists=!/usr/lib/',
    );
    expect(taken('[Unit]\nConditionPathExists=\\|!/usr/|', '/usr/lib/', { workspace })).toBe(
      '[Unit]\nConditionPathExists=|!/usr/lib/',
    );
  });

  it.each([`${VALUE}ExecStart=foo|`, `${VALUE}Nice=/usr/|`, '[Unit]\nDescription=/usr/|'])('none at %j', (marked) => {
    expect(complete(marked, { workspace }).filter(({ kind }) => kind === 'path')).toEqual([]);
  });
});
