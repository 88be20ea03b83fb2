import { describe, expect, test } from 'vitest';
import { runningPathsIn } from '../../../server/src/core/transaction/running/paths.ts';
import { bootSmall, type SmallMachine, statesOf } from './runningMachine.ts';

const DAEMON = 'ExecStart=/bin/sleep infinity';
const TASK = 'Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true';
const FAILS = 'Type=oneshot\nExecStart=/bin/false';
const VERSIONS = [252, 257, 262];

/** Boots, gives the commands, and says which of the machine's own units are active. */
function active(machine: SmallMachine, ...commands: readonly string[]): string {
  const running = bootSmall(machine);
  for (const command of commands) running.command(command);
  return running.active.filter((name) => name in machine.units).join(' ');
}

describe('units that depend on each other', () => {
  test.each<[what: string, units: Record<string, string>, commands: string[], expected: string]>([
    [
      'a requirement that fails',
      { 'a.service': `\n\n${FAILS}`, 'b.service': `wanted\nRequires=a.service\nAfter=a.service\n\n${DAEMON}` },
      [],
      '',
    ],
    [
      'one that fails later, unordered',
      { 'a.service': `\n\n${FAILS}`, 'b.service': `wanted\nRequires=a.service\n\n${DAEMON}` },
      [],
      'b.service',
    ],
    [
      'a wish that fails',
      { 'a.service': `\n\n${FAILS}`, 'b.service': `wanted\nWants=a.service\nAfter=a.service\n\n${DAEMON}` },
      [],
      'b.service',
    ],
    [
      'a requirement that is skipped',
      {
        'a.service': `ConditionPathExists=/nowhere\n\n${DAEMON}`,
        'b.service': `wanted\nRequires=a.service\nAfter=a.service\n\n${DAEMON}`,
      },
      [],
      'b.service',
    ],
    [
      'a prerequisite that nobody starts',
      { 'a.service': `\n\n${DAEMON}`, 'b.service': `wanted\nRequisite=a.service\nAfter=a.service\n\n${DAEMON}` },
      [],
      '',
    ],
    [
      'a prerequisite that is skipped',
      {
        'a.service': `wanted\nConditionPathExists=/nowhere\n\n${DAEMON}`,
        'b.service': `wanted\nRequisite=a.service\nAfter=a.service\n\n${DAEMON}`,
      },
      [],
      '',
    ],
    [
      'bound to one that ends',
      { 'a.service': '\n\nExecStart=/bin/true', 'b.service': `wanted\nBindsTo=a.service\n\n${DAEMON}` },
      [],
      '',
    ],
    [
      'required by one that ends',
      { 'a.service': '\n\nExecStart=/bin/true', 'b.service': `wanted\nRequires=a.service\n\n${DAEMON}` },
      [],
      'b.service',
    ],
    [
      'a unit for the failure',
      { 'a.service': `wanted\nOnFailure=b.service\n\n${FAILS}`, 'b.service': `\n\n${DAEMON}` },
      [],
      'b.service',
    ],
    [
      'a unit for the success',
      { 'a.service': 'wanted\nOnSuccess=b.service\n\nExecStart=/bin/true', 'b.service': `\n\n${DAEMON}` },
      [],
      'b.service',
    ],
    [
      'stopped with what it requires',
      { 'a.service': `wanted\n\n${DAEMON}`, 'b.service': `wanted\nRequires=a.service\n\n${DAEMON}` },
      ['stop a'],
      '',
    ],
    [
      'stopped with what it is part of',
      { 'a.service': `wanted\n\n${DAEMON}`, 'b.service': `wanted\nPartOf=a.service\n\n${DAEMON}` },
      ['stop a'],
      '',
    ],
    [
      'stopped with what passes it on',
      { 'a.service': `wanted\nPropagatesStopTo=b.service\n\n${DAEMON}`, 'b.service': `wanted\n\n${DAEMON}` },
      ['stop a'],
      '',
    ],
    [
      'restarted with what it is part of',
      { 'a.service': `wanted\n\n${DAEMON}`, 'b.service': `wanted\nPartOf=a.service\n\n${DAEMON}` },
      ['restart a'],
      'a.service b.service',
    ],
    [
      'stopped when nobody needs it',
      { 'a.service': `StopWhenUnneeded=yes\n\n${DAEMON}`, 'b.service': `wanted\nRequires=a.service\n\n${DAEMON}` },
      ['stop b'],
      '',
    ],
    [
      'needed by another still',
      {
        'a.service': `StopWhenUnneeded=yes\n\n${DAEMON}`,
        'b.service': `wanted\nRequires=a.service\n\n${DAEMON}`,
        'c.service': `wanted\nWants=a.service\n\n${DAEMON}`,
      },
      ['stop b'],
      'a.service c.service',
    ],
    [
      'kept up',
      { 'a.service': `wanted\nUpholds=b.service\n\n${DAEMON}`, 'b.service': `\n\n${DAEMON}` },
      ['stop b'],
      'a.service b.service',
    ],
    [
      'in conflict',
      { 'a.service': `wanted\n\n${DAEMON}`, 'b.service': `Conflicts=a.service\n\n${DAEMON}` },
      ['start b'],
      'b.service',
    ],
    [
      'stopped before the other starts',
      { 'a.service': `wanted\n\n${TASK}`, 'b.service': `Conflicts=a.service\nAfter=a.service\n\n${TASK}` },
      ['start b', 'start a'],
      'a.service',
    ],
  ])('%s', (_, units, commands, expected) => {
    for (const version of VERSIONS) expect(active({ version, units }, ...commands)).toBe(expected);
  });

  test('of a failure that is tried again only newer versions tell at once', () => {
    const units = {
      'a.service':
        'wanted\nOnFailure=b.service\nStartLimitBurst=0\n\nExecStart=/bin/false\nRestart=on-failure\nRestartSec=1h',
      'b.service': `\n\n${DAEMON}`,
    };
    expect(active({ version: 252, units })).toBe('');
    expect(active({ version: 262, units })).toBe('b.service');
  });
});

