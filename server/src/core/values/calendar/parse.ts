import { leadingInteger } from '../numbers.ts';
import { type Timezone, timezone, timezoneAbbreviated } from '../timezone.ts';
import { parseChain } from './chain.ts';
import { isValidCalendar, normalizeCalendar } from './normalize.ts';
import { type CalendarChain, type CalendarSpec, component, USEC_PER_SEC } from './spec.ts';
import { parseWeekdays } from './weekdays.ts';

const ZERO: CalendarChain = [component(0)];
const MIDNIGHT = { hour: ZERO, minute: ZERO, microsecond: ZERO };

const QUARTERLY = { ...MIDNIGHT, month: [1, 4, 7, 10].map((month) => component(month)), day: [component(1)] };
const SEMIANNUALLY = { ...MIDNIGHT, month: [1, 7].map((month) => component(month)), day: [component(1)] };
const YEARLY = { ...MIDNIGHT, month: [component(1)], day: [component(1)] };

const SHORTHANDS: ReadonlyMap<string, Partial<CalendarSpec>> = new Map<string, Partial<CalendarSpec>>([
  ['minutely', { microsecond: ZERO }],
  ['hourly', { minute: ZERO, microsecond: ZERO }],
  ['daily', MIDNIGHT],
  ['weekly', { ...MIDNIGHT, weekdays: 1 }],
  ['monthly', { ...MIDNIGHT, day: [component(1)] }],
  ['quarterly', QUARTERLY],
  ['biannually', SEMIANNUALLY],
  ['bi-annually', SEMIANNUALLY],
  ['semiannually', SEMIANNUALLY],
  ['semi-annually', SEMIANNUALLY],
  ['annually', YEARLY],
  ['yearly', YEARLY],
  ['anually', YEARLY],
]);

/** The words that stand for a whole calendar event, for completion. One misspelling that systemd takes is left out. */
export const CALENDAR_SHORTHANDS: readonly string[] = [...SHORTHANDS.keys()].filter((word) => word !== 'anually');

/**
 * Reads a calendar event such as `Mon..Fri 03:00`; undefined when systemd refuses it. Never throws.
 *
 * `calendar_spec_from_string` of shared/calendarspec.c, systemd.time(7).
 *
 * @param version major version of systemd
 * @param local the zone of the machine, whose abbreviations (`CET`, `CEST`) may end the text. Without it the
 *   abbreviations of all zones are taken, since they may be the machine's.
 */
export function parseCalendar(text: string, version: number, local?: Timezone): CalendarSpec | undefined {
  const zoned = splitZone(text, local);
  if (zoned.text === '') return undefined;
  const parsed = SHORTHANDS.get(asciiLower(zoned.text)) ?? parseEvent(zoned.text);
  if (!parsed) return undefined;
  const spec = normalizeCalendar({ ...EVERY, ...zoned.zone, ...parsed, version });
  return isValidCalendar(spec) ? spec : undefined;
}

const NO_ZONE = { utc: false, timezone: undefined, dst: -1, abbreviation: undefined } as const;
const EVERY: CalendarSpec = {
  ...NO_ZONE,
  version: 0,
  weekdays: -1,
  endOfMonth: false,
  year: [],
  month: [],
  day: [],
  hour: [],
  minute: [],
  microsecond: [],
};

type Zone = Pick<CalendarSpec, 'utc' | 'timezone' | 'dst' | 'abbreviation'>;

/** Takes the zone off the end: UTC in any case, else an abbreviation of the machine in any case, else a zone's name. */
function splitZone(text: string, local: Timezone | undefined): { text: string; zone: Zone } {
  if (asciiLower(text).endsWith(' utc')) return { text: text.slice(0, -4), zone: { ...NO_ZONE, utc: true } };
  const space = text.lastIndexOf(' ');
  const word = text.slice(space + 1);
  if (space < 0 || word === '') return { text, zone: NO_ZONE };
  const before = text.slice(0, space);
  const named: Zone = { ...NO_ZONE, timezone: word };
  if (!local && timezone(word)) return { text: before, zone: named };
  const abbreviated = localAbbreviation(word, local ?? timezoneAbbreviated(word.toUpperCase()));
  if (abbreviated) return { text: before, zone: abbreviated };
  return timezone(word) ? { text: before, zone: named } : { text, zone: NO_ZONE };
}

