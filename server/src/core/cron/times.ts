import type { Timezone } from '../values/timezone.ts';
import { abbreviationOf, offsetAt } from '../values/timezoneOffset.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The civil time of a second in a zone. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Days since the epoch, by the clock of the zone. */
  readonly dayNumber: number;
}

export function civilTime(zone: Timezone, seconds: number): CivilTime {
  const shown = seconds + offsetAt(zone, seconds);
  const date = new Date(shown * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    weekday: date.getUTCDay(),
    dayNumber: Math.floor(shown / 86_400),
  };
}

/** `Mon 2026-01-05 06:25`. */
export function timeText(zone: Timezone, seconds: number): string {
  const { hour, minute } = civilTime(zone, seconds);
  return `${dateText(zone, seconds)} ${two(hour)}:${two(minute)}`;
}

/** `Mon 2026-01-05`. */
export function dateText(zone: Timezone, seconds: number): string {
  const { year, month, day, weekday } = civilTime(zone, seconds);
  return `${DAYS[weekday]} ${year}-${two(month)}-${two(day)}`;
}

/** `CET`. */
export function zoneText(zone: Timezone, seconds: number): string {
  return abbreviationOf(zone, offsetAt(zone, seconds));
}

/**
 * The second at which the clock of a zone shows a time; at the end of the gap for one that it skips, the first one for
 * one that it shows twice.
 *
 * @param day days since the epoch
 * @param minute of the day; may be 1440 or more
 */
export function secondsAt(zone: Timezone, day: number, minute: number): number {
  const civil = day * 86_400 + minute * 60;
  const times = [civil - offsetAt(zone, civil - 86_400), civil - offsetAt(zone, civil + 86_400)];
  const real = times.filter((at) => at + offsetAt(zone, at) === civil);
  return real.length > 0 ? Math.min(...real) : Math.max(...times);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