describe('units that start others', () => {
  const service = { 'a.service': `\n\n${DAEMON}` };
  test.each<[what: string, units: Record<string, string>, states: string[]]>([
    [
      'a timer that elapses at once',
      { 'a.timer': 'wanted\n\nOnActiveSec=0' },
      ['a.timer=active/running', 'a.service=active/running'],
    ],
    [
      'a timer for later',
      { 'a.timer': 'wanted\n\nOnBootSec=15min' },
      ['a.timer=active/waiting', 'a.service=inactive/dead'],
    ],
    [
      'a timer for a day of the year',
      { 'a.timer': 'wanted\n\nOnCalendar=yearly' },
      ['a.timer=active/waiting', 'a.service=inactive/dead'],
    ],
    [
      'a path that is there',
      { 'a.path': 'wanted\n\nPathExists=/etc/passwd' },
      ['a.path=active/running', 'a.service=active/running'],
    ],
    [
      'a pattern that matches',
      { 'a.path': 'wanted\n\nPathExistsGlob=/etc/pass*' },
      ['a.path=active/running', 'a.service=active/running'],
    ],
    [
      'a path that is not',
      { 'a.path': 'wanted\n\nPathExists=/nowhere' },
      ['a.path=active/waiting', 'a.service=inactive/dead'],
    ],
    [
      'a path that would have to change',
      { 'a.path': 'wanted\n\nPathChanged=/etc/passwd' },
      ['a.path=active/waiting', 'a.service=inactive/dead'],
    ],
    [
      'a socket that nobody connects to',
      { 'a.socket': 'wanted\n\nListenStream=/run/a' },
      ['a.socket=active/listening', 'a.service=inactive/dead'],
    ],
  ])('%s', (_, units, states) => {
    for (const version of VERSIONS) {
      const running = bootSmall({ version, units: { ...service, ...units } });
      expect(statesOf(running, ...Object.keys(units), 'a.service')).toEqual(states);
    }
  });

  test('a socket runs with its service, and cannot be had after it', () => {
    const running = bootSmall({
      units: { 'a.socket': '\n\nListenStream=/run/a', 'a.service': `\nAfter=a.socket\n\n${DAEMON}` },
    });
    running.command('start a.socket');
    running.command('start a.service');
    expect(statesOf(running, 'a.socket')).toEqual(['a.socket=active/running']);
    running.command('stop a.socket');
    running.command('start a.service');
    expect(running.command('start a.socket').outcomes.map(({ unit, result }) => `${unit} ${result}`)).toContain(
      'a.socket failed',
    );
  });

  test('a path gives up on a service that cannot be started any more', () => {
    const running = bootSmall({
      units: { 'a.path': 'wanted\n\nPathExists=/etc/passwd', 'a.service': '\n\nType=oneshot\nExecStart=/bin/true' },
    });
    expect(statesOf(running, 'a.path', 'a.service')).toEqual(['a.path=failed/failed', 'a.service=failed/failed']);
  });

  test('a path that starts its service in vain does so for a while before it gives up', () => {
    const running = bootSmall({
      units: {
        'a.path': 'wanted\nOnFailure=late.service\n\nPathExists=/etc/passwd',
        'a.service': `AssertPathExists=/nowhere\n\n${DAEMON}`,
        'late.service': `\n\n${DAEMON}`,
      },
    });
    expect(statesOf(running, 'a.path', 'late.service')).toEqual([
      'a.path=failed/failed',
      'late.service=active/running',
    ]);
    const [first, last] = ['a.path', 'late.service'].map((unit) => running.states.get(unit)!.activeEnter!);
    // Two hundred times within two seconds is what systemd puts up with; each takes it some time.
    expect(last! - first!).toBeGreaterThan(100_000);
    expect(last! - first!).toBeLessThan(2_000_000);
  });
});

