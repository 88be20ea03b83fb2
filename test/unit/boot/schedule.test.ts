import { describe, expect, it } from 'vitest';
import { readMeasurements } from '../../../server/src/core/boot/schedule/measurements.ts';
import { service, smallBoot, wanted } from './smallRoot.ts';

/** Three services, one after the other, and one that waits for nothing but the basic system. */
const CHAIN = {
  'a.service': service(),
  'b.service': service('After=a.service'),
  'c.service': service('After=b.service'),
  'd.service': service(),
  ...wanted('a.service', 'b.service', 'c.service', 'd.service'),
};
const plot = (times: Readonly<Record<string, number>>) =>
  readMeasurements(JSON.stringify(Object.entries(times).map(([name, time]) => ({ name, time }))))!;
const MEASURED = plot({ 'a.service': 100, 'b.service': 20, 'c.service': 3, 'd.service': 50, 'sysinit.target': 0 });

describe('the schedule', () => {
  const { boot } = smallBoot(CHAIN, { measured: MEASURED });
  const job = (unit: string) => boot.schedule.find((each) => each.unit === unit)!;

  it('starts each unit when all that it waits for are done', () => {
    expect(
      ['a.service', 'b.service', 'c.service', 'd.service'].map((unit) => [job(unit).start, job(unit).end]),
    ).toEqual([
      [0, 100],
      [100, 120],
      [120, 123],
      [0, 50],
    ]);
    expect(job('multi-user.target')).toMatchObject({ start: 123, end: 123, waitedFor: 'c.service' });
  });

  it('names what a unit waits for in the order in which it is done', () => {
    expect(job('c.service').waitsFor).toEqual(['sysinit.target', 'basic.target', 'b.service']);
    expect(job('multi-user.target').waitsFor).toEqual([
      'basic.target',
      'd.service',
      'a.service',
      'b.service',
      'c.service',
    ]);
  });

  it('has no job before one that it waits for', () => {
    const place = new Map(boot.schedule.map(({ unit }, index) => [unit, index]));
    const wrong = boot.schedule.filter(({ unit, waitsFor }) =>
      waitsFor.some((each) => place.get(each)! > place.get(unit)!),
    );
    expect(boot.schedule.length).toBeGreaterThan(6);
    expect(wrong).toEqual([]);
  });

  it('tells measured times from assumed ones', () => {
    expect(job('a.service').assumed).toBe(false);
    const { boot: guessed } = smallBoot(CHAIN);
    const a = guessed.schedule.find(({ unit }) => unit === 'a.service')!;
    expect(a.assumed).toBe(true);
    expect(a.end - a.start).toBeGreaterThan(0);
  });

  it('parts the boot by the targets that it reaches', () => {
    expect(boot.phases.map(({ name, target }) => [name, target])).toEqual([
      ['sysinit', 'sysinit.target'],
      ['basic', 'basic.target'],
      ['multi-user', 'multi-user.target'],
    ]);
    expect(job('sysinit.target').phase).toBe('sysinit');
    expect(job('basic.target').phase).toBe('basic');
    expect(job('a.service').phase).toBe('multi-user');
    const rescue = smallBoot(CHAIN, { unit: 'rescue.target' }).boot;
    expect(rescue.phases.map(({ name }) => name)).toEqual(['sysinit', 'rescue']);
  });

  it('follows the units that were active last for the critical chain', () => {
    expect(boot.criticalChain.map(({ unit, at, took }) => [unit, at, took])).toEqual([
      ['multi-user.target', 123, 0],
      ['c.service', 120, 3],
      ['b.service', 100, 20],
      ['a.service', 0, 100],
      ['basic.target', 0, 0],
      ['sysinit.target', 0, 0],
    ]);
  });
});

describe('units that do nothing', () => {
  const files = {
    'a.service': service('ConditionPathExists=/etc/a.conf'),
    'b.service': service('After=a.service'),
    'c.service': service('', 'Type=oneshot\nExecStart=/bin/false\n'),
    'd.service': service('Requires=c.service\nAfter=c.service'),
    '/etc/passwd': '',
    ...wanted('a.service', 'b.service', 'c.service', 'd.service'),
  };
  const { boot } = smallBoot(files, { measured: MEASURED });
  const job = (unit: string) => boot.schedule.find((each) => each.unit === unit)!;

  it('are skipped by a condition, which is named, and take no time', () => {
    expect(job('a.service')).toMatchObject({ outcome: 'skipped', start: 0, end: 0, assumed: false });
    expect(job('a.service').because).toContain('ConditionPathExists=/etc/a.conf');
    expect(job('b.service')).toMatchObject({ outcome: 'done', start: 0 });
    expect(boot.active).not.toContain('a.service');
  });

  it('fail with their command, and take those along that need them', () => {
    expect(job('c.service').outcome).toBe('failed');
    expect(job('d.service')).toMatchObject({ outcome: 'dependency' });
    expect(job('d.service').because).toContain('c.service');
    expect(boot.active).toContain('b.service');
    expect(boot.active).not.toContain('d.service');
  });

  it('are not on the critical chain', () => {
    expect(boot.criticalChain.map(({ unit }) => unit)).not.toContain('a.service');
  });
});
