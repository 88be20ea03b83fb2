import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { bootwright } from './terminal.ts';

const json = async (command: string, ...args: string[]) => {
  const { status, out } = await bootwright([command, '--format', 'json', ...args]);
  return { status, found: JSON.parse(out) };
};
const BASE = ['--base-time', '2026-11-22 10:00', '--timezone', 'Europe/Berlin'];

describe('calendar', () => {
  it('tells one event as an object', async () => {
    const { status, found } = await json('calendar', 'Mon..Fri 03:00', '--iterations', '2', ...BASE);
    expect(status).toBe(0);
    expect(found).toEqual({
      expression: 'Mon..Fri 03:00',
      valid: true,
      normalized: 'Mon..Fri *-*-* 03:00:00',
      elapses: ['2026-11-23T02:00:00Z', '2026-11-24T02:00:00Z'],
    });
  });

  it('tells several as an array, and fails when one is not valid', async () => {
    const { status, found } = await json('calendar', 'daily', 'dayly', ...BASE);
    expect(status).toBe(1);
    expect(found).toEqual([
      { expression: 'daily', valid: true, normalized: '*-*-* 00:00:00', elapses: ['2026-11-22T23:00:00Z'] },
      { expression: 'dayly', valid: false, normalized: null, elapses: [] },
    ]);
  });

  it('knows events that end, and fractions of a second', async () => {
    expect((await json('calendar', '2020-01-01', ...BASE)).found.elapses).toEqual([]);
    const { found } = await json('calendar', '*:*:0/0.5', '--iterations', '1', ...BASE);
    expect(found.elapses).toEqual(['2026-11-22T09:00:00.500000Z']);
  });

  it('answers for a version', async () => {
    const change = ['*-10-25 02:30', '--iterations', '2', '--timezone', 'Europe/Berlin', '--base-time', '@0'];
    for (const version of ['252', '262'])
      expect((await json('calendar', ...change, '--systemd', version)).found.valid).toBe(true);
  });

  it('prints the same for people', async () => {
    const { status, out } = await bootwright(['calendar', 'Mon..Fri 03:00', ...BASE]);
    expect(status).toBe(0);
    expect(out).toContain('at 03:00 on Monday to Friday');
    expect(out).toContain('Mon 2026-11-23 03:00:00 CET = Mon 2026-11-23 02:00:00 UTC (in 17h)');
    const bad = await bootwright(['calendar', 'whenever', ...BASE]);
    expect(bad.status).toBe(1);
    expect(bad.error).toContain('"whenever" is no calendar event');
  });

  it('takes the time zone of the process', async () => {
    const { found } = await json('calendar', 'daily', '--base-time', '2026-11-22 10:00 UTC');
    const midnight = new Date(found.elapses[0]);
    expect([midnight.getHours(), midnight.getMinutes()]).toEqual([0, 0]);
  });

  it.each<[string, string[]]>([
    ['nothing', ['calendar']],
    ['a bad number', ['calendar', 'daily', '--iterations', 'x']],
    ['a bad time', ['calendar', 'daily', '--base-time', 'x']],
    ['a bad zone', ['calendar', 'daily', '--timezone', 'Mars/Olympus']],
    ['a bad version', ['calendar', 'daily', '--systemd', 'x']],
    ['a bad format', ['timespan', '5', '--format', 'x']],
    ['no span', ['timespan']],
  ])('refuses %s', async (_, args) => {
    const { status, error } = await bootwright(args);
    expect(status).toBe(2);
    expect(error).toMatch(/^bootwright (calendar|timespan): ./);
  });
});

describe('timespan', () => {
  it.each<[string, unknown, string]>([
    ['90', 90000000, '1min 30s'],
    ['1h 30min', 5400000000, '1h 30min'],
    ['1.5ms', 1500, '1.500ms'],
    ['0', 0, '0'],
    ['infinity', 'infinity', 'infinity'],
  ])('%s', async (expression, usec, human) => {
    const { status, found } = await json('timespan', expression);
    expect(status).toBe(0);
    expect(found).toEqual({ expression, valid: true, usec, human });
  });

  it('writes all digits of a number', async () => {
    const { out } = await bootwright(['timespan', '500y 1us', '--format', 'json']);
    expect(out).toContain('"usec": 15778800000000001,');
  });

  it('suggests what was meant', async () => {
    const { status, error } = await bootwright(['timespan', '5 mins']);
    expect(status).toBe(1);
    expect(error).toContain('Did you mean "5min"?');
    expect((await json('timespan', '5 mins', '5min')).found).toEqual([
      { expression: '5 mins', valid: false, usec: null, human: null },
      { expression: '5min', valid: true, usec: 300000000, human: '5min' },
    ]);
  });
});

/** systemd itself, by version: the host's, or an image's. */
const SYSTEMDS: readonly (readonly [number, string | undefined])[] = [
  [252, process.env.BOOTWRIGHT_IMAGE_252],
  [262, process.env.BOOTWRIGHT_IMAGE_262],
];
const EVENTS = [
  'Mon..Fri 03:00',
  '*-*~1 12:00',
  'Sun *-03,10-25..31 02:30',
  'Sat,Sun 0/6:30',
  '*:0/7',
  'quarterly',
  'x',
];
const SPANS = ['90', '1.5h', '5 mins', '1y 2month 3w', 'infinity', '1s500us', '5M', '', '-1', '100000000000000y'];

describe.each(SYSTEMDS)('systemd %i', (version, image) => {
  const ask = (...args: string[]) =>
    spawnSync(
      'chroot',
      [image!, 'env', 'TZ=Europe/Berlin', 'COLUMNS=4000', 'LC_ALL=C.UTF-8', 'systemd-analyze', ...args],
      {
        encoding: 'utf8',
      },
    ).stdout;

  it.skipIf(image === undefined)(`elapses at the same times (needs BOOTWRIGHT_IMAGE_${version})`, async () => {
    for (const event of EVENTS) {
      const base = ['--iterations', '5', '--base-time', '2026-10-20 10:00'];
      const { found } = await json(
        'calendar',
        event,
        ...base,
        '--timezone',
        'Europe/Berlin',
        '--systemd',
        `${version}`,
      );
      const theirs = ask('calendar', ...base, event);
      const utc = [...theirs.matchAll(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/g)].map(
        ([, date, time]) => `${date}T${time}Z`,
      );
      expect([event, ...found.elapses]).toEqual([event, ...utc]);
    }
  });

  it.skipIf(image === undefined)(`reads the same spans (needs BOOTWRIGHT_IMAGE_${version})`, async () => {
    for (const span of SPANS) {
      const { found } = await json('timespan', '--', span);
      const theirs = ask('timespan', '--', span);
      const usec = /μs: (\d+)/.exec(theirs)?.[1];
      const human = /Human: (.*)/.exec(theirs)?.[1];
      const wanted = usec === undefined ? null : usec === '18446744073709551615' ? 'infinity' : Number(usec);
      expect([span, found.usec, found.human]).toEqual([span, wanted, human ?? null]);
    }
  });
});
