import { describe, expect, it } from 'vitest';
import { decideConditions } from '../../../../server/src/core/boot/conditions/decide.ts';
import { conditionPathsIn, pathsOfConditions } from '../../../../server/src/core/boot/conditions/paths.ts';
import type { MachineProfile } from '../../../../server/src/core/boot/machine/profile.ts';
import { applyChanges, type SystemTree, treeOf } from '../../../../server/src/core/tree/systemTree.ts';
import { loadUnit } from '../../../../server/src/core/units/load.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';
import { tree } from '../root.ts';

const PLACE = '/etc/systemd/system/test@one.service';
const ROOT = {
  '/etc/foo.conf': 'x\n',
  '/etc/empty': '',
  '/etc/empty.d': null,
  '/etc/full.d/10.conf': '',
  '/etc/backup.d/a~': '',
  '/etc/to-foo': '-> foo.conf',
  '/etc/to-run': '-> ../run/x',
  '/etc/dangling': '-> nowhere',
  '/usr/bin/tool': '#!/bin/sh\n',
  '/etc/os-release': 'ID=wren\nVERSION_ID="4.2"\n',
};

function decide(lines: string, profile: MachineProfile = {}, version = 262, root: SystemTree = tree(ROOT)) {
  const text = `[Unit]\n${lines}\n`;
  const change = { op: 'put', path: PLACE, node: { type: 'file', content: text, size: 1, executable: false } } as const;
  const unitRoot = openUnitRoot(applyChanges(root, [change]), version);
  return decideConditions(loadUnit(unitRoot, 'test@one.service')!, unitRoot, profile);
}

describe('one condition', () => {
  it.each<[string, string, MachineProfile?]>([
    ['ConditionPathExists=/etc/foo.conf', 'met: /etc/foo.conf is there'],
    ['ConditionPathExists=/etc/none', 'skipped: no such file in this root'],
    ['ConditionPathExists=!/etc/foo.conf', 'skipped: /etc/foo.conf is there'],
    ['ConditionPathExists=/etc/dangling', 'skipped: no such file in this root'],
    ['ConditionPathExists=/etc/foo.conf/x', 'skipped: /etc/foo.conf is no folder'],
    ['ConditionPathExists=/etc/to-run', 'unknown: what is in /run is only known once the machine runs'],
    ['ConditionPathExists=/sys/class/x', 'unknown: what is in /sys is only known once the machine runs'],
    ['ConditionPathExists=/sys/class/x', 'met: /sys/class/x is there', { paths: { '/sys/class/x': true } }],
    ['ConditionPathExists=/sys/class/x', 'skipped: no such file in this root', { paths: { '/sys/class/x': false } }],
    ['ConditionPathExists=/dev/tty0', 'met: /dev/tty0 is there', { devices: ['tty0'] }],
    ['ConditionPathExists=/dev/vda', 'met: /dev/vda is there', { devices: ['dev-vda.device'] }],
    ['ConditionPathExists=/etc/%i', 'skipped: no such file in this root'],
    ['ConditionPathExists=%E/foo.conf', 'met: /etc/foo.conf is there'],
    ['ConditionPathExists=/etc/%b', 'unknown: what its specifiers stand for is not known'],
    ['ConditionPathExists=/etc/%H.conf', 'met: /etc/foo.conf is there', { hostname: 'foo' }],
    ['ConditionPathExistsGlob=/etc/*.conf', 'met: /etc/foo.conf is there'],
    ['ConditionPathExistsGlob=/etc/{x,dang*}', 'met: /etc/dangling is there'],
    ['ConditionPathExistsGlob=/etc/*.d/*.service', 'skipped: nothing in this root fits'],
    ['ConditionPathIsSymbolicLink=/etc/to-foo', 'met: /etc/to-foo is a symbolic link'],
    ['ConditionPathIsDirectory=/etc/to-foo', 'skipped: /etc/to-foo is no folder'],
    ['ConditionDirectoryNotEmpty=/etc/full.d', 'met: 10.conf is in it'],
    ['ConditionDirectoryNotEmpty=/etc/backup.d', 'skipped: the folder is empty'],
    ['ConditionFileNotEmpty=/etc/empty', 'skipped: the file is empty'],
    ['ConditionFileIsExecutable=/usr/bin/tool', 'met: the file may be run'],
    ['ConditionPathIsMountPoint=/proc', 'met: /proc is always mounted'],
    [
      'ConditionPathIsReadWrite=/etc/foo.conf',
      'unknown: whether it can be written is only known once the machine runs',
    ],
    ['ConditionKernelCommandLine=quiet', 'skipped: not on the kernel command line', { commandLine: 'ro' }],
    ['ConditionKernelCommandLine=quiet', "unknown: the kernel's command line is not known"],
    [
      'ConditionKernelCommandLine=root',
      'met: root=/dev/a b is on the kernel command line',
      { commandLine: '"root=/dev/a b"' },
    ],
    ['ConditionVirtualization=vm', 'met: the machine is virtual: kvm', { virtualization: 'kvm' }],
    ['ConditionVirtualization=!container', 'met: the machine is not virtual', { virtualization: 'none' }],
    ['ConditionFirstBoot=maybe', 'skipped: systemd cannot decide it: it takes yes or no', { firstBoot: true }],
    ['ConditionFirstBoot=!maybe', 'skipped: systemd cannot decide it: it takes yes or no', { firstBoot: true }],
    ['ConditionOSRelease=ID=wren VERSION_ID>=4', 'met: os-release says so'],
    ['ConditionOSRelease=VERSION_ID<4', 'skipped: VERSION_ID is 4.2 in os-release'],
    ['ConditionVersion=systemd >= 260', 'met: systemd is 262'],
    ['ConditionKernelVersion=>=6.1', 'skipped: the kernel is 5.10', { kernelVersion: '5.10' }],
    ['ConditionUser=root', 'met: systemd runs as root'],
    ['ConditionSecurity=nonsense', 'skipped: systemd 262 knows no nonsense'],
    ['ConditionMemory=>1G', 'met: the size of the memory is 4294967296', { memory: 4 * 1024 ** 3 }],
    [
      'ConditionNeedsUpdate=/etc',
      'met: the kernel command line says so',
      { commandLine: 'systemd.condition_needs_update' },
    ],
    ['ConditionEnvironment=A=b', 'met: such a variable is set', { commandLine: 'systemd.setenv=A=b' }],
    ['AssertPathExists=/etc/none', 'fails: no such file in this root'],
  ])('%s: %s', (line, text, profile = {}) => {
    const { decisions, asserts } = decide(line, profile);
    const [word, ...why] = text.split(': ');
    expect([...decisions, ...asserts.decisions].map((one) => one.text)).toEqual([
      `${word}: ${line}: ${why.join(': ')}`,
    ]);
  });

  it('tells where the line stands', () => {
    const [decision] = decide('Description=x\nConditionPathExists=/etc/none').failed;
    expect(decision).toMatchObject({ path: PLACE, directive: 'ConditionPathExists=/etc/none', result: 'failed' });
  });
});

