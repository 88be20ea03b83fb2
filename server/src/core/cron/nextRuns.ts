import type { Timezone } from '../values/timezone.ts';
import { offsetAt } from '../values/timezoneOffset.ts';
import type { Schedule } from './fields.ts';
import { canRun, fitsDay, isWildcard } from './schedule.ts';

/** A time at which an entry is run. */
export interface Run {
  /** Seconds since the epoch. */
  readonly at: number;
  /** Why it is not simply the time of the schedule. */
  readonly note?: 'skipped-hour' | 'repeated-hour';
}

/** How the clock is followed. */
export interface RunClock {
  readonly zone: Timezone;
  /** The zone is not that of the machine (CRON_TZ of cronie): jumps of its clock are not made up for. */
  readonly foreign?: boolean;
}

/** A job is made up for after a jump of at most this long: `3 * MINUTE_COUNT` of cron.c. In seconds. */
const LONGEST_JUMP = 3 * 3600;
/** A day that comes once in eight years is the 29th of February around 2100. */
const MOST_DAYS = 366 * 9;
const DAY = 86_400;

/**
 * The times at which an entry runs, from a time on, in order.
 *
 * Where the clock jumps ahead, entries at a fixed time that fall into the gap are run at its end; entries with `*` in the
 * minute or the hour are not. Where it goes back, the latter follow the clock and run again, the former do not: the main
 * loop of cron.c, the same in both implementations. One minute after another decides; seconds do not count.
 *
 * @param from the first second that counts
 */
export function* runsFrom(schedule: Schedule, { zone, foreign = false }: RunClock, from: number): Generator<Run> {
  if (!canRun(schedule)) return;
  const wildcard = isWildcard(schedule);
  let day = Math.floor((from + offsetAt(zone, from)) / DAY) - 1;
  for (let left = MOST_DAYS; left > 0; left--, day++) {
    const date = new Date(day * DAY * 1000);
    if (!fitsDay(schedule, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())) continue;
    const runs = runsOfDay(schedule, zone, day * DAY, wildcard, foreign).filter(({ at }) => at >= from);
    if (runs.length > 0) left = MOST_DAYS;
    yield* runs;
  }
}

function runsOfDay(schedule: Schedule, zone: Timezone, midnight: number, wildcard: boolean, foreign: boolean): Run[] {
  const before = offsetAt(zone, midnight - DAY);
  const after = offsetAt(zone, midnight + 2 * DAY);
  const plain = before === after && before === offsetAt(zone, midnight - before + DAY / 2);
  const runs: Run[] = [];
  for (const hour of schedule.hour.values) {
    for (const minute of schedule.minute.values) {
      const civil = midnight + hour * 3600 + minute * 60;
      if (plain) runs.push({ at: civil - before });
      else runs.push(...runsAt(zone, civil, wildcard, foreign));
    }
  }
  return plain ? runs : runs.sort((a, b) => a.at - b.at);
}

/** The runs that a time of the clock stands for: one, none where it is skipped, two where it comes twice. */
function runsAt(zone: Timezone, civil: number, wildcard: boolean, foreign: boolean): Run[] {
  const offsets = [...new Set([offsetAt(zone, civil - DAY - 50_000), offsetAt(zone, civil + DAY + 50_000)])];
  const near = [...new Set([...offsets, ...offsets.map((offset) => offsetAt(zone, civil - offset))])];
  const times = near.map((offset) => [civil - offset, offset] as const);
  const real = times.filter(([at, offset]) => offsetAt(zone, at) === offset).map(([at]) => at);
  real.sort((a, b) => a - b);
  const [first, second] = real;
  if (first !== undefined) {
    if (second === undefined || (!wildcard && !foreign)) return [{ at: first }];
    return [{ at: first }, { at: second, note: 'repeated-hour' }];
  }
  if (wildcard || foreign) return [];
  const [start, end] = [Math.min(...times.map(([at]) => at)), Math.max(...times.map(([at]) => at))];
  return end - start > LONGEST_JUMP ? [] : [{ at: changeBetween(zone, start, end), note: 'skipped-hour' }];
}

/** The second at which the offset changes. */
function changeBetween(zone: Timezone, start: number, end: number): number {
  const before = offsetAt(zone, start);
  let [low, high] = [start, end];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** The first few runs from a time on. */
export function nextRuns(schedule: Schedule, clock: RunClock, from: number, count: number): Run[] {
  const runs: Run[] = [];
  for (const run of runsFrom(schedule, clock, from)) {
    runs.push(run);
    if (runs.length === count) break;
  }
  return runs;
}
