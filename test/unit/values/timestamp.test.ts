import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatTimestamp, parseTimestamp } from '../../../server/src/core/values/timestamp.ts';
import { timezone } from '../../../server/src/core/values/timezone.ts';
import type { TimestampAnswer } from '../../oracle/calendar/ask.ts';
import { timestampAnswer } from '../../oracle/calendar/compare.ts';

interface Run {
  readonly version: number;
  readonly timezone: string;
  readonly answers: readonly TimestampAnswer[];
}

const golden: { runs: Run[] } = JSON.parse(
  readFileSync(new URL('../../golden/timestamp.json', import.meta.url), 'utf8'),
);

const UTC = timezone('UTC')!;
const BERLIN = timezone('Europe/Berlin')!;
/** 2026-10-01 12:30:15.5 UTC, a Thursday. */
const NOW = 1_790_857_815_500_000n;

function read(text: string, local = UTC, version = 262): string | undefined {
  const usec = parseTimestamp(text, NOW, local, version);
  return usec === undefined ? undefined : new Date(Number(usec / 1000n)).toISOString();
}

describe('as systemd-analyze timestamp answered', () => {
  test.each(golden.runs)('$version with TZ=$timezone', ({ version, timezone: zone, answers }) => {
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.map(({ timestamp }) => timestampAnswer(version, zone, timestamp))).toEqual(answers);
  });
});

describe('counted from now', () => {
  test.each([
    ['now', '2026-10-01T12:30:15.500Z'],
    ['+5min', '2026-10-01T12:35:15.500Z'],
    ['-1h 15s', '2026-10-01T11:30:00.500Z'],
    ['2 days ago', '2026-09-29T12:30:15.500Z'],
    ['3h left', '2026-10-01T15:30:15.500Z'],
    ['today', '2026-10-01T00:00:00.000Z'],
    ['yesterday', '2026-09-30T00:00:00.000Z'],
    ['tomorrow UTC', '2026-10-02T00:00:00.000Z'],
    ['18:00', '2026-10-01T18:00:00.000Z'],
    ['Thu 18:00:01.25', '2026-10-01T18:00:01.250Z'],
    ['Fri 18:00', undefined],
    ['Feb 3 01:02:03', '2026-02-03T01:02:03.000Z'],
    ['now UTC', undefined],
    ['+5min UTC', undefined],
    ['Tomorrow', undefined],
    ['-60y', undefined],
    ['+8000y', undefined],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('the day is that of the zone', () => {
    const late = 1_790_895_600_000_000n; // 2026-10-01 23:00 UTC
    const day = (text: string, version: number) => Number(parseTimestamp(text, late, UTC, version)! / 1_000_000n);
    expect(new Date(day('today Europe/Berlin', 257) * 1000).toISOString()).toBe('2026-10-01T22:00:00.000Z');
    // 262 takes the machine's day, and reads it in the zone.
    expect(new Date(day('today Europe/Berlin', 262) * 1000).toISOString()).toBe('2026-09-30T22:00:00.000Z');
  });
});

describe('by version', () => {
  test.each([
    ['2026-10-01T12:00:00', undefined, '2026-10-01T12:00:00.000Z'],
    ['2026-10-01 12:00Z', undefined, '2026-10-01T12:00:00.000Z'],
    ['2026-10-01 12:00 +02:00', undefined, '2026-10-01T10:00:00.000Z'],
    ['2026-10-01T12:00:00-08:00', undefined, '2026-10-01T20:00:00.000Z'],
    ['2026-10-01 12:00 utc', '2026-10-01T12:00:00.000Z', undefined],
    ['2026-10-01 12:00 UTC', '2026-10-01T12:00:00.000Z', '2026-10-01T12:00:00.000Z'],
  ])('%s', (text, in252, in262) => {
    expect(read(text, UTC, 252)).toBe(in252);
    expect(read(text, UTC, 262)).toBe(in262);
  });

  test('abbreviations of the machine count in any case in 252, as written later', () => {
    expect(read('2026-07-01 12:00 cest', BERLIN, 252)).toBe('2026-07-01T10:00:00.000Z');
    expect(read('2026-07-01 12:00 cest', BERLIN, 257)).toBeUndefined();
    expect(read('2026-07-01 12:00 CET', BERLIN, 262)).toBe('2026-07-01T11:00:00.000Z');
  });

  test('a zone behind a timestamp is read in 252', () => {
    expect(read('2026-07-01 12:00 Asia/Tokyo', BERLIN, 252)).toBe('2026-07-01T03:00:00.000Z');
    expect(read('2026-07-01 12:00 CET', UTC, 252)).toBe('2026-07-01T11:00:00.000Z');
    expect(read('now Asia/Tokyo', BERLIN, 252)).toBeUndefined();
  });
});

describe('written', () => {
  test.each([
    ['pretty', 'Thu 2026-10-01 14:30:15 CEST'],
    ['us', 'Thu 2026-10-01 14:30:15.500000 CEST'],
    ['utc', 'Thu 2026-10-01 12:30:15 UTC'],
    ['us+utc', 'Thu 2026-10-01 12:30:15.500000 UTC'],
    ['unix', '@1790857815'],
  ] as const)('%s', (style, text) => {
    expect(formatTimestamp(NOW, style, BERLIN)).toBe(text);
  });

  test('not at all when unset, and crossed out when too late', () => {
    expect(formatTimestamp(0n, 'pretty', UTC)).toBeUndefined();
    expect(formatTimestamp((1n << 64n) - 1n, 'pretty', UTC)).toBeUndefined();
    expect(formatTimestamp(253402214399000001n, 'us+utc', UTC)).toBe('--- XXXX-XX-XX XX:XX:XX.XXXXXX UTC');
  });
});
