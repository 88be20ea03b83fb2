import { describe, expect, test } from 'vitest';
import { bootSmall, statesOf } from './runningMachine.ts';

const LAST = 'ExecStart=/bin/sleep infinity';

describe('what becomes of a service', () => {
  test.each([
    ['a daemon that is not known', 'ExecStart=/bin/daemon', 'active/running'],
    ['one that sleeps for ever', LAST, 'active/running'],
    ['a command that ends at once', 'ExecStart=/bin/true', 'inactive/dead'],
    ['the same, and it is to stay', 'ExecStart=/bin/true\nRemainAfterExit=yes', 'active/exited'],
    ['a command that fails', 'ExecStart=/bin/false', 'failed/failed'],
    ['a failure that does not count', 'ExecStart=-/bin/false', 'inactive/dead'],
    ['a program that the root lacks', 'ExecStart=/nowhere/x', 'failed/failed'],
    ['the same, where it does not count', 'Type=oneshot\nRemainAfterExit=yes\nExecStart=-/nowhere/x', 'active/exited'],
    ['a name that is nowhere in PATH', 'ExecStart=nothing', 'failed/failed'],
    ['a name that is in PATH', 'ExecStart=daemon', 'active/running'],
    ['a task', 'Type=oneshot\nExecStart=/bin/daemon', 'inactive/dead'],
    [
      'a task that stays',
      'Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\nExecStart=/bin/echo x',
      'active/exited',
    ],
    [
      'a task whose second command fails',
      'Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\nExecStart=/bin/false',
      'failed/failed',
    ],
    ['a script', "ExecStart=/bin/sh -c 'true; exec sleep infinity'", 'active/running'],
    ['a script that ends', "ExecStart=/bin/sh -c 'exit 3'", 'failed/failed'],
    ['a status that counts as success', "ExecStart=/bin/sh -c 'exit 3'\nSuccessExitStatus=3", 'inactive/dead'],
    ['a named status', "ExecStart=/bin/sh -c 'exit 75'\nSuccessExitStatus=TEMPFAIL", 'inactive/dead'],
    ['no command at all', 'Type=oneshot\nRemainAfterExit=yes\nExecStop=/bin/true', 'active/exited'],
    ['a condition command that says no', `ExecCondition=/bin/false\n${LAST}`, 'inactive/dead'],
    ['a condition command that breaks', `ExecCondition=/bin/sh -c 'exit 255'\n${LAST}`, 'failed/failed'],
    ['a first command that fails', `ExecStartPre=/bin/false\n${LAST}`, 'failed/failed'],
    ['a last command that fails', `ExecStartPost=/bin/false\n${LAST}`, 'failed/failed'],
    ['a daemon that goes to the background', 'Type=forking\nExecStart=/bin/daemon', 'active/running'],
    ['one that leaves nothing behind', 'Type=forking\nExecStart=/bin/true', 'inactive/dead'],
    ['one that leaves a process', "Type=forking\nExecStart=/bin/sh -c 'sleep infinity & exit 0'", 'active/running'],
    ['a daemon that says that it is ready', 'Type=notify\nExecStart=/bin/daemon', 'active/running'],
    ['one that ends before it is', 'Type=notify\nExecStart=/bin/true', 'failed/failed'],
    ['one that never is', 'Type=notify\nExecStart=/bin/sleep infinity', 'failed/failed'],
    ['Type=exec without the program', 'Type=exec\nExecStart=/nowhere/x', 'failed/failed'],
    ['an idle one', `Type=idle\n${LAST}`, 'active/running'],
    ['a user that nobody knows', `User=ghost\n${LAST}`, 'failed/failed'],
    ['a folder that is missing', `WorkingDirectory=/nowhere\n${LAST}`, 'failed/failed'],
    ['the same, where it may be', `WorkingDirectory=-/nowhere\n${LAST}`, 'active/running'],
    ['a file of variables that is missing', `EnvironmentFile=/nowhere\n${LAST}`, 'failed/failed'],
    ['the same, where it may be', `EnvironmentFile=-/nowhere\n${LAST}`, 'active/running'],
    ['a restart that ends in the limit', 'ExecStart=/bin/false\nRestart=on-failure', 'failed/failed'],
    [
      'a restart that is forbidden',
      "ExecStart=/bin/sh -c 'exit 3'\nRestart=always\nRestartPreventExitStatus=3",
      'failed/failed',
    ],
  ])('%s', (_, own, expected) => {
    for (const version of [252, 257, 262]) {
      const running = bootSmall({ version, units: { 'a.service': `wanted\n\n${own}` } });
      expect(statesOf(running, 'a.service')).toEqual([`a.service=${expected}`]);
    }
  });

  test('a daemon gets its name on the bus', () => {
    const own = (name: string, command: string) =>
      `wanted\n\nType=dbus\nBusName=org.${name}\nTimeoutStartSec=5\nExecStart=${command}`;
    const units = {
      'dbus.socket': '\n\nListenStream=/run/dbus',
      'dbus.service': '\n\nExecStart=/bin/daemon',
      'a.service': own('a', '/bin/daemon'),
      'b.service': own('b', '/bin/sleep 1h'),
    };
    expect(statesOf(bootSmall({ units }), 'a.service', 'b.service')).toEqual([
      'a.service=active/running',
      'b.service=failed/failed',
    ]);
  });

  test('a restart without limit goes on', () => {
    const own = 'ExecStart=/bin/false\nRestart=always\nRestartSec=1h';
    const running = bootSmall({ units: { 'a.service': `wanted\nStartLimitIntervalSec=0\n\n${own}` } });
    expect(statesOf(running, 'a.service')).toEqual(['a.service=activating/auto-restart']);
    expect(running.active).not.toContain('a.service');
  });

  test('a stop is clean for a daemon and a failure when its command fails', () => {
    const running = bootSmall({
      units: { 'a.service': `wanted\n\n${LAST}`, 'b.service': `wanted\n\n${LAST}\nExecStop=/bin/false` },
    });
    running.command('stop a b');
    expect(statesOf(running, 'a.service', 'b.service')).toEqual(['a.service=inactive/dead', 'b.service=failed/failed']);
  });

  test('the outcome of a job says why', () => {
    const running = bootSmall({
      units: {
        'a.service': `wanted\nConditionPathExists=/nowhere\n\n${LAST}`,
        'b.service': `wanted\nAssertPathExists=/nowhere\n\n${LAST}`,
        'c.service': 'wanted\n\nType=oneshot\nExecStart=/bin/false',
        'd.service': `wanted\nRequires=c.service\nAfter=c.service\n\n${LAST}`,
      },
    });
    const outcomes = running.outcomes.map(({ unit, result, because }) => `${unit} ${result} ${because ?? ''}`.trim());
    expect(outcomes).toContain('a.service done ConditionPathExists=/nowhere');
    expect(outcomes).toContain('b.service assert AssertPathExists=/nowhere');
    expect(outcomes).toContain('c.service failed exit-code');
    expect(outcomes).toContain('d.service dependency');
  });

  test('of processes that are killed at once the oldest is gone first', () => {
    const own = `wanted\nPartOf=g.target\n\n${LAST}`;
    const running = bootSmall({ units: { 'g.target': 'wanted', 'a.service': own, 'b.service': own } });
    const gone = () => running.incidents.filter(({ what, to }) => what === 'state' && to === 'dead');
    running.command('restart a');
    const before = gone().length;
    running.command('stop g.target');
    const services = gone()
      .slice(before)
      .filter(({ unit }) => unit.endsWith('.service'));
    expect(services.map(({ unit }) => unit)).toEqual(['b.service', 'a.service']);
  });
});