test('units that start each other for ever come to an end', () => {
  const needs = (other: string) => `Requires=c.service\nAfter=c.service\nOnFailure=${other}\n\n${DAEMON}`;
  for (const version of VERSIONS) {
    const running = bootSmall({
      version,
      units: {
        'a.service': `wanted\n${needs('b.service')}`,
        'b.service': `\n${needs('a.service')}`,
        'c.service': `AssertPathExists=/nowhere\n\n${DAEMON}`,
        'd.service': `wanted\n\n${DAEMON}`,
      },
    });
    expect(running.outcomes.filter(({ unit }) => unit === 'a.service').length).toBeGreaterThan(10);
    expect(running.command('start b.service').outcomes.length).toBeGreaterThan(0);
    // systemd goes round as well, and never gets to the last one.
    expect(statesOf(running, 'd.service')).toEqual(['d.service=inactive/dead']);
  }
});

describe('the machine', () => {
  test('devices are there or their jobs run out of time', () => {
    const units = { 'dev-sda.mount': '\n\nWhat=/dev/sda\nWhere=/dev/sda' };
    const wants = { 'a.service': `wanted\nRequires=dev-sda.device\nAfter=dev-sda.device\n\n${DAEMON}` };
    expect(active({ units: { ...units, ...wants }, profile: { devices: ['/dev/sda'] } })).toBe('a.service');
    const without = bootSmall({ units: wants, profile: { devices: [] } });
    expect(statesOf(without, 'a.service')).toEqual(['a.service=inactive/dead']);
    expect(without.outcomes.map(({ unit, result }) => `${unit} ${result}`)).toEqual(
      expect.arrayContaining(['dev-sda.device timeout', 'a.service dependency']),
    );
  });

  test('what only a running unit makes is there for conditions', () => {
    const units = {
      'a.service': `wanted\n\n${DAEMON}\nRuntimeDirectory=shop`,
      'b.service': `wanted\nAfter=a.service\nConditionPathExists=/run/shop\n\n${DAEMON}`,
      'c.service': `wanted\nAfter=a.service\nConditionPathExists=!/run/shop\n\n${DAEMON}`,
    };
    expect(active({ units })).toBe('a.service b.service');
  });

  test('mounts succeed', () => {
    const running = bootSmall({ units: { 'mnt-a.mount': 'wanted\n\nWhat=tmpfs\nWhere=/mnt/a\nType=tmpfs' } });
    expect(statesOf(running, 'mnt-a.mount')).toEqual(['mnt-a.mount=active/mounted']);
    running.command('stop /mnt/a');
    expect(statesOf(running, 'mnt-a.mount')).toEqual(['mnt-a.mount=inactive/dead']);
  });
});

