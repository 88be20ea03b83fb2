import { parseMicroseconds } from './calendar/chain.ts';
import { WEEKDAYS } from './calendar/spec.ts';
import { isRefusal } from './numbers.ts';
import { INFINITE, parseSec, USEC } from './timespan.ts';
import { parseOffset, scanTime, startsWithNoCase } from './timestampFields.ts';
import { type Timezone, timezone } from './timezone.ts';
import { type BrokenDownTime, civilSeconds, clockOf, MAX_TIMESTAMP, weekdayOf } from './timezoneClock.ts';
import { abbreviationOf, offsetAt } from './timezoneOffset.ts';

/** How to read what is left of a timestamp once its zone is taken off. */
interface Reading {
  readonly text: string;
  /** A zone was taken off: then no `now`, no span and no `@`. */
  readonly zoned: boolean;
  /** Undefined for UTC. */
  readonly zone: Timezone | undefined;
  /** The zone that tells which day is today, where it is another one. */
  readonly todayZone?: Timezone;
  readonly isdst: -1 | 0 | 1;
  /** Seconds east of UTC, to be taken off the result. */
  readonly offset: number;
}

/**
 * Reads a timestamp such as `2026-10-01 12:00 Europe/Berlin`, `tomorrow`, `+5min` or `@0`, as microseconds since the
 * epoch; undefined when systemd refuses it. Never throws. `@infinity` gives 2^64-1, as it does there.
 *
 * `parse_timestamp` of basic/time-util.c, systemd.time(7). Offsets (`+02:00`), a `T` before the time and a `Z` behind
 * it came after 252.
 *
 * @param now microseconds since the epoch
 * @param local the zone of the machine
 * @param version major version of systemd
 */
export function parseTimestamp(text: string, now: bigint, local: Timezone, version: number): bigint | undefined {
  if (version <= 252) return read(takeZone252(text, local), now, version);
  if (text.length > 2 && text.endsWith('Z')) {
    const found = read({ ...inUtc(text.slice(0, -1)), zoned: true }, now, version);
    if (found !== undefined) return found;
  }
  const welded = /[^ ][+-].{5}$/.test(text) && text.length > 7 ? parseOffset(text.slice(-6)) : undefined;
  if (welded !== undefined) return read({ ...inUtc(text.slice(0, -6)), offset: welded }, now, version);
  return read(takeZone(text, local, version), now, version);
}

function inUtc(text: string): Reading {
  return { text, zoned: true, zone: undefined, isdst: -1, offset: 0 };
}

function takeZone(text: string, local: Timezone, version: number): Reading {
  const whole: Reading = { text, zoned: false, zone: local, isdst: -1, offset: 0 };
  const space = text.lastIndexOf(' ');
  if (space < 0) return whole;
  const word = text.slice(space + 1);
  const cut: Reading = { ...whole, text: text.slice(0, space), zoned: true };
  if (word === 'UTC') return inUtc(cut.text);
  const offset = parseOffset(word);
  if (offset !== undefined) return { ...inUtc(cut.text), offset };
  const named = timezone(word);
  // Up to 257 a zone's own file counts before the machine's abbreviations, and its own abbreviations count there.
  const zone = version < 258 ? (named ?? local) : local;
  const isdst = [zone.standardName, zone.daylightName].indexOf(word);
  if (isdst >= 0) return { ...cut, zone, isdst: isdst === 0 ? 0 : 1 };
  if (!named) return whole;
  // Since 258 the zone is switched within the process, and localtime_r() takes no notice of that.
  return { ...cut, zone: named, todayZone: version < 258 ? named : local };
}

function takeZone252(text: string, local: Timezone): Reading {
  const space = text.lastIndexOf(' ');
  const word = text.slice(space + 1);
  const before = text.slice(0, Math.max(space, 0));
  const utc = space >= 0 && word.length === 3 && startsWithNoCase(word, 'UTC');
  const named = space >= 0 && !utc ? timezone(word) : undefined;
  const zone = named ?? local;
  const whole: Reading = { text, zoned: false, zone, isdst: -1, offset: 0 };
  const names = [zone.standardName, zone.daylightName];
  if (named && !names.includes(word)) return { ...whole, text: before, zoned: true };
  // Nothing that counts from now on may have a zone behind it.
  if (space < 0 || isRelative(text)) return whole;
  if (utc) return inUtc(before);
  const isdst = names.findIndex((name) => name.length === word.length && startsWithNoCase(word, name));
  return isdst < 0 ? whole : { ...whole, text: before, zoned: true, isdst: isdst === 0 ? 0 : 1 };
}

function isRelative(text: string): boolean {
  return text === 'now' || /^[@+-]/.test(text) || text.endsWith(' ago') || text.endsWith(' left');
}