describe('conditions together', () => {
  const [yes, no, open] = ['ConditionPathExists=/etc', 'ConditionPathExists=!/etc', 'ConditionPathExists=/run/x'];
  const [maybeYes, maybeNo, maybeOpen] = [yes, no, open].map((line) => line.replace('=', '=|'));
  it.each<[string, (string | undefined)[], string]>([
    ['none', [], 'met'],
    ['all have to be met', [yes, yes], 'met'],
    ['one that fails', [yes, no, open], 'failed'],
    ['one that is open', [yes, open], 'unknown'],
    ['any of several', [maybeNo, maybeYes, maybeOpen], 'met'],
    ['none of several', [maybeNo, maybeNo], 'failed'],
    ['perhaps one of several', [maybeNo, maybeOpen], 'unknown'],
    ['both sorts', [yes, maybeYes], 'met'],
    ['both sorts, one fails', [no, maybeYes], 'failed'],
    ['an empty line takes all back', [no, 'ConditionHost=', yes], 'met'],
    ['an empty assertion does not', [no, 'AssertHost='], 'failed'],
    ['a path that is refused does not count', ['ConditionPathExists=relative'], 'met'],
    ['a specifier that is none does not count', ['ConditionPathExists=/%z'], 'met'],
  ])('%s', (_, lines, result) => {
    expect(decide(lines.join('\n')).result).toBe(result);
  });

  it('keeps assertions apart', () => {
    expect(decide(`${yes}\nAssertPathExists=/etc/none`)).toMatchObject({
      result: 'met',
      asserts: { result: 'failed' },
    });
  });

  it('knows no condition before its version', () => {
    expect(decide('ConditionPathIsSocket=/etc/none', {}, 257).decisions).toEqual([]);
  });
});

describe('a root that was read in part', () => {
  const part = treeOf([['/etc/known', { type: 'directory' }]], {
    missing: new Set(['/etc/missing']),
    listed: new Set(['/etc/known']),
    unreadable: new Set(),
    modesUnknown: true,
  });
  it.each([
    ['ConditionPathExists=/etc/missing', 'failed'],
    ['ConditionPathExists=/etc/known/x', 'failed'],
    ['ConditionPathExists=/etc/other', 'unknown'],
    ['ConditionDirectoryNotEmpty=/etc/known', 'failed'],
    ['ConditionDirectoryNotEmpty=/etc', 'met'],
    ['ConditionPathExistsGlob=/etc/*.conf', 'unknown'],
    ['ConditionFileIsExecutable=/etc/systemd/system/test@one.service', 'unknown'],
  ])('%s: %s', (line, result) => {
    expect(decide(line, {}, 262, part).result).toBe(result);
  });

  it('does not take a file system that is elsewhere for an empty folder', () => {
    const root = tree({ '/etc/fstab': 'UUID=1 /srv ext4 defaults 0 2\n', '/srv': null });
    expect(decide('ConditionPathExists=/srv/data', {}, 262, root).result).toBe('unknown');
    expect(decide('ConditionDirectoryNotEmpty=/srv', {}, 262, root).result).toBe('unknown');
  });
});

describe('paths that conditions ask about', () => {
  const TEXT = `[Unit]
ConditionPathExists=|!/etc/a
AssertFileIsExecutable=/usr/bin/b
ConditionDirectoryNotEmpty=/etc/c.d
 ConditionPathExistsGlob = /etc/{d,e*}
ConditionPathExists=/run/f
ConditionPathExists=/etc/%i
ConditionHost=/not/a/path
`;
  const asked = [
    { path: '/etc/a', need: 'node' },
    { path: '/usr/bin/b', need: 'node' },
    { path: '/etc/c.d', need: 'names' },
    { path: '/etc/d', need: 'node' },
    { path: '/etc/e*', need: 'glob' },
    { path: '/etc/*', need: 'glob' },
  ];

  it('are read off a text', () => {
    expect(conditionPathsIn(TEXT)).toEqual(asked);
  });

  it('are those of the loaded unit', () => {
    const root = openUnitRoot(tree({ '/etc/systemd/system/a.service': TEXT }), 262);
    expect(pathsOfConditions(loadUnit(root, 'a.service')!)).toEqual(asked);
  });
});