describe('commands', () => {
  const units = {
    'a.service': `wanted\n\n${DAEMON}`,
    'b.service': `\n\n${DAEMON}`,
    'later.service': `\n\n${DAEMON}`,
    'one.target': 'AllowIsolate=yes\nWants=b.service',
    'two.target': 'Wants=b.service',
  };

  test('isolate stops the rest', () => expect(active({ units }, 'isolate one.target')).toBe('b.service one.target'));
  test('a unit that the boot had no use for is loaded', () =>
    expect(active({ units }, 'start later')).toBe('a.service later.service'));
  test('patterns stand for loaded units', () =>
    expect(active({ units }, 'start b.service', 'stop a*')).toBe('b.service'));
  test('several units', () =>
    expect(active({ units }, 'systemctl start b.service later')).toBe('a.service b.service later.service'));
  test('default goes back', () => {
    const machine = { units: { ...units, 'default.target': 'AllowIsolate=yes\nWants=a.service' } };
    expect(active(machine, 'isolate one', 'default')).toBe('a.service default.target');
  });

  test.each([
    ['isolate two.target', 'AllowIsolate'],
    ['start nothing.service', 'nothing.service'],
    ['dance a.service', 'dance'],
    ['start', 'needs'],
    ['--job-mode=odd start a', 'job mode'],
  ])('%s is refused', (command, reason) => {
    const running = bootSmall({ units });
    const before = running.active;
    const answer = running.command(command);
    expect(answer.error).toContain(reason);
    expect(answer.jobs).toEqual([]);
    expect(answer.active).toEqual(before);
  });

  test('the jobs of a command', () => {
    const running = bootSmall({ units });
    expect(running.command('restart a').jobs).toEqual([{ unit: 'a.service', action: 'restart' }]);
    expect(running.command('try-restart b').jobs.filter(({ action }) => action !== 'nop')).toEqual([]);
  });

  test('failures can be forgotten', () => {
    const running = bootSmall({ units: { 'a.service': `wanted\n\n${FAILS}` } });
    expect(statesOf(running, 'a.service')).toEqual(['a.service=failed/failed']);
    running.command('reset-failed');
    expect(statesOf(running, 'a.service')).toEqual(['a.service=inactive/dead']);
  });
});

test('the paths that decide what runs', () => {
  const text = [
    '[Service]',
    "ExecStartPre=-/bin/sh -c 'test -e /etc/a; exec /opt/b'",
    'ExecStart=daemon --file /etc/c',
    'WorkingDirectory=-/srv',
    'EnvironmentFile=/etc/default/%i',
    '[Path]',
    'PathExistsGlob=/var/spool/*',
  ].join('\n');
  const asked = runningPathsIn(text).map(({ path, need }) => `${need} ${path}`);
  expect(asked).toEqual([
    'node /bin/sh',
    'node /etc/a',
    'node /opt/b',
    ...['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].map((at) => `node ${at}/daemon`),
    'node /etc/c',
    'node /srv',
    'glob /var/spool/*',
  ]);
});

test('newer versions take several units together or not at all', () => {
  const units = { 'a.service': `RefuseManualStart=yes\n\n${DAEMON}`, 'b.service': `\n\n${DAEMON}` };
  expect(active({ version: 252, units }, 'start a b')).toBe('b.service');
  expect(active({ version: 262, units }, 'start a b')).toBe('');
  expect(active({ version: 262, units: { ...units, 'c.service': `\n\n${DAEMON}` } }, 'start b c')).toBe(
    'b.service c.service',
  );
});
