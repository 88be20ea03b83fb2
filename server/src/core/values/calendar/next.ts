import { type Timezone, timezone } from '../timezone.ts';
import { type BrokenDownTime, type Clock, clockOf, MAX_TIMESTAMP, weekdayOf } from '../timezoneClock.ts';
import { offsetAt } from '../timezoneOffset.ts';
import { type CalendarChain, type CalendarSpec, MAX_YEAR, USEC_PER_SEC } from './spec.ts';

/** systemd's own safety valve. */
const MAX_ITERATIONS = 1000;

/**
 * When a calendar event elapses next after a moment, in microseconds since the epoch; undefined when it never does.
 *
 * `calendar_spec_next_usec` of shared/calendarspec.c.
 *
 * @param after microseconds since the epoch, from 0
 * @param local the zone of the machine, for events that name none
 */
export function nextElapse(spec: CalendarSpec, after: bigint, local: Timezone): bigint | undefined {
  if (after < 0n || after > MAX_TIMESTAMP) return undefined;
  const from = after + 1n;
  const seconds = Number(from / BigInt(USEC_PER_SEC));
  const clock = clockFor(spec, seconds, local);
  const start = { time: clock.time(seconds), usec: Number(from % BigInt(USEC_PER_SEC)) };
  const next = findNext(spec, start, clock);
  const found = next && clock.seconds(next.time);
  return found === undefined ? undefined : BigInt(found) * BigInt(USEC_PER_SEC) + BigInt(next!.usec);
}

function clockFor(spec: CalendarSpec, seconds: number, local: Timezone): Clock {
  if (spec.utc) return clockOf(undefined);
  const named = spec.timezone === undefined ? undefined : timezone(spec.timezone);
  // Up to 257 a new process looks at a named zone, and remembers no offset from the elapse before.
  if (named && spec.version < 258) return clockOf(named);
  const zone = named ?? local;
  return clockOf(zone, offsetAt(zone, seconds));
}

interface Moment {
  readonly time: BrokenDownTime;
  readonly usec: number;
}

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
const FIELDS: readonly Field[] = ['year', 'month', 'day', 'hour', 'minute', 'second'];
const LOWEST: Readonly<Record<Field, number>> = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

/** `find_next`: goes down from the year to the microsecond, and starts anew whenever a field has to be carried over. */
function findNext(spec: CalendarSpec, start: Moment, clock: Clock): Moment | undefined {
  const time = { ...start.time };
  let usec = start.usec;
  let stuck = false;
  for (let round = 0; round < MAX_ITERATIONS; round++) {
    clock.seconds(time);
    if (!stuck) time.isdst = spec.dst;
    const settled = settle(spec, { time, usec }, clock);
    if (settled === 'never') return undefined;
    usec = settled.usec;
    if (!settled.matches) continue;
    if (isLater(settled, start)) return { time, usec };
    // A change of the clocks took us back: let them decide between standard and daylight saving time.
    stuck = true;
    time.hour++;
  }
  return undefined;
}

/** One round: changes the time in place, and tells whether it matches or has to be looked at anew. */
function settle(spec: CalendarSpec, { time, usec: startUsec }: Moment, clock: Clock) {
  let usec = startUsec;
  for (const [i, field] of FIELDS.entries()) {
    if (field === 'hour' && !matchesWeekday(spec, time, clock)) {
      carry(time, 'day');
      return { time, usec: 0, matches: false };
    }
    const value = field === 'second' ? time.second * USEC_PER_SEC + usec : time[field];
    const found = findMatch(spec, field, value, time, clock);
    if (found !== undefined) {
      time[field] = field === 'second' ? Math.floor(found / USEC_PER_SEC) : found;
      if (field === 'second') usec = found % USEC_PER_SEC;
      else if (found !== value) usec = 0;
      if (found !== value) resetBelow(time, i);
    } else if (field === 'year') {
      return 'never';
    }
    const bounds = found === undefined ? 'outside' : bringWithinBounds(time, spec.version, clock);
    if (bounds === 'inside') continue;
    if (field === 'year') return 'never';
    if (bounds === 'moved') return { time, usec, matches: false };
    carry(time, FIELDS[i - 1]!);
    return { time, usec: 0, matches: false };
  }
  return { time, usec, matches: true };
}

