import { nextElapses } from '../../../values/calendar/elapses.ts';
import { calendarNeverElapses, describeCalendar, formatCalendar, parseCalendar } from '../../../values/calendar.ts';
import { isRefusal } from '../../../values/numbers.ts';
import { formatTimespan, parseSec, USEC } from '../../../values/timespan.ts';
import { formatTimestamp } from '../../../values/timestamp.ts';
import { type Timezone, timezone, UTC } from '../../../values/timezone.ts';
import { clockOf } from '../../../values/timezoneClock.ts';
import type { ClockReading } from '../../kind.ts';
import { settingsOf } from '../document.ts';
import type { Ask, Explainer } from './ask.ts';
import { bullets, code, paragraphs } from './markdown.ts';
import { expandKnown } from './specifier.ts';

const SHOWN = 5;

/** A calendar event in words, with its next elapses in local time and UTC. */
export const explainCalendar: Explainer = (ask) => {
  const { context } = ask;
  const zone = zoneOf(context.clock);
  const spec = parseCalendar(expandKnown(ask.value, ask), context.systemdVersion, zone);
  if (!spec) return undefined;
  const normalized = formatCalendar(spec);
  return paragraphs(
    `**${describeCalendar(spec)}**`,
    normalized !== ask.value && `Normalised: ${code(normalized)}`,
    context.clock && elapsesOf(spec, context.clock, zone ?? UTC),
    delayOf(ask),
  );
};

/** The zone of a clock; undefined where the name is none that is known. */
export function zoneOf(clock: ClockReading | undefined): Timezone | undefined {
  return clock && timezone(clock.timezone);
}

function elapsesOf(spec: NonNullable<ReturnType<typeof parseCalendar>>, clock: ClockReading, zone: Timezone): string {
  const times = nextElapses(spec, clock.now, zone, SHOWN);
  if (times.length === 0) {
    return calendarNeverElapses(spec)
      ? 'It never elapses: the date falls on another weekday.'
      : 'It never elapses again.';
  }
  const first = `in ${formatTimespan(times[0]! - clock.now, USEC.min)}`;
  const lines = times.map((usec, i) => `${timeWords(usec, zone)}${i === 0 ? ` · ${first}` : ''}`);
  const where = isUtc(zone) ? 'UTC' : `${zone.name}, and UTC`;
  return `Next (${where}):\n\n${bullets([...lines, ...(times.length < SHOWN ? ['and never again'] : [])])}`;
}

/** A moment in local time, with that of UTC behind it where the two differ. */
function timeWords(usec: bigint, zone: Timezone): string {
  const local = formatTimestamp(usec, usec % USEC.s === 0n ? 'pretty' : 'us', zone) ?? '';
  if (isUtc(zone)) return local;
  const seconds = Number(usec / USEC.s);
  const sameDay = clockOf(zone).time(seconds).day === clockOf(undefined).time(seconds).day;
  const utc = formatTimestamp(usec, 'utc', zone) ?? '';
  return `${local} (${sameDay ? utc.replace(/^\S+ \S+ /, '') : utc})`;
}

function isUtc(zone: Timezone): boolean {
  return zone.standardName === 'UTC' && zone.standardOffset === 0 && zone.daylightOffset === 0;
}

/** RandomizedDelaySec= of the same timer puts the moment off. */
function delayOf({ document, section }: Ask): string | undefined {
  const text = settingsOf(document.file).value(section, 'RandomizedDelaySec');
  const usec = text === undefined ? 'malformed' : parseSec(text);
  if (isRefusal(usec) || usec === 0n) return undefined;
  return `${code('RandomizedDelaySec=')} puts each of them off by up to ${formatTimespan(usec)}.`;
}
