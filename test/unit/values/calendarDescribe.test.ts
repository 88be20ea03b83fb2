import { expect, test } from 'vitest';
import {
  type CalendarSpec,
  describeCalendar,
  formatCalendar,
  nextElapse,
  parseCalendar,
} from '../../../server/src/core/values/calendar.ts';
import { timezone } from '../../../server/src/core/values/timezone.ts';
import { randomCalendar } from '../../oracle/calendar/expressions.ts';
import { seeded } from '../../oracle/calendar/random.ts';

const UTC = timezone('UTC')!;

test.each([
  ['Mon..Fri 03:00', 'at 03:00 on Monday to Friday'],
  ['Sat,Sun 10,14:00', 'at 10:00 and 14:00 on Saturday and Sunday'],
  ['daily', 'at 00:00 every day'],
  ['hourly', 'at minute 0 of every hour'],
  ['minutely', 'every minute'],
  ['weekly', 'at 00:00 on Monday'],
  ['quarterly', 'at 00:00 on day 1 of January, April, July and October'],
  ['yearly', 'at 00:00 on 1 January'],
  ['*:0/15', 'every 15 minutes'],
  ['*:0/7', 'at every 7th minute from 0 on of every hour'],
  ['*:5,10..20', 'at minutes 5 and 10 to 20 of every hour'],
  ['9..17:0/30', 'every 30 minutes in hours 9 to 17 of every day'],
  ['Mon 5:*', 'every minute in hour 5 on Monday'],
  ['0/2:00', 'at minute 0 of every 2nd hour from 0 on of every day'],
  ['*:*:*', 'every second'],
  ['*:*:0/0.5', 'every 0.5 seconds'],
  ['*:*:30', 'at second 30 of every minute'],
  ['12:00:03.5', 'at 12:00:03.5 every day'],
  ['Mon *-*-1..7 4:00', 'at 04:00 on days 1 to 7 of every month, if that is Monday'],
  ['*-*~1', 'at 00:00 on the last day of every month'],
  ['*-02~3..5', 'at 00:00 on the 5th last to the 3rd last day of February'],
  ['*-*~9/3', 'at 00:00 on every 3rd day from the 9th last to the last day of every month'],
  ['2026-12-25 18:30', 'at 18:30 on 25 December 2026'],
  ['2026..2030-12-25', 'at 00:00 on 25 December in 2026 to 2030'],
  ['2026/2-1-* 3:00', 'at 03:00 every day in January in every 2nd year from 2026 on'],
  ['12:00 UTC', 'at 12:00 every day (UTC)'],
  ['Sun 12:00 Europe/Berlin', 'at 12:00 on Sunday (Europe/Berlin)'],
])('%s', (text, words) => {
  expect(describeCalendar(parseCalendar(text, 262, UTC)!)).toBe(words);
});

test('events described alike elapse alike', () => {
  const random = seeded(7);
  const known = new Map<string, CalendarSpec>();
  for (let i = 0; i < 2000; i++) {
    const spec = parseCalendar(randomCalendar(random, []), 262, UTC);
    if (!spec) continue;
    const words = describeCalendar(spec);
    const other = known.get(words) ?? spec;
    known.set(words, other);
    if (formatCalendar(other) === formatCalendar(spec)) continue;
    expect(firstElapses(spec), words).toEqual(firstElapses(other));
  }
  expect(known.size).toBeGreaterThan(500);
});

test.each([
  ['*:0..0/5', '*:0'],
  ['1..3:00', '1,2,3:00'],
  ['0/6:30', '0,6,12,18:30'],
  ['*-*~7/1', '*-*~1..7'],
])('%s and %s are the same', (one, other) => {
  const [a, b] = [parseCalendar(one, 262, UTC)!, parseCalendar(other, 262, UTC)!];
  expect(describeCalendar(a)).toBe(describeCalendar(b));
  expect(firstElapses(a)).toEqual(firstElapses(b));
});

function firstElapses(spec: CalendarSpec): bigint[] {
  const found: bigint[] = [];
  for (let at = nextElapse(spec, 1_700_000_000_000_000n, UTC); at !== undefined && found.length < 20; ) {
    found.push(at);
    at = nextElapse(spec, at, UTC);
  }
  return found;
}
