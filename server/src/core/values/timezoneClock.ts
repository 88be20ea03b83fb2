import { type Timezone, UTC } from './timezone.ts';
import { isDaylight, offsetAt } from './timezoneOffset.ts';

/** `USEC_TIMESTAMP_FORMATTABLE_MAX`, in microseconds since the epoch: 9999-12-30 23:59:59 UTC. */
export const MAX_TIMESTAMP = 253402214399000000n;

/** `struct tm`, with the full year and months from 1. Fields out of range are carried over by {@link Clock.seconds}. */
export interface BrokenDownTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Standard time (0), daylight saving time (1), or whichever applies (-1). */
  isdst: -1 | 0 | 1;
}

/** Turns seconds since the epoch into the time of a zone and back. */
export interface Clock {
  /** `localtime_or_gmtime_usec`. */
  time(seconds: number): BrokenDownTime;
  /**
   * `mktime_or_timegm_usec` of basic/time-util.c: the seconds of a time, which is normalized in place. Undefined before
   * the epoch.
   */
  seconds(time: BrokenDownTime): number | undefined;
}

/**
 * A clock of UTC, or of a zone.
 *
 * @param guess the offset tried first, in seconds. Like glibc's, the clock then remembers the last one, which decides
 *   between the two readings of a time that occurs twice.
 */
export function clockOf(zone: Timezone | undefined, guess = 0): Clock {
  const local = zone ?? UTC;
  let offset = guess;
  return {
    time: (seconds) => timeAt(local, seconds),
    seconds(time) {
      // Before the epoch in every zone: systemd leaves such a time as it is.
      if (time.year < 1969) return undefined;
      const found = zone ? mktime(zone, time, offset) : { seconds: civilSeconds(time), offset: 0 };
      if (!found) return undefined;
      offset = found.offset;
      Object.assign(time, timeAt(local, found.seconds));
      return found.seconds < 0 ? undefined : found.seconds;
    },
  };
}

/** The day of the week that a time falls on; 0 is Monday. */
export function weekdayOf(time: BrokenDownTime): number {
  return (new Date(civilSeconds(time) * 1000).getUTCDay() + 6) % 7;
}

/** The seconds since the epoch if the time were one of UTC; `timegm`. */
export function civilSeconds({ year, month, day, hour, minute, second }: BrokenDownTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

function timeAt(zone: Timezone, seconds: number): BrokenDownTime {
  const offset = offsetAt(zone, seconds);
  const date = new Date((seconds + offset) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    isdst: isDaylight(zone, offset) ? 1 : 0,
  };
}

interface Found {
  readonly seconds: number;
  readonly offset: number;
}

/**
 * `__mktime_internal` of glibc's time/mktime.c.
 *
 * A time in a gap is moved by the length of the gap, out of standard into daylight saving time. A time that occurs
 * twice is taken with the offset that was tried first. A time asked for in daylight saving time (or out of it) that is
 * not, is read with the offset of the nearest such time.
 */
function mktime(zone: Timezone, time: BrokenDownTime, guess: number): Found | undefined {
  // Seconds out of range, leap seconds in particular, are added at the end.
  const second = Math.min(Math.max(time.second, 0), 59);
  const civil = civilSeconds({ ...time, second });
  const probed = probe(zone, civil, guess, time.isdst);
  if (probed === undefined) return undefined;
  const seconds = probed.exact ? withDaylight(zone, civil, probed.seconds, time.isdst) : probed.seconds;
  return { seconds: seconds + time.second - second, offset: civil - seconds };
}

/** Corrects the guess by its error until it is right, or swings between the two sides of a gap. */
function probe(zone: Timezone, civil: number, guess: number, isdst: number) {
  let seconds = civil - guess;
  let [last, beforeLast] = [seconds, seconds];
  let lastDaylight = false;
  for (let left = 6; left > 0; left--) {
    const offset = offsetAt(zone, seconds);
    const error = civil - offset - seconds;
    if (error === 0) return { seconds, exact: true };
    const daylight = isDaylight(zone, offset);
    const wanted = isdst < 0 ? daylight || !lastDaylight : daylight !== (isdst === 1);
    if (seconds === beforeLast && seconds !== last && wanted) return { seconds, exact: false };
    [beforeLast, last] = [last, seconds];
    seconds += error;
    lastDaylight = daylight;
  }
  return undefined;
}

/** The shortest time between two changes of daylight saving time, and how far around to look for one, in seconds. */
const DAYLIGHT_STRIDE = 601_200;
const DAYLIGHT_BOUND = 457_243_209 / 2 + DAYLIGHT_STRIDE;

function withDaylight(zone: Timezone, civil: number, seconds: number, isdst: number): number {
  const differs = (offset: number) => isdst >= 0 && isDaylight(zone, offset) !== (isdst === 1);
  if (!differs(offsetAt(zone, seconds))) return seconds;
  for (let delta = DAYLIGHT_STRIDE; delta < DAYLIGHT_BOUND; delta += DAYLIGHT_STRIDE) {
    for (const near of [seconds - delta, seconds + delta]) {
      const offset = offsetAt(zone, near);
      if (!differs(offset)) return civil - offset;
    }
  }
  // None around: an hour, as nearly everywhere.
  return isdst === 0 ? seconds + 3600 : seconds - 3600;
}
