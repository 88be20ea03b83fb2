import type { Timezone } from './timezone.ts';

/**
 * Seconds between two questions to Intl: less than the shortest daylight saving time that the tz database knows, so
 * that there is at most one change between them.
 */
const STRIDE = 518_400;

/** The offsets of a stride: one up to the second of the change, then the other. */
interface Stretch {
  readonly before: number;
  readonly change: number;
  readonly after: number;
}

interface Offsets {
  readonly format: Intl.DateTimeFormat;
  readonly stretches: Map<number, Stretch>;
}

const KNOWN = new Map<string, Offsets | undefined>();

/** Seconds east of UTC that clocks of the zone show at a second since the epoch, as Intl knows. */
export function offsetAt(zone: Timezone, seconds: number): number {
  const offsets = offsetsOf(zone);
  if (!offsets) return zone.standardOffset;
  const index = Math.floor(seconds / STRIDE);
  let stretch = offsets.stretches.get(index);
  if (!stretch) {
    stretch = stretchFrom(offsets.format, index * STRIDE);
    offsets.stretches.set(index, stretch);
  }
  return seconds < stretch.change ? stretch.before : stretch.after;
}

/** Whether an offset of the zone is that of its daylight saving time, by the last one in force there. */
export function isDaylight(zone: Timezone, offset: number): boolean {
  return offset === zone.daylightOffset && offset !== zone.standardOffset;
}

/** What the zone calls its time at an offset: the abbreviation last in force there, else digits such as `+0130`. */
export function abbreviationOf(zone: Timezone, offset: number): string {
  if (offset === zone.standardOffset) return zone.standardName;
  if (offset === zone.daylightOffset) return zone.daylightName;
  const minutes = Math.trunc(Math.abs(offset) / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}${minutes % 60 ? two(minutes % 60) : ''}`;
}

/** Undefined for the few zones that Intl does not know; they never change their offset. */
function offsetsOf(zone: Timezone): Offsets | undefined {
  if (KNOWN.has(zone.name)) return KNOWN.get(zone.name);
  const format = dateTimeFormat(zone.name);
  const offsets = format && { format, stretches: new Map<number, Stretch>() };
  KNOWN.set(zone.name, offsets);
  return offsets;
}

function dateTimeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return undefined;
  }
}

function stretchFrom(format: Intl.DateTimeFormat, start: number): Stretch {
  const before = askOffset(format, start);
  const after = askOffset(format, start + STRIDE);
  if (before === after) return { before, change: start + STRIDE, after };
  let low = start;
  let high = start + STRIDE;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffset(format, middle) === before) low = middle;
    else high = middle;
  }
  return { before, change: high, after };
}

function askOffset(format: Intl.DateTimeFormat, seconds: number): number {
  const parts = new Map(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]));
  const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return shown / 1000 - seconds;
}
