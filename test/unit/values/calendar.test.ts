import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  CALENDAR_SHORTHANDS,
  calendarNeverElapses,
  conflictingWeekday,
  formatCalendar,
  nextElapse,
  parseCalendar,
} from '../../../server/src/core/values/calendar.ts';
import { timezone } from '../../../server/src/core/values/timezone.ts';
import type { CalendarAnswer } from '../../oracle/calendar/ask.ts';
import { calendarAnswer } from '../../oracle/calendar/compare.ts';

interface Run {
  readonly version: number;
  readonly timezone: string;
  readonly base: number;
  readonly iterations: number;
  readonly answers: readonly CalendarAnswer[];
}

const golden: { runs: Run[] } = JSON.parse(
  readFileSync(new URL('../../golden/calendar.json', import.meta.url), 'utf8'),
);

const UTC = timezone('UTC')!;
const BERLIN = timezone('Europe/Berlin')!;

function normalized(text: string, local = UTC): string | undefined {
  const spec = parseCalendar(text, 262, local);
  return spec && formatCalendar(spec);
}

function elapses(text: string, after: string, zone: string, count: number, version = 262): string[] {
  const local = timezone(zone)!;
  const spec = parseCalendar(text, version, local)!;
  const found: string[] = [];
  let at: bigint | undefined = BigInt(Date.parse(after)) * 1000n;
  while (found.length < count) {
    at = nextElapse(spec, at, local);
    if (at === undefined) break;
    found.push(new Date(Number(at / 1000n)).toISOString());
  }
  return found;
}

describe('as systemd-analyze calendar answered', () => {
  test.each(golden.runs)('$version with TZ=$timezone', ({ version, timezone: zone, base, iterations, answers }) => {
    expect(answers.length).toBeGreaterThan(50);
    const ours = answers.map((answer) => calendarAnswer(version, zone, base, iterations, answer));
    expect(ours).toEqual(answers);
  });
});

describe('normalized form', () => {
  test.each([
    ['Sat,Thu,Mon..Wed,Sat..Sun', 'Mon..Thu,Sat,Sun *-*-* 00:00:00'],
    ['Mon,Sun 12-*-* 2,1:23', 'Mon,Sun 2012-*-* 01,02:23:00'],
    ['Wed, 17:48', 'Wed *-*-* 17:48:00'],
    ['Mon-Wed 5:00', 'Mon..Wed *-*-* 05:00:00'],
    ['10-15', '*-10-15 00:00:00'],
    ['*-*~07/1', '*-*~07/1 00:00:00'],
    ['*:4..50/7', '*-*-* *:04..46/7:00'],
    ['05:40:23.4200004/3.1700005', '*-*-* 05:40:23.420000/3.170001'],
    ['@1782864000', '2026-07-01 00:00:00 UTC'],
    ['99-1-1', '1999-01-01 00:00:00'],
    ['semiannually', '*-01,07-01 00:00:00'],
    ['*:*:*', '*-*-* *:*:*'],
    ['daily utc', '*-*-* 00:00:00 UTC'],
    ['daily Europe/Berlin', '*-*-* 00:00:00 Europe/Berlin'],
  ])('%s', (text, form) => {
    expect(normalized(text)).toBe(form);
    expect(normalized(form)).toBe(form);
  });

  test.each(CALENDAR_SHORTHANDS.map((word) => [word]))('%s is read in any case', (word) => {
    expect(normalized(word.toUpperCase())).toBe(normalized(word));
    expect(normalized(word)).toMatch(/^\S+ |^\*/);
  });
});

describe('refused', () => {
  test.each([
    ...[
      '',
      ' ',
      'test',
      ' UTC',
      'Fri..Mon',
      'Mon.Fri',
      'Mon..',
      'Mond',
      '12',
      '7',
      '25:00',
      '1:60',
      '*-*-32',
      '*-13-1',
    ],
    ...['1969-1-1', '2200-1-1', '*:*:60', '*-*~29', '*-*~28,14', '1~1~1', '2023-*-*~1', '00:00:00/0', '00:00:00.', '@'],
    ...[
      '@-1',
      '@1.5',
      'daily utc utc',
      'daily europe/berlin',
      'daily Foo/Bar',
      'daily CEST',
      '*:*:0..0.5',
      'wee\u212Aly',
    ],
    `*:${Array(242).fill('1').join(',')}`,
  ])('%j', (text) => {
    expect(parseCalendar(text, 262, UTC)).toBeUndefined();
  });

  test('as many components as systemd takes', () => {
    expect(normalized(`*:${Array(241).fill('1').join(',')}`)).toBe('*-*-* *:01:00');
  });
});

describe('abbreviations of the zone', () => {
  test('of the machine count, in any case', () => {
    expect(normalized('12:00 cest', BERLIN)).toBe('*-*-* 12:00:00 CEST');
    expect(parseCalendar('12:00 EDT', 262, BERLIN)).toBeUndefined();
  });

  test('of any zone count where the machine is unknown', () => {
    expect(parseCalendar('12:00 CEST', 262)?.abbreviation).toBe('CEST');
    expect(parseCalendar('12:00 XYZT', 262)).toBeUndefined();
  });
});

describe('next elapse', () => {
  test('skips a time that does not exist, and takes one that occurs twice once, as it comes first', () => {
    const inMarch = elapses('*-*-* 02:30', '2026-03-28T12:00Z', 'Europe/Berlin', 1);
    expect(inMarch).toEqual(['2026-03-30T00:30:00.000Z']);
    const inOctober = elapses('*-*-* 02:30', '2026-10-24T12:00Z', 'Europe/Berlin', 2);
    expect(inOctober).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
  });

  test('goes on in the named zone, whichever the machine has', () => {
    const inTokyo = elapses('Mon 09:00 Asia/Tokyo', '2026-10-01T00:00Z', 'America/New_York', 2);
    expect(inTokyo).toEqual(['2026-10-05T00:00:00.000Z', '2026-10-12T00:00:00.000Z']);
  });

  test('keeps microseconds', () => {
    const spec = parseCalendar('*:*:0/0.25', 262, UTC)!;
    expect(nextElapse(spec, 1_000_000_100_000n, UTC)).toBe(1_000_000_250_000n);
    expect(nextElapse(spec, 1_000_000_250_000n, UTC)).toBe(1_000_000_500_000n);
  });

  test.each(['*-02-31', '2020-01-01', 'Mon 2027-01-01'])('%s never comes', (text) => {
    expect(elapses(text, '2026-10-01T00:00Z', 'UTC', 1)).toEqual([]);
  });

  test('is undefined for times that systemd cannot format', () => {
    const spec = parseCalendar('daily', 262, UTC)!;
    expect(nextElapse(spec, 253402214399000001n, UTC)).toBeUndefined();
    expect(nextElapse(spec, -1n, UTC)).toBeUndefined();
  });
});

describe('a weekday beside a date', () => {
  test.each([
    ['Mon 2027-01-01', 'Friday'],
    ['Mon,Tue 2027-01-01 12:00', 'Friday'],
    ['Mon..Fri 2027-01-01', undefined],
    ['Mon *-01-01', undefined],
    ['Mon 2027-01-01,02', undefined],
    ['Mon 2027-02-31', undefined],
    ['Mon 2027-01~1', undefined],
    ['2027-01-01', undefined],
  ])('%s', (text, weekday) => {
    const spec = parseCalendar(text, 262, UTC)!;
    expect(conflictingWeekday(spec)).toBe(weekday);
    expect(calendarNeverElapses(spec)).toBe(weekday !== undefined);
  });
});
