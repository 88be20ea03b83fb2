import { describe, expect, it } from 'vitest';
import { headline } from '../../../server/src/core/boot/render/words.ts';
import { readMeasurements } from '../../../server/src/core/boot/schedule/measurements.ts';
import { service, smallBoot, wanted } from './smallRoot.ts';

const FILES = {
  'a.service': service(),
  'alias.service': '-> a.service',
  'b@.service': '[Unit]\nDescription=Part %i of 100%%\n[Service]\nExecStart=/bin/true\n',
  ...wanted('a.service', 'b@.service'),
  '/etc/systemd/system/multi-user.target.wants/b@one.service': '-> /usr/lib/systemd/system/b@.service',
  '/etc/systemd/system/multi-user.target.wants/none.service': '-> /usr/lib/systemd/system/none.service',
};

describe('the anchor', () => {
  it.each([
    [{}, 'default.target', 'default', 'multi-user.target'],
    [{ unit: 'basic.target' }, 'basic.target', 'asked', 'basic.target'],
    [
      { machine: { commandLine: 'quiet systemd.unit=rescue.target' } },
      'rescue.target',
      'command-line',
      'rescue.target',
    ],
    [{ machine: { commandLine: '1' } }, 'rescue.target', 'command-line', 'rescue.target'],
    [{ unit: 'basic.target', machine: { commandLine: '1' } }, 'basic.target', 'asked', 'basic.target'],
  ] as const)('with %j is %s', (options, anchor, anchorFrom, last) => {
    const { boot } = smallBoot(FILES, options);
    expect(boot).toMatchObject({ systemd: '257', anchor, anchorFrom });
    expect(boot.criticalChain[0]!.unit).toBe(last);
  });

  it('is the rescue target when it is not there', () => {
    const { boot } = smallBoot(FILES, { unit: 'nowhere.target' });
    expect(boot.instead).toMatchObject({ unit: 'rescue.target' });
    expect(boot.instead!.text).toContain('nowhere.target');
    expect(headline(boot)).toContain('nowhere.target is not there; rescue.target takes its place');
    expect(boot.jobs.map(({ unit }) => unit)).toContain('rescue.target');
  });

  it('is refused with the reason when there is nothing else either', () => {
    const { boot } = smallBoot({ ...FILES, 'rescue.target': '-> /dev/null' }, { unit: 'nowhere.target' });
    expect(boot).toMatchObject({ jobs: [], schedule: [], active: [], criticalChain: [], phases: [] });
    expect(boot.error).toMatchObject({ code: 'ENOENT' });
    expect(boot.error!.text).toMatch(/nowhere\.target.* and rescue\.target/);
  });
});

describe('the command line', () => {
  it('masks and adds units', () => {
    const machine = { commandLine: 'systemd.mask=a.service systemd.wants=c.service' };
    const { boot } = smallBoot({ ...FILES, 'c.service': service() }, { machine });
    const units = boot.jobs.map(({ unit }) => unit);
    expect(units).toContain('c.service');
    expect(units).not.toContain('a.service');
    expect(boot.units['a.service']!.load).toBe('masked');
  });
});

describe('the result', () => {
  const { boot } = smallBoot(FILES);

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(boot))).toEqual(boot);
    expect(structuredClone(boot)).toEqual(boot);
  });

  it('has jobs sorted by unit', () => {
    const units = boot.jobs.map(({ unit }) => unit);
    expect(units).toEqual([...units].sort());
    expect(boot.jobs).toContainEqual({ unit: 'b@one.service', action: 'start' });
  });

  it('describes units with their dependencies', () => {
    expect(boot.units['b@one.service']).toMatchObject({
      load: 'loaded',
      type: 'service',
      description: 'Part one of 100%',
    });
    expect(boot.units['a.service']).toMatchObject({
      fragment: '/usr/lib/systemd/system/a.service',
      description: 'a.service',
      dependencies: { Requires: { 'sysinit.target': ['origin-default'] } },
    });
  });

  it('names what was dropped for more than that there was nothing to do', () => {
    expect(boot.dropped.map(({ unit, action, reason }) => `${action} ${unit}: ${reason}`)).toEqual([
      'start none.service: not-loadable',
    ]);
  });

  it('has the stages before systemd with their times', () => {
    const measured = readMeasurements('Startup finished in 1s (firmware) + 2s (loader) + 3s (kernel) = 6s')!;
    const { stages } = smallBoot(FILES, { measured }).boot;
    expect(stages.map(({ id, took }) => [id, took])).toEqual(
      expect.arrayContaining([
        ['firmware', 1_000_000],
        ['loader', 2_000_000],
        ['kernel', 3_000_000],
        ['systemd', undefined],
      ]),
    );
  });
});

describe('commands after the boot', () => {
  it('change what is active', () => {
    const { boot } = smallBoot(FILES, {
      commands: ['stop a.service', 'isolate rescue.target', 'start nowhere.service'],
    });
    expect(boot.active).toContain('a.service');
    const [stop, isolate, failed] = boot.commands;
    expect(stop).toMatchObject({ command: 'stop a.service', jobs: [{ unit: 'a.service', action: 'stop' }] });
    expect(stop!.active).not.toContain('a.service');
    expect(isolate!.active).toContain('rescue.target');
    expect(isolate!.active).not.toContain('multi-user.target');
    expect(failed!.error).toContain('nowhere.service');
  });
});