/** `parse_timestamp_impl`. */
function read(reading: Reading, now: bigint, version: number): bigint | undefined {
  if (reading.text === '' && reading.zoned) return undefined;
  if (Math.abs(reading.offset) > 86400) return undefined;
  if (!reading.zoned && isRelative(reading.text)) return readRelative(reading.text, now);
  const clock = clockOf(reading.zone);
  const todayClock = reading.todayZone ? clockOf(reading.todayZone) : clock;
  const today = { ...todayClock.time(Number(now / USEC.s)), isdst: reading.isdst };
  const found = readDate(reading.text, today, version > 252 ? FORMATS : FORMATS_252);
  if (!found) return undefined;
  // A time ahead of UTC may lie in the last day before the epoch: a day is added to read it, and taken off again.
  const shifted = reading.offset < 0 && civilDay(found.time) === -1;
  if (shifted) Object.assign(found.time, { year: 1970, month: 1, day: 1 });
  const seconds = clock.seconds(found.time);
  if (seconds === undefined) return undefined;
  const usec = BigInt(seconds - reading.offset - (shifted ? 86400 : 0)) * USEC.s + BigInt(found.usec);
  return usec >= 0n && usec <= MAX_TIMESTAMP ? usec : undefined;
}

function civilDay(time: BrokenDownTime): number {
  return civilSeconds({ ...time, hour: 0, minute: 0, second: 0 }) / 86400;
}

/** What counts from now on, and `@`, whose seconds are not held against the largest timestamp. */
function readRelative(text: string, now: bigint): bigint | undefined {
  if (text[0] === '@') return spanOf(text.slice(1));
  if (text === 'now') return now;
  const negative = text[0] === '-' || (text[0] !== '+' && text.endsWith(' ago'));
  const span = spanOf(/^[+-]/.test(text) ? text.slice(1) : text.slice(0, text.lastIndexOf(' ')));
  if (span === undefined) return undefined;
  const usec = negative ? now - span : now + span;
  return usec >= 0n && usec <= MAX_TIMESTAMP ? usec : undefined;
}

function spanOf(text: string): bigint | undefined {
  const span = parseSec(text);
  return isRefusal(span) ? undefined : span;
}

/** In systemd's order. Seconds may have a fraction behind them. */
const FORMATS_252: readonly string[] = [
  '%y-%m-%d %H:%M:%S',
  '%Y-%m-%d %H:%M:%S',
  '%b %d %H:%M:%S',
  '%y-%m-%d %H:%M',
  '%Y-%m-%d %H:%M',
  '%y-%m-%d',
  '%Y-%m-%d',
  '%H:%M:%S',
  '%H:%M',
];
const FORMATS: readonly string[] = [...FORMATS_252, '%Y-%m-%dT%H:%M:%S', '%Y-%m-%dT%H:%M'];

const DAYS: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };
const WEEKDAY_WORDS = WEEKDAYS.flatMap((name, day) => [name, name.slice(0, 3)].map((word) => ({ word, day })));

function readDate(text: string, today: BrokenDownTime, formats: readonly string[]) {
  const midnight = { hour: 0, minute: 0, second: 0 };
  if (Object.hasOwn(DAYS, text)) return { time: { ...today, ...midnight, day: today.day + DAYS[text]! }, usec: 0 };
  const weekday = WEEKDAY_WORDS.find(({ word }) => startsWithNoCase(text, `${word} `));
  const found = scanDate(text.slice(weekday ? weekday.word.length + 1 : 0), formats);
  if (!found) return undefined;
  const base = found.fields.hour === undefined ? { ...today, ...midnight } : { ...today, second: 0 };
  const time = { ...base, ...found.fields };
  if (weekday && weekdayOf(time) !== weekday.day) return undefined;
  return { time, usec: found.usec };
}

function scanDate(text: string, formats: readonly string[]) {
  for (const format of formats) {
    const found = scanTime(text, format);
    if (found?.end === text.length) return { fields: found.fields, usec: 0 };
    if (!found || !format.endsWith('%S') || text[found.end] !== '.') continue;
    const fraction = parseMicroseconds(text, found.end + 1);
    return fraction?.end === text.length ? { fields: found.fields, usec: fraction.value } : undefined;
  }
  return undefined;
}

/** `TimestampStyle` of basic/time-util.h. */
export type TimestampStyle = 'pretty' | 'us' | 'utc' | 'us+utc' | 'unix';

/**
 * A timestamp as systemd writes it, such as `Thu 2026-10-01 12:00:00 CEST`; undefined where none is set (0, 2^64-1).
 *
 * `format_timestamp_style` of basic/time-util.c. For times at which the zone had another offset than today, the
 * abbreviation is written in digits, since the tz database's own is not known here.
 *
 * @param usec microseconds since the epoch
 * @param local the zone of the machine
 */
export function formatTimestamp(usec: bigint, style: TimestampStyle, local: Timezone): string | undefined {
  if (usec <= 0n || usec >= INFINITE) return undefined;
  if (style === 'unix') return `@${usec / USEC.s}`;
  const utc = style === 'utc' || style === 'us+utc';
  const precise = style === 'us' || style === 'us+utc';
  if (usec > MAX_TIMESTAMP) return `--- XXXX-XX-XX XX:XX:XX${precise ? '.XXXXXX' : ''}${utc ? ' UTC' : ''}`;
  const seconds = Number(usec / USEC.s);
  const time = clockOf(utc ? undefined : local).time(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
  const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}`;
  const fraction = precise ? `.${String(usec % USEC.s).padStart(6, '0')}` : '';
  const zone = utc ? 'UTC' : abbreviationOf(local, offsetAt(local, seconds));
  return `${WEEKDAYS[weekdayOf(time)]!.slice(0, 3)} ${date} ${clock}${fraction} ${zone}`;
}
