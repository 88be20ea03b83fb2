import { describe, expect, test } from 'vitest';
import { allDirectives, KNOWN_VERSIONS, parserAt } from '../../../../server/src/core/knowledge/directives.ts';
import { resourceJudges } from '../../../../server/src/core/values/resource/index.ts';
import { unitJudges } from '../../../../server/src/core/values/unit/index.ts';
import { ask } from './ask.ts';

const brief = (name: string, value: string, version: number) =>
  ask(name, value, version).map(({ severity, code, start, end }) => [severity, code, value.slice(start, end)]);

const fixed = (name: string, value: string, version: number) =>
  ask(name, value, version).map(
    ({ start, end, fix }) => fix && value.slice(0, start) + fix.newText + value.slice(end),
  )[0];

describe('which part of the value is wrong', () => {
  const cases: readonly [name: string, value: string, expected: string[][], version?: number][] = [
    ['Service.Nice', '20', [['warning', 'value.number', '20']]],
    [
      'Service.ReadWritePaths',
      '/a -b "c d"',
      [
        ['warning', 'value.path-not-absolute', 'b'],
        ['warning', 'value.path-not-absolute', '"c d"'],
      ],
    ],
    ['Service.ReadWritePaths', '/a/%Z/b', [['warning', 'value.specifier', '%Z']]],
    ['Service.ReadWritePaths', '/a "b', [['warning', 'value.quotes', '"b']]],
    ['Service.ExecSearchPath', 'a:b', [['warning', 'value.path-not-absolute', 'a']]],
    ['Service.BindPaths', '/a:b', [['warning', 'value.path-not-absolute', 'b']]],
    [
      'Service.BindPaths',
      'a:b',
      [
        ['warning', 'value.path-not-absolute', 'a'],
        ['warning', 'value.path-not-absolute', 'b'],
      ],
      257,
    ],
    ['Service.BindPaths', 'a:b', [['warning', 'value.path-not-absolute', 'a']], 262],
    ['Service.BindPaths', '/a:/b:bad', [['warning', 'value.word', 'bad']]],
    ['Service.TemporaryFileSystem', '/a:ro b:ro', [['warning', 'value.path-not-absolute', 'b']]],
    ['Service.MountImages', '/a', [['warning', 'value.mount-image', '/a']]],
    ['Service.MountImages', '/a:/b:x:ro', [['warning', 'value.word', 'x']]],
    ['Service.MountImages', '/sys/a:/b', [['warning', 'value.path-api-vfs', '/sys/a']]],
    ['Service.RootImagePolicy', 'root=verity:usr=x', [['fatal', 'value.image-policy', 'x']], 257],
    ['Service.RootImagePolicy', 'root=verity:root=absent', [['fatal', 'value.image-policy', 'root=absent']]],
    ['Service.DeviceAllow', '/dev/null rx', [['warning', 'value.device', 'rx']]],
    ['Service.IODeviceWeight', '/dev/sda 0', [['warning', 'value.number', '0']]],
    ['Service.IOReadBandwidthMax', '/dev/sda 10x', [['warning', 'value.size', '10x']]],
    [
      'Service.AllowedCPUs',
      '0 5-3 x',
      [
        ['warning', 'value.cpu-set', '5-3'],
        ['warning', 'value.cpu-set', 'x'],
      ],
    ],
    ['Service.AllowedCPUs', 'x 5-3', [['warning', 'value.cpu-set', 'x']], 252],
    [
      'Service.SystemCallFilter',
      '~read:EX reed',
      [
        ['warning', 'value.errno', 'EX'],
        ['warning', 'value.syscall', 'reed'],
      ],
    ],
    ['Service.SystemCallFilter', 'read:EPERM', [['warning', 'value.syscall', 'read:EPERM']]],
    ['Service.RestrictAddressFamilies', 'AF_X AF_Y', [['warning', 'value.word', 'AF_X']], 262],
    [
      'Service.RestrictAddressFamilies',
      'AF_X AF_Y',
      [
        ['warning', 'value.word', 'AF_X'],
        ['warning', 'value.word', 'AF_Y'],
      ],
      257,
    ],
    ['Service.RestrictNamespaces', '~net x y', [['warning', 'value.word', 'x']]],
    ['Service.DelegateNamespaces', 'mnt user', [['warning', 'value.namespace', 'user']]],
    ['Service.Delegate', 'cpu foo', [['warning', 'value.word', 'foo']]],
    ['Socket.Delegate', 'yes', [['warning', 'value.unit-type', 'yes']]],
    ['Service.LoadCredential', 'a/b:/c', [['warning', 'value.credential', 'a/b']]],
    ['Service.LoadCredential', 'a:/b/../c', [['warning', 'value.path-not-normalized', '/b/../c']]],
    ['Service.SetCredential', 'a:b\\q', [['warning', 'value.escape', 'b\\q']]],
    ['Service.AppArmorProfile', 'x%Z', [['fatal', 'value.specifier', '%Z']]],
    ['Service.AppArmorProfile', '-x%Z', [['warning', 'value.specifier', '%Z']]],
    ['Service.AppArmorProfile', '%c', [['warning', 'value.specifier-deprecated', '%c']]],
    ['Service.ProtectHostname', 'yes:-x', [['warning', 'value.hostname', '-x']]],
    ['Service.NFTSet', 'cgroup:inet:1:s', [['warning', 'value.nft-set', '1']]],
    [
      'Service.IPAddressAllow',
      'any 10.0.0 ::/129',
      [
        ['warning', 'value.address', '10.0.0'],
        ['warning', 'value.address', '::/129'],
      ],
    ],
    [
      'Service.CPUShares',
      '1',
      [
        ['warning', 'value.deprecated', '1'],
        ['warning', 'value.number', '1'],
      ],
      252,
    ],
    [
      'Service.BlockIODeviceWeight',
      '/dev/sda 9',
      [
        ['warning', 'value.deprecated', '/dev/sda 9'],
        ['warning', 'value.number', '9'],
      ],
      252,
    ],
    ['Service.MemoryLimit', '1G', [['warning', 'value.deprecated', '1G']], 252],
    ['Socket.ListenStream', '/var/run/x', [['warning', 'value.legacy-path', '/var/run/x']]],
    ['Socket.ListenFIFO', '/var/run/x', [['warning', 'value.legacy-path', '/var/run/x']]],
    ['Socket.ListenNetlink', 'route x', [['warning', 'value.number', 'x']]],
    ['Socket.ListenSequentialPacket', '80', [['warning', 'value.address', '80']]],
    ['Socket.XAttrListen', 'a=b', [['warning', 'value.xattr', 'a']]],
  ];
  test.each(cases)('%s=%s', (name, value, expected, version = 262) => {
    expect(brief(name, value, version)).toEqual(expected);
  });
});