function localAbbreviation(word: string, local: Timezone | undefined): Zone | undefined {
  if (!local) return undefined;
  const names = [local.standardName, local.daylightName];
  const dst = names.findIndex((name) => asciiLower(name) === asciiLower(word));
  return dst < 0 ? undefined : { ...NO_ZONE, dst: dst === 0 ? 0 : 1, abbreviation: names[dst] };
}

/** Weekdays, date and time, each of which may be absent, or `@` and seconds since the epoch. */
function parseEvent(text: string): Partial<CalendarSpec> | undefined {
  const days = parseWeekdays(text);
  if (!days) return undefined;
  if (text[days.end] === '@') return parseEpoch(text, days.end + 1, days.value);
  const date = parseDate(text, days.end);
  const time = date && parseTimeOfDay(text, date.end);
  return time && { ...date.value, ...time, weekdays: days.value };
}

/** `calendarspec_from_time_t`: one second of UTC. Years beyond those of a calendar event are refused. */
function parseEpoch(text: string, at: number, weekdays: number): Partial<CalendarSpec> | undefined {
  const seconds = leadingInteger(text, at, 10);
  if (!seconds || seconds.end !== text.length) return undefined;
  if (seconds.value > MAX_EPOCH || (seconds.negative && seconds.value > 0n)) return undefined;
  const date = new Date(Number(seconds.value) * 1000);
  return {
    weekdays,
    utc: true,
    year: [component(date.getUTCFullYear())],
    month: [component(date.getUTCMonth() + 1)],
    day: [component(date.getUTCDate())],
    hour: [component(date.getUTCHours())],
    minute: [component(date.getUTCMinutes())],
    microsecond: [component(date.getUTCSeconds() * USEC_PER_SEC)],
  };
}

/** Within what Date can tell, and far beyond year 2199. */
const MAX_EPOCH = 8_640_000_000_000n;

type DateParts = Pick<CalendarSpec, 'year' | 'month' | 'day' | 'endOfMonth'>;

/** `parse_date`: month and day, or year, month and day; nothing where the text has a time only. */
function parseDate(text: string, at: number): { value: Partial<DateParts>; end: number } | undefined {
  if (at === text.length) return { value: {}, end: at };
  const first = parseChain(text, at, false);
  if (!first) return undefined;
  if (first.end === text.length || text[first.end] === ':') return { value: {}, end: at };
  const second = parseChainAfter(text, first.end);
  if (!second) return undefined;
  if (endsDate(text, second.end)) {
    const value = { month: first.value, day: second.value, endOfMonth: second.fromEnd };
    return { value, end: skipSpaces(text, second.end) };
  }
  const third = second.fromEnd ? undefined : parseChainAfter(text, second.end);
  if (!third || !endsDate(text, third.end)) return undefined;
  const value = { year: first.value, month: second.value, day: third.value, endOfMonth: third.fromEnd };
  return { value, end: skipSpaces(text, third.end) };
}

/** `-` and a chain, or `~` and a chain of days that count from the end of the month. */
function parseChainAfter(text: string, at: number) {
  if (text[at] !== '-' && text[at] !== '~') return undefined;
  const chain = parseChain(text, at + 1, false);
  return chain && { ...chain, fromEnd: text[at] === '~' };
}

function endsDate(text: string, at: number): boolean {
  return at === text.length || text[at] === ' ';
}

function skipSpaces(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end++;
  return end;
}

/** `parse_calendar_time`: hours and minutes, and seconds where given; midnight at the end of the text. */
function parseTimeOfDay(text: string, at: number): Partial<CalendarSpec> | undefined {
  if (at === text.length) return MIDNIGHT;
  const hour = parseChain(text, at, false);
  if (!hour || text[hour.end] !== ':') return undefined;
  const minute = parseChain(text, hour.end + 1, false);
  if (!minute) return undefined;
  if (minute.end === text.length) return { hour: hour.value, minute: minute.value, microsecond: ZERO };
  if (text[minute.end] !== ':') return undefined;
  const second = parseChain(text, minute.end + 1, true);
  if (!second || second.end !== text.length) return undefined;
  return { hour: hour.value, minute: minute.value, microsecond: second.value };
}

/** Folds the case of ASCII letters only, as `strcasecmp` does. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
