import { describe, expect, it } from 'vitest';
import {
  type GraphOptions,
  loadGraph,
  printedDependencies,
  references,
} from '../../../server/src/core/units/dependencies/index.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';
import { type Files, SERVICE, tree } from './tree.ts';

/** Loads `names` from unit folders alone; every file is in one of them. */
function graph(files: Files, names: string | readonly string[], version = 262, options: GraphOptions = {}) {
  return loadGraph(openUnitRoot(tree(files), version), typeof names === 'string' ? [names] : names, options);
}

/** What a unit depends on in one way: `OTHER (ORIGINS)`, in order. */
function dependencies(files: Files, name: string, kind: string, version = 262, options: GraphOptions = {}) {
  const unit = graph(files, name, version, options).unit(name);
  const found = unit ? printedDependencies(unit)[kind] : undefined;
  return Object.entries(found ?? {})
    .map(([other, origins]) => `${other} (${origins.join(' ')})`)
    .sort();
}

const NO_DEFAULTS = '[Unit]\nDefaultDependencies=no\n';

describe('dependencies', () => {
  it.each<[string, Files, string, string, string[]]>([
    [
      'of a service by default',
      { 'E/a.service': SERVICE },
      'a.service',
      'After',
      [
        'basic.target (origin-default)',
        'sysinit.target (origin-default)',
        'system.slice (origin-file)',
        'systemd-journald.socket (origin-file)',
      ],
    ],
    [
      'against the shutdown',
      { 'E/a.service': SERVICE },
      'a.service',
      'Conflicts',
      ['shutdown.target (origin-default)'],
    ],
    ['without defaults', { 'E/a.service': NO_DEFAULTS + SERVICE }, 'a.service', 'Conflicts', []],
    [
      'with a boolean that is none',
      { 'E/a.service': `[Unit]\nDefaultDependencies=no\nDefaultDependencies=perhaps\n${SERVICE}` },
      'a.service',
      'Conflicts',
      [],
    ],
    [
      'that several lines and links make',
      {
        'E/a.target': `${NO_DEFAULTS}Wants=b.service\nWants=c.service b.service\n`,
        'E/a.target.wants/d.service': '-> ../d.service',
      },
      'a.target',
      'Wants',
      ['b.service (origin-file)', 'c.service (origin-file)', 'd.service (origin-file)'],
    ],
    [
      'of a unit on itself',
      { 'E/a.target': `${NO_DEFAULTS}After=a.target\nWants=a.target\n` },
      'a.target',
      'After',
      [],
    ],
    ['on what is no unit', { 'E/a.target': `${NO_DEFAULTS}Wants=nothing b@.mount\n` }, 'a.target', 'Wants', []],
    ['before a device', { 'E/a.target': `${NO_DEFAULTS}Before=dev-sda.device\n` }, 'a.target', 'Before', []],
    ['of a slice that cannot fail', { 'E/a.slice': '[Unit]\nOnFailure=b.service\n' }, 'a.slice', 'OnFailure', []],
    [
      'on a template',
      { 'E/a.target': `${NO_DEFAULTS}Wants=b@.service\n` },
      'a.target',
      'Wants',
      ['b@a.service (origin-file)'],
    ],
    [
      'on more and more instances',
      { 'E/a@.service': `[Unit]\nWants=a@x%i.service a@y.service\n${SERVICE}` },
      'a@1.service',
      'Wants',
      ['a@y.service (origin-file)'],
    ],
    [
      'of a target on what it wants',
      { 'E/a.target': '[Unit]\nWants=b.target\n', 'E/b.target': '[Unit]\nDescription=B\n' },
      'a.target',
      'After',
      ['b.target (origin-default)'],
    ],
    [
      'of a target that comes before what it wants',
      { 'E/a.target': '[Unit]\nWants=b.target\nBefore=b.target\n', 'E/b.target': '[Unit]\nDescription=B\n' },
      'a.target',
      'After',
      [],
    ],
    [
      'of an alias on what its unit has',
      { 'E/a.target': `${NO_DEFAULTS}Wants=c.service\n`, 'E/b.target': '-> a.target' },
      'b.target',
      'Wants',
      ['c.service (origin-file)'],
    ],
    [
      'of an instance on its slice',
      { 'E/a-b@.service': SERVICE },
      'a-b@x.service',
      'InSlice',
      ['system-a\\x2db.slice (origin-slice-property)'],
    ],
    [
      'of a service in another slice',
      { 'E/a.service': `${SERVICE}Slice=b.slice\nSlice=c.slice\n` },
      'a.service',
      'InSlice',
      ['c.slice (origin-slice-property)'],
    ],
    ['of a slice on its parent', {}, 'a-b.slice', 'Requires', ['a.slice (origin-implicit)']],
    [
      'of a socket on its service',
      { 'E/a.socket': '[Socket]\nListenStream=80\n' },
      'a.socket',
      'Triggers',
      ['a.service (origin-implicit)'],
    ],
    [
      'of a socket with a service for each connection',
      { 'E/a.socket': '[Socket]\nListenStream=80\nAccept=yes\n' },
      'a.socket',
      'Triggers',
      [],
    ],
    [
      'of a timer on the clock',
      { 'E/a.timer': '[Timer]\nOnCalendar=daily\n' },
      'a.timer',
      'After',
      ['sysinit.target (origin-default)', 'time-set.target (origin-default)', 'time-sync.target (origin-default)'],
    ],
    [
      'of a timer on its unit',
      { 'E/a.timer': '[Timer]\nOnBootSec=1\nUnit=b.target\n' },
      'a.timer',
      'Triggers',
      ['b.target (origin-file)'],
    ],
    [
      'of a mount on its disk',
      { 'E/srv.mount': '[Mount]\nWhat=/dev/sda1\n' },
      'srv.mount',
      'After',
      [
        '-.mount (origin-file origin-implicit)',
        'blockdev@dev-sda1.target (origin-mount-file)',
        'dev-sda1.device (origin-mount-file)',
        'local-fs-pre.target (origin-mount-file)',
        'system.slice (origin-file)',
        'systemd-journald.socket (origin-file)',
      ],
    ],
    [
      'of a service in a directory that is mounted',
      { 'E/a.service': `${SERVICE}WorkingDirectory=/srv/a\n`, 'E/srv.mount': '[Mount]\nWhat=tmpfs\nType=tmpfs\n' },
      'a.service',
      'Requires',
      ['srv.mount (origin-path)', 'sysinit.target (origin-default)', 'system.slice (origin-file)'],
    ],
    [
      'of a service on the bus',
      { 'E/a.service': '[Service]\nExecStart=/bin/true\nBusName=org.example.A\n' },
      'a.service',
      'Requires',
      ['dbus.socket (origin-file)', 'sysinit.target (origin-default)', 'system.slice (origin-file)'],
    ],
    [
      'of a masked unit',
      { 'E/a.service': '-> /dev/null', 'E/a.service.wants/b.service': '-> ../b.service' },
      'a.service',
      'Wants',
      [],
    ],
    [
      'of a unit that cannot be loaded, up to the line that is to blame',
      { 'E/a.service': '[Unit]\nWants=b.service\n[Service]\nExecStart=a\\xzz\n[Unit]\nWants=c.service\n' },
      'a.service',
      'Wants',
      ['b.service (origin-file)'],
    ],
  ])('%s', (_, files, name, kind, expected) => {
    expect(dependencies(files, name, kind)).toEqual([...expected].sort());
  });

  it.each<[string, Files, string, number, string, string[]]>([
    [
      'PrivateTmp=yes',
      { 'E/a.service': `${SERVICE}PrivateTmp=yes\n` },
      'Wants',
      252,
      'a.service',
      ['tmp.mount (origin-file)'],
    ],
    ['PrivateTmp=yes', { 'E/a.service': `${SERVICE}PrivateTmp=yes\n` }, 'Wants', 257, 'a.service', []],
    [
      'PrivateTmp=yes',
      { 'E/a.service': `${SERVICE}PrivateTmp=yes\n` },
      'WantsMountsFor',
      257,
      'a.service',
      ['/tmp (origin-file)', '/var/tmp (origin-file)'],
    ],
    ['DynamicUser=yes', { 'E/a.service': `${SERVICE}DynamicUser=yes\n` }, 'WantsMountsFor', 257, 'a.service', []],
    [
      'DynamicUser=yes',
      { 'E/a.service': `${SERVICE}DynamicUser=yes\n` },
      'WantsMountsFor',
      262,
      'a.service',
      ['/var (origin-file)'],
    ],
    [
      'links in .upholds',
      { 'E/a.target': NO_DEFAULTS, 'E/a.target.upholds/b.service': '-> ../b.service' },
      'Upholds',
      252,
      'a.target',
      [],
    ],
    [
      'links in .upholds',
      { 'E/a.target': NO_DEFAULTS, 'E/a.target.upholds/b.service': '-> ../b.service' },
      'Upholds',
      257,
      'a.target',
      ['b.service (origin-file)'],
    ],
    [
      'quotas',
      { 'E/srv.mount': '[Mount]\nWhat=/dev/a\nType=ext4\nOptions=usrquota\n' },
      'Wants',
      252,
      'srv.mount',
      ['quotaon.service (origin-file)', 'systemd-quotacheck.service (origin-file)'],
    ],
    ['quotas', { 'E/srv.mount': '[Mount]\nWhat=/dev/a\nType=ext4\nOptions=usrquota\n' }, 'Wants', 262, 'srv.mount', []],
    [
      'a masked unit with a drop-in',
      { 'E/a.target': '', 'E/a.target.d/x.conf': '[Unit]\nWants=b.service\n' },
      'Wants',
      252,
      'a.target',
      ['b.service (origin-file)'],
    ],
    [
      'a masked unit with a drop-in',
      { 'E/a.target': '', 'E/a.target.d/x.conf': '[Unit]\nWants=b.service\n' },
      'Wants',
      262,
      'a.target',
      [],
    ],
  ])('%s: %j', (_, files, kind, version, name, expected) => {
    expect(dependencies(files, name, kind, version)).toEqual(expected);
  });

  it('stand at both ends', () => {
    const all = graph({ 'E/a.target': `${NO_DEFAULTS}Wants=b.service\nConflicts=c.service\n` }, 'a.target');
    expect(printedDependencies(all.unit('b.service')!)).toEqual({
      WantedBy: { 'a.target': ['destination-file'] },
      ReferencedBy: { 'a.target': ['destination-file'] },
    });
    expect([...references(all.unit('a.target')!, 'References').keys()].map(({ id }) => id)).toEqual([
      'b.service',
      'c.service',
    ]);
  });

  it('of a unit that is asked for by two names are those of one', () => {
    const files = {
      'E/a.target': `${NO_DEFAULTS}Wants=other.service\nAfter=real.service\n`,
      'V/real.service': NO_DEFAULTS + SERVICE,
      'V/other.service': '-> real.service',
    };
    const all = graph(files, 'a.target');
    const unit = all.unit('other.service')!;
    expect(unit).toBe(all.unit('real.service'));
    expect([unit.id, ...unit.names]).toEqual(['real.service', 'real.service', 'other.service']);
    expect(printedDependencies(all.unit('a.target')!)).toMatchObject({
      Wants: { 'real.service': ['origin-file'] },
      After: { 'real.service': ['origin-file'] },
    });
    expect(all.units.map(({ id }) => id)).not.toContain('other.service');
  });

  it('cannot be had by two services with one name on the bus', () => {
    const bus = '[Service]\nExecStart=/bin/true\nBusName=org.example.A\n';
    const all = graph({ 'E/a.service': bus, 'E/b.service': bus }, ['a.service', 'b.service']);
    expect(['a.service', 'b.service'].map((name) => all.unit(name)?.loadState)).toEqual(['loaded', 'error']);
  });
});

