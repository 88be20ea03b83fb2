import { describe, expect, it } from 'vitest';
import type { MachineProfile } from '../../../../server/src/core/boot/machine/profile.ts';
import { devicePaths, generatorProfile, profileOf } from '../../../../server/src/core/boot/machine/profileOf.ts';
import { treeOf } from '../../../../server/src/core/tree/systemTree.ts';
import { tree } from '../root.ts';

const ID = '0123456789abcdef0123456789abcdef';

describe('profileOf', () => {
  it.each<[string, Record<string, string | null>, MachineProfile, Partial<MachineProfile>]>([
    ['nothing', {}, {}, {}],
    ['a machine id', { '/etc/machine-id': `${ID}\n` }, {}, { machineId: ID, firstBoot: false }],
    ['an empty machine id', { '/etc/machine-id': '' }, {}, { firstBoot: false }],
    ['one that is to be made', { '/etc/machine-id': 'uninitialized\n' }, {}, { firstBoot: true }],
    ['none', { '/etc/hostname': '# x\nweb\n' }, {}, { hostname: 'web', firstBoot: true }],
    ['a pattern for a host name', { '/etc/hostname': 'web-????\n', '/etc/machine-id': '' }, {}, { firstBoot: false }],
    [
      'the command line of kernels',
      { '/etc/kernel/cmdline': 'quiet systemd.hostname=db\n', '/etc/hostname': 'web', '/etc/machine-id': '' },
      {},
      { commandLine: 'quiet systemd.hostname=db', hostname: 'db', firstBoot: false },
    ],
    [
      'what is given wins',
      { '/etc/kernel/cmdline': 'quiet', '/etc/hostname': 'web', '/etc/machine-id': ID },
      { commandLine: 'ro', hostname: 'given', firstBoot: true },
      { commandLine: 'ro', hostname: 'given', firstBoot: true, machineId: ID },
    ],
    [
      'systemd and the architecture',
      { '/usr/lib/systemd/libsystemd-shared-257.so': '', '/lib64/ld-linux-x86-64.so.2': '', '/etc/machine-id': '' },
      {},
      { systemdVersion: 257, architecture: 'x86-64', firstBoot: false },
    ],
  ])('%s', (_, files, given, expected) => {
    expect(profileOf(tree(files), given)).toEqual(expected);
  });

  it('does not take what was not read for absent', () => {
    const extent = { missing: new Set<string>(), listed: new Set<string>(), unreadable: new Set<string>() };
    const root = treeOf([['/etc', { type: 'directory' }]], { ...extent, modesUnknown: false });
    expect(profileOf(root)).toEqual({});
  });
});

it('names devices by name, path or unit', () => {
  expect(devicePaths({ devices: ['ttyS0', '/dev/sda', 'dev-disk-by\\x2did-x.device'] })).toEqual([
    '/dev/ttyS0',
    '/dev/sda',
    '/dev/disk/by-id/x',
  ]);
});

it('gives generators what they ask for', () => {
  const profile: MachineProfile = {
    commandLine: 'console=tty0 console=ttyS0,115200n8',
    virtualization: 'docker',
    devices: ['hvc0'],
  };
  expect(generatorProfile(profile)).toMatchObject({ container: true, consoles: ['tty0', 'ttyS0'], devices: ['hvc0'] });
  expect(generatorProfile({})).toMatchObject({ commandLine: '', container: false, consoles: [], devices: [] });
});
