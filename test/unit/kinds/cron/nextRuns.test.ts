import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EntryNode } from '../../../../server/src/core/cron/crontab.ts';
import { nextRuns } from '../../../../server/src/core/cron/nextRuns.ts';
import { parseCrontab } from '../../../../server/src/core/cron/parseCrontab.ts';
import { timeText } from '../../../../server/src/core/cron/times.ts';
import { scheduleInWords } from '../../../../server/src/core/cron/words.ts';
import { timezone } from '../../../../server/src/core/values/timezone.ts';

function schedule(fields: string) {
  const { nodes } = parseCrontab(`${fields} x\n`, { implementation: 'debian', system: false });
  const found = (nodes[0] as EntryNode).schedule;
  if (!found) throw new Error(`${fields} is refused`);
  return found;
}

function runs(fields: string, from: string, { zone = 'UTC', count = 5, foreign = false } = {}): string[] {
  const local = timezone(zone)!;
  return nextRuns(schedule(fields), { zone: local, foreign }, Date.parse(from) / 1000, count).map(
    ({ at, note }) =>
      `${timeText(local, at)} ${new Date(at * 1000).toISOString().slice(11, 16)}Z${note ? ` ${note}` : ''}`,
  );
}

describe('next runs', () => {
  it.each([
    ['25 6 * * *', '2026-01-01T06:25:00Z', ['Thu 2026-01-01 06:25', 'Fri 2026-01-02 06:25']],
    ['25 6 * * *', '2026-01-01T06:25:01Z', ['Fri 2026-01-02 06:25', 'Sat 2026-01-03 06:25']],
    ['*/20 23 * * *', '2026-01-01T23:30:00Z', ['Thu 2026-01-01 23:40', 'Fri 2026-01-02 23:00']],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', ['Tue 2028-02-29 00:00', 'Sun 2032-02-29 00:00']],
    ['0 0 29 2 *', '2097-01-01T00:00:00Z', ['Fri 2104-02-29 00:00', 'Wed 2108-02-29 00:00']],
    ['0 0 13 * 5', '2026-02-01T00:00:00Z', ['Fri 2026-02-06 00:00', 'Fri 2026-02-13 00:00']],
    ['0 0 */2 * 5', '2026-02-01T00:00:00Z', ['Fri 2026-02-13 00:00', 'Fri 2026-02-27 00:00']],
    ['0 0 * * 7', '2026-02-01T00:00:00Z', ['Sun 2026-02-01 00:00', 'Sun 2026-02-08 00:00']],
    ['@weekly', '2026-02-02T00:00:00Z', ['Sun 2026-02-08 00:00', 'Sun 2026-02-15 00:00']],
    ['@monthly', '2026-02-02T00:00:00Z', ['Sun 2026-03-01 00:00', 'Wed 2026-04-01 00:00']],
  ])('%s from %s', (fields, from, expected) => {
    expect(runs(fields, from, { count: 2 }).map((run) => run.slice(0, 20))).toEqual(expected);
  });

  it.each(['0 0 31 2 *', '0 0 30 2 *', '0 22-4 * * *', '0 0 31 4,6,9,11 *'])('%s never comes', (fields) => {
    expect(runs(fields, '2026-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('where the clock jumps ahead', () => {
  const zone = 'Europe/Berlin';
  const from = '2026-03-29T00:00:00Z';

  it('an entry at a fixed time is run at the end of the gap', () => {
    expect(runs('30 2 * * *', from, { zone, count: 2 })).toEqual([
      'Sun 2026-03-29 03:00 01:00Z skipped-hour',
      'Mon 2026-03-30 02:30 00:30Z',
    ]);
  });

  it('an entry by the clock is not', () => {
    expect(runs('*/30 * * * *', from, { zone, count: 4 })).toEqual([
      'Sun 2026-03-29 01:00 00:00Z',
      'Sun 2026-03-29 01:30 00:30Z',
      'Sun 2026-03-29 03:00 01:00Z',
      'Sun 2026-03-29 03:30 01:30Z',
    ]);
  });

  it('nor is one of another time zone', () => {
    expect(runs('30 2 * * *', from, { zone, count: 1, foreign: true })).toEqual(['Mon 2026-03-30 02:30 00:30Z']);
  });
});

describe('where the clock goes back', () => {
  const zone = 'Europe/Berlin';
  const from = '2026-10-25T00:00:00Z';

  it('an entry at a fixed time is run once', () => {
    expect(runs('30 2 * * *', from, { zone, count: 2 })).toEqual([
      'Sun 2026-10-25 02:30 00:30Z',
      'Mon 2026-10-26 02:30 01:30Z',
    ]);
  });

  it('an entry by the clock is run again', () => {
    expect(runs('30 * * * *', from, { zone, count: 3 })).toEqual([
      'Sun 2026-10-25 02:30 00:30Z',
      'Sun 2026-10-25 02:30 01:30Z repeated-hour',
      'Sun 2026-10-25 03:30 02:30Z',
    ]);
  });
});

describe('a schedule in words', () => {
  it.each([
    ['25 6 * * *', 'at 06:25 every day'],
    ['* * * * *', 'every minute of every day'],
    ['*/5 * * * *', 'every 5 minutes of every day'],
    ['0 * * * *', 'at every full hour of every day'],
    ['17 * * * *', 'at minute 17 of every hour of every day'],
    ['0,30 8-17 * * 1-5', 'every 30 minutes of the hours 8 to 17 on Monday to Friday'],
    ['0 */6 * * *', 'at 00:00, 06:00, 12:00 and 18:00 every day'],
    ['0 */2 * * *', 'every 2 hours of every day'],
    ['5 4 13 * 5', 'at 04:05 on day 13 of the month and on every Friday'],
    [
      '5 4 */2 * 5',
      'at 04:05 on days 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29 and 31 of the month if that is a Friday',
    ],
    ['0 0 1 1 *', 'at 00:00 on day 1 of the month in January'],
    ['0 0 * 6-8 sat,sun', 'at 00:00 on Saturday and Sunday in June to August'],
    ['0 22-4 * * *', 'never'],
  ])('%s: %s', (fields, words) => {
    expect(scheduleInWords(schedule(fields))).toBe(words);
  });
});

interface Recorded {
  readonly zone: string;
  readonly from: number;
  readonly days: number;
  readonly entry: string;
  /** Minutes since the epoch. */
  readonly runs: readonly number[];
}

const golden: { readonly program: string; readonly entries: readonly Recorded[] } = JSON.parse(
  readFileSync(new URL('../../../golden/crontab/runs.json', import.meta.url), 'utf8'),
);

describe(`the runs of ${golden.program} with a clock of its own`, () => {
  it.each(golden.entries)('$zone $entry', ({ zone, from, days, entry, runs: theirs }) => {
    const end = Math.floor((from + days * 86_400) / 60) - 1;
    const fields = entry.split(' ').slice(0, 5).join(' ');
    const late: number[] = [];
    const ours: number[] = [];
    for (const { at, note } of nextRuns(schedule(fields), { zone: timezone(zone)! }, from + 30, 10_000)) {
      if (at / 60 >= end) break;
      (note === 'skipped-hour' ? late : ours).push(at / 60);
    }
    const left = theirs.filter((minute) => !ours.includes(minute));
    expect(theirs.filter((minute) => ours.includes(minute)).length).toBeGreaterThanOrEqual(ours.length);
    expect([...new Set(theirs)].filter((minute) => ours.includes(minute))).toEqual(ours);
    // What is made up for is run one after the other, with pauses of ten seconds.
    expect(left.length).toBeLessThanOrEqual(late.length);
    expect(theirs.length).toBe(ours.length + late.length);
  });
});