describe('a graph', () => {
  it('has the units that are always there', () => {
    const { units } = graph({}, []);
    expect(units.map(({ id, loadState, perpetual }) => `${id} ${loadState} ${perpetual}`)).toEqual([
      '-.mount loaded true',
      '-.slice loaded true',
      'system.slice loaded true',
      'init.scope loaded true',
    ]);
  });

  it('has what the units reach, whether it is there or not', () => {
    const all = graph({ 'E/a.target': `${NO_DEFAULTS}Wants=b.service\n` }, 'a.target');
    expect(all.unit('b.service')?.loadState).toBe('not-found');
    expect(all.unit('c.service')).toBeUndefined();
  });

  it('passes over names that no unit can have', () => {
    expect(graph({}, ['nothing', 'a@.service']).units).toHaveLength(4);
  });

  it('knows the switches of its units', () => {
    const text = '[Unit]\nAllowIsolate=yes\nRefuseManualStart=on\nStopWhenUnneeded=1\nIgnoreOnIsolate=odd\n';
    const all = graph({ 'E/a.target': text }, ['a.target', 'b.slice']);
    expect(all.unit('a.target')).toMatchObject({
      allowIsolate: true,
      refuseManualStart: true,
      refuseManualStop: false,
      stopWhenUnneeded: true,
      ignoreOnIsolate: false,
    });
    expect(all.unit('b.slice')?.ignoreOnIsolate).toBe(true);
  });

  it('has units that the command line masks and wants', () => {
    const files = { 'V/default.target': NO_DEFAULTS, 'V/a.service': SERVICE, 'V/b.service': SERVICE };
    const all = graph(files, ['default.target', 'b.service'], 262, { wants: ['a.service'], masked: ['b.service'] });
    expect(all.unit('b.service')?.loadState).toBe('masked');
    expect(printedDependencies(all.unit('default.target')!)).toMatchObject({ Wants: { 'a.service': ['origin-file'] } });
  });

  it('has what the kernel has mounted when it is told', () => {
    const mount = { what: '/dev/sda1', where: '/srv', type: 'ext4', options: 'rw' };
    const all = graph({}, [], 262, { kernelMounts: [mount] });
    expect(all.unit('srv.mount')?.loadState).toBe('loaded');
    expect(printedDependencies(all.unit('srv.mount')!)).toMatchObject({
      Requires: { 'dev-sda1.device': ['origin-mountinfo'] },
      Before: { 'local-fs.target': ['origin-mountinfo'], 'umount.target': ['origin-mountinfo'] },
    });
  });

  it('leaves the journal out where output goes elsewhere', () => {
    const conf = '[Manager]\nDefaultStandardOutput=null\n';
    const files = { 'E/a.service': SERVICE, '/etc/systemd/system.conf': conf };
    expect(dependencies(files, 'a.service', 'After').join()).not.toContain('journald');
    const kmsg = { ...files, '/etc/systemd/system.conf.d/x.conf': '[Manager]\nDefaultStandardOutput=kmsg\n' };
    expect(dependencies(kmsg, 'a.service', 'After')).toContain('systemd-journald.socket (origin-file)');
  });
});
