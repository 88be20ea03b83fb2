import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openOfflineRoot, unitSecurity } from '../../../server/src/core/features/security/index.ts';
import { fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';

interface Recorded {
  readonly name: string;
  readonly text: string;
  readonly dropIns: readonly string[];
  /** Null for a unit that systemd does not load. */
  readonly exposure: number | null;
  readonly level?: string;
  readonly badness?: readonly (number | null)[];
  readonly tenths?: readonly (number | null)[];
}

interface Golden {
  readonly version: number;
  readonly fields: readonly string[];
  readonly units: readonly Recorded[];
}

const FOLDER = '/etc/systemd/system';

/** The answer for a unit of a root with these files, by their paths below the folder of unit files. */
function security(files: Readonly<Record<string, string | TreeNode>>, name: string, version = 262) {
  const nodes = Object.entries(files).map(
    ([path, file]) => [`${FOLDER}/${path}`, typeof file === 'string' ? fileNode(file) : file] as const,
  );
  return unitSecurity(openOfflineRoot(treeOf(nodes), version), name);
}

function judged(settings: string, version = 262, name = 'web.service') {
  const found = security({ [name]: `[Service]\nExecStart=/bin/true\n${settings}\n` }, name, version);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

/** The badness of one check, by its field. */
function badness(field: string, settings: string, version = 262, name = 'web.service') {
  const check = judged(settings, version, name).checks.find(({ json_field }) => json_field === field);
  if (!check) throw new Error(`there is no check ${field}`);
  return check.badness;
}

function recordedAnswer(unit: Recorded) {
  const { exposure, level, badness: all, tenths } = unit;
  return exposure === null ? null : { exposure, level, badness: all, tenths };
}

function ownAnswer(unit: Recorded, fields: readonly string[], version: number) {
  const dropIns = unit.dropIns.map((text, index) => [`${unit.name}.d/${index}.conf`, text] as const);
  const found = security({ [unit.name]: unit.text, ...Object.fromEntries(dropIns) }, unit.name, version);
  if (typeof found === 'string') return null;
  const checks = fields.map((field) => found.checks.find(({ json_field }) => json_field === field)!);
  return {
    exposure: found.exposure,
    level: found.level,
    badness: checks.map((check) => check.badness),
    tenths: checks.map(({ exposure }) => (exposure === null ? null : Math.round(exposure * 10))),
  };
}

describe.each([252, 257, 262])('random units under systemd %i', (version) => {
  const path = fileURLToPath(new URL(`../../golden/security-${version}.json`, import.meta.url));
  const golden = JSON.parse(readFileSync(path, 'utf8')) as Golden;

  it.each(golden.units.map((unit) => [unit.name, unit] as const))('%s', (_, unit) => {
    expect(ownAnswer(unit, golden.fields, version)).toEqual(recordedAnswer(unit));
  });

  it('are of that version, many, and not all alike', () => {
    const exposures = golden.units.flatMap(({ exposure }) => exposure ?? []);
    expect(golden.version).toBe(version);
    expect(exposures.length).toBeGreaterThanOrEqual(150);
    expect(new Set(exposures).size).toBeGreaterThan(30);
    expect(new Set(golden.units.map(({ level }) => level)).size).toBeGreaterThanOrEqual(4);
  });
});

describe('differences between versions', () => {
  it.each([
    // Undecided, it is taken for a yes from 257 on.
    ['PrivateMounts', '', 252, 1],
    ['PrivateMounts', '', 257, 0],
    ['PrivateMounts', 'PrivateMounts=no', 257, 1],
    ['PrivateMounts', 'PrivateMounts=no\nPrivateMounts=', 257, 0],
    ['PrivateTmp', 'PrivateTmp=disconnected', 252, 1],
    ['PrivateTmp', 'PrivateTmp=disconnected', 257, 0],
    ['PrivateUsers', 'PrivateUsers=full', 257, 1],
    ['PrivateUsers', 'PrivateUsers=full', 262, 0],
    ['ProtectHostname', 'ProtectHostname=private:web', 257, 1],
    ['ProtectHostname', 'ProtectHostname=private:web', 262, 0],
    // From 262 on a full set is not taken for one that was never set.
    ['CapabilityBoundingSet_CAP_SYS_ADMIN', 'CapabilityBoundingSet=~\nCapabilityBoundingSet=CAP_KILL', 257, 0],
    ['CapabilityBoundingSet_CAP_SYS_ADMIN', 'CapabilityBoundingSet=~\nCapabilityBoundingSet=CAP_KILL', 262, 1],
    // The first unknown family ends the value from 262 on.
    ['RestrictAddressFamilies_AF_UNIX', 'RestrictAddressFamilies=AF_NONE AF_UNIX', 257, 1],
    ['RestrictAddressFamilies_AF_UNIX', 'RestrictAddressFamilies=AF_NONE AF_UNIX', 262, 0],
    // open_tree belonged to @mount until 262.
    ['SystemCallFilter_mount', 'SystemCallFilter=open_tree', 257, 9],
    ['SystemCallFilter_mount', 'SystemCallFilter=open_tree', 262, 0],
    ['DeviceAllow', 'DevicePolicy=closed\nSetCredentialEncrypted=a: YWJj', 257, 5],
    ['DeviceAllow', 'DevicePolicy=closed\nSetCredentialEncrypted=a: YWJj', 262, 0],
  ])('%s of %j under %i: %i', (field, settings, version, expected) => {
    expect(badness(field, settings, version)).toBe(expected);
  });
});

describe('what settings imply', () => {
  it.each([
    ['CapabilityBoundingSet_CAP_MKNOD', 'PrivateDevices=yes', 0],
    ['DeviceAllow', 'PrivateDevices=yes', 0],
    ['DeviceAllow', 'PrivateDevices=yes\nProtectClock=yes', 5],
    ['DeviceAllow', 'DeviceAllow=/dev/null', 10],
    ['CapabilityBoundingSet_CAP_SYS_MODULE', 'ProtectKernelModules=yes', 0],
    ['ProtectHome', 'DynamicUser=yes', 5],
    ['ProtectHome', 'DynamicUser=yes\nProtectHome=tmpfs', 1],
    ['ProtectSystem', 'DynamicUser=yes\nProtectSystem=no', 0],
    ['RemoveIPC', '', null],
    ['RemoveIPC', 'User=web', 1],
    ['RemoveIPC', 'DynamicUser=yes', 0],
    ['SystemCallFilter_swap', 'SystemCallFilter=~swapon', 10],
    ['SystemCallFilter_swap', 'SystemCallFilter=~swapon swapoff:EPERM', 0],
    ['SystemCallFilter_swap', 'SystemCallFilter=@system-service\nSystemCallFilter=swapon', 9],
    ['SystemCallFilter_swap', 'SystemCallFilter=@swap\nSystemCallFilter=~@swap:EPERM', 0],
    ['SystemCallFilter_obsolete', 'SystemCallFilter=~@known', 0],
    ['SystemCallArchitectures', 'SystemCallArchitectures=native', 0],
    ['SystemCallArchitectures', 'SystemCallArchitectures=native x86', 8],
    ['IPAddressDeny', 'IPAddressDeny=0.0.0.0/0', 10],
    ['IPAddressDeny', 'IPAddressDeny=0.0.0.0/0 ::/0', 0],
    ['IPAddressDeny', 'IPAddressDeny=any\nIPAddressAllow=localhost ::1', 2],
    ['IPAddressDeny', 'IPAddressDeny=any\nIPAddressAllow=::1/64', 5],
    ['RestrictNamespaces_user', 'RestrictNamespaces=~net\nRestrictNamespaces=user', 1],
    ['RestrictNamespaces_user', 'RestrictNamespaces=net', 0],
    ['UMask', 'UMask=0027', 1],
    ['UMask', 'UMask=0007', 2],
    ['Delegate', 'Delegate=', 1],
  ])('%s of %j: %j', (field, settings, expected) => {
    expect(badness(field, settings)).toBe(expected);
  });

  it('takes a dynamic user from the name of the unit', () => {
    expect(badness('UserOrDynamicUser', 'DynamicUser=yes')).toBe(0);
    expect(badness('UserOrDynamicUser', 'DynamicUser=yes', 262, 'nobody.service')).toBe(9);
    expect(badness('UserOrDynamicUser', 'DynamicUser=yes', 262, 'root.service')).toBe(10);
  });

  it('leaves out what cannot be asked of units of the early boot', () => {
    const { checks } = judged('[Unit]\nDefaultDependencies=no');
    const left = checks.filter(({ set, name }) => set === null && !/RemoveIPC|Supplementary/.test(name));
    expect(left.map(({ name }) => name)).toEqual([
      'PrivateTmp=',
      'ProtectHome=',
      'ProtectSystem=',
      'RootDirectory=/RootImage=',
    ]);
    expect(left.every(({ description }) => description !== '')).toBe(true);
  });

  it('names a call that a filter lets through', () => {
    const check = judged('SystemCallFilter=~swapoff').checks.find(({ name }) => name === 'SystemCallFilter=~@swap');
    expect(check?.description).toContain('swapon');
  });
});

describe('finding the unit', () => {
  const SERVICE = '[Service]\nExecStart=/bin/true\n';

  it('reads drop-ins after the fragment', () => {
    const open = security({ 'a.service': SERVICE }, 'a.service');
    const files = { 'a.service': SERVICE, 'a.service.d/x.conf': '[Service]\nPrivateNetwork=yes\n' };
    const shut = security(files, 'a.service');
    if (typeof open === 'string' || typeof shut === 'string') throw new Error('both load');
    expect(shut.exposure).toBeLessThan(open.exposure);
  });

  it('goes by the name of the unit, not by that of an alias', () => {
    const files = { 'a.service': SERVICE, 'b.service': linkNode('a.service') };
    expect(security(files, 'b.service')).toMatchObject({ unit: 'a.service' });
  });

  it.each([
    [252, 'a@i.service'],
    [257, 'a@test_instance.service'],
  ])('makes up an instance of a template as systemd %i does', (version, unit) => {
    expect(security({ 'a@.service': SERVICE }, 'a@.service', version)).toMatchObject({ unit });
  });

  it.each([
    ['is not there', {}, 'a.service'],
    ['is masked', { 'a.service': linkNode('/dev/null') }, 'a.service'],
    ['does not load', { 'a.service': '[Service]\nExecStart=/bin/true\nUser=a:b\n' }, 'a.service'],
    ['does not load', { 'a.service': '[Service]\n' }, 'a.service'],
    ['no name of a unit', {}, 'a.txt'],
    [
      'cannot be read',
      { 'a.service': { type: 'file', content: undefined, size: 9, executable: false } as const },
      'a.service',
    ],
  ])('says that it %s', (words, files, name) => {
    expect(security(files, name)).toContain(words);
  });

  it('takes units that run no processes, too', () => {
    expect(security({ 'a.timer': '[Timer]\nOnBootSec=1\n' }, 'a.timer')).toMatchObject({
      exposure: 9.8,
      level: 'UNSAFE',
    });
  });

  it('looks at nothing that a generator left', () => {
    const nodes = [['/run/systemd/generator/a.service', fileNode(SERVICE)]] as const;
    expect(unitSecurity(openOfflineRoot(treeOf(nodes), 262), 'a.service')).toContain('is not there');
  });
});