function carry(time: BrokenDownTime, field: Field): void {
  time[field]++;
  resetBelow(time, FIELDS.indexOf(field));
}

function resetBelow(time: BrokenDownTime, index: number): void {
  for (const field of FIELDS.slice(index + 1)) time[field] = LOWEST[field];
}

function chainOf(spec: CalendarSpec, field: Field): CalendarChain {
  return field === 'second' ? spec.microsecond : spec[field];
}

/** `find_matching_component`: the earliest value of a chain that is not before the given one. */
function findMatch(spec: CalendarSpec, field: Field, value: number, time: BrokenDownTime, clock: Clock) {
  const chain = chainOf(spec, field);
  if (chain.length === 0) return value;
  const fromEnd = spec.endOfMonth && field === 'day';
  let earliest: number | undefined;
  for (const part of chain) {
    const { start, stop } = fromEnd ? fromEndOfMonth(part, time, clock) : part;
    const found = firstFrom(start, stop, part.repeat, value);
    if (found !== undefined && (earliest === undefined || found < earliest)) earliest = found;
  }
  return earliest;
}

function firstFrom(start: number, stop: number, repeat: number, value: number): number | undefined {
  if (start >= value) return start;
  if (repeat === 0) return undefined;
  const found = start + Math.ceil((value - start) / repeat) * repeat;
  return stop < 0 || found <= stop ? found : undefined;
}

/** Days from the end of the month as days of the month; a range turns round. */
function fromEndOfMonth(part: { start: number; stop: number }, time: BrokenDownTime, clock: Clock) {
  const start = dayFromEnd(part.start, time, clock);
  const stop = dayFromEnd(part.stop, time, clock);
  return stop > 0 ? { start: stop, stop: start } : { start, stop };
}

/** `find_end_of_month`: -1 where the month has no such day. */
function dayFromEnd(day: number, time: BrokenDownTime, clock: Clock): number {
  const date = { ...time, month: time.month + 1, day: 1 - day };
  return clock.seconds(date) === undefined || date.month !== time.month ? -1 : date.day;
}

/**
 * `tm_within_bounds`: whether the time exists as it is written. If not, and the clock reads a later time, that is taken
 * over ('moved'), with the field below the one that changed set back, so that no match is skipped.
 */
function bringWithinBounds(time: BrokenDownTime, version: number, clock: Clock): 'inside' | 'moved' | 'outside' {
  if (time.year > MAX_YEAR) return 'outside';
  const normalized = { ...time };
  if (clock.seconds(normalized) === undefined) return 'outside';
  const changed = FIELDS.findIndex((field) => normalized[field] !== time[field]);
  if (changed < 0) return 'inside';
  const field = FIELDS[changed]!;
  // Never backward.
  if (normalized[field] < time[field]) return 'outside';
  const below = FIELDS[changed + 1];
  if (below) normalized[below] = LOWEST[below];
  if (field === 'year' && version > 252) normalized.day = 1;
  Object.assign(time, normalized);
  return 'moved';
}

function matchesWeekday(spec: CalendarSpec, time: BrokenDownTime, clock: Clock): boolean {
  if (spec.weekdays < 0) return true;
  const date = { ...time };
  return clock.seconds(date) !== undefined && (spec.weekdays & (1 << weekdayOf(date))) !== 0;
}

function isLater(found: Moment, start: Moment): boolean {
  for (const field of FIELDS) {
    if (found.time[field] !== start.time[field]) return found.time[field] > start.time[field];
  }
  return found.usec + 1 > start.usec;
}