describe('what only the machine knows', () => {
  test.each([
    ['Socket.ListenStream', '127.0.0.1:%U'],
    ['Socket.ListenStream', '/run/user/%U/x'],
    ['Socket.BindToDevice', 'eth%U'],
    ['Service.LoadCredential', '%H:x'],
    ['Service.ProtectHostname', 'yes:%H'],
    ['Service.Personality', 'arm64'],
  ])('is not held against %s=%s', (name, value) => expect(ask(name, value)).toEqual([]));

  test.each([
    ['Socket.BindToDevice', '%U/x'],
    ['Service.LoadCredential', '%t/x:y'],
    ['Socket.BindToDevice', '%m'],
  ])('does not excuse %s=%s', (name, value) => expect(ask(name, value)).toHaveLength(1));
});

describe('fixes', () => {
  test.each([
    ['Service.ProtectSystem', 'Strict', 'strict', 262],
    ['Service.CPUQuota', '20', '20%', 262],
    ['Service.MemoryMax', '512m', '512M', 262],
    ['Service.MemoryMax', '2GiB', '2G', 262],
    ['Service.AllowedCPUs', '0 7-4', '0 4-7', 262],
    ['Service.SystemCallFilter', 'read wriet', 'read write', 262],
    ['Service.SystemCallFilter', 'system-service', '@system-service', 262],
    ['Service.SystemCallFilter', 'read:EPERM', 'read', 262],
    ['Service.RestrictAddressFamilies', 'AF_UNIX inet6', 'AF_UNIX AF_INET6', 262],
    ['Socket.ListenStream', '//var/run/x', '/run/x', 262],
    ['Service.Delegate', 'cpu Memory', 'cpu memory', 262],
  ] as const)('%s=%s becomes %s', (name, value, expected, version) => {
    expect(fixed(name, value, version)).toBe(expected);
    expect(ask(name, expected, version)).toEqual([]);
  });
});

test('every parser of a directive has a judge', () => {
  const without = allDirectives().flatMap((row) =>
    KNOWN_VERSIONS.filter((version) => version >= 252 && (row.removed === undefined || version < row.removed))
      .filter((version) => row.first === undefined || version >= row.first)
      .map((version) => parserAt(row, version).name)
      .filter((name) => name.startsWith('config_parse_') && !resourceJudges[name] && !unitJudges[name]),
  );
  expect([...new Set(without)]).toEqual([]);
});
