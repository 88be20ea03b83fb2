import type { Timezone } from '../values/timezone.ts';
import { civilTime, secondsAt } from './times.ts';

/** A part of each day; it goes around midnight when it ends before it begins. In minutes of the day. */
export interface DailyHours {
  readonly from: number;
  readonly to: number;
}

/** Reads hours such as `22:00-07:00`, several with commas between them; undefined when they are not written so. */
export function parseHours(text: string): DailyHours[] | undefined {
  if (text.trim() === '') return [];
  const hours: DailyHours[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,2})(?::(\d\d))?\s*-\s*(\d{1,2})(?::(\d\d))?\s*$/.exec(part);
    if (!match) return undefined;
    const [from, to] = [minutes(match[1]!, match[2]), minutes(match[3]!, match[4])];
    if (from === undefined || to === undefined || from === to || from === 1440) return undefined;
    hours.push({ from, to });
  }
  return hours;
}

function minutes(hour: string, minute = '0'): number | undefined {
  const [h, m] = [Number(hour), Number(minute)];
  return h > 24 || m > 59 || (h === 24 && m > 0) ? undefined : h * 60 + m;
}

/** A stretch of time, in seconds since the epoch: `from` is in it, `to` is not. */
export interface Uptime {
  readonly from: number;
  readonly to: number;
  /** Whether the machine boots at its beginning; it may have been up before the first one. */
  readonly boots: boolean;
}

/** When a machine is up that is off at the same hours each day. */
export function uptimes(off: readonly DailyHours[], zone: Timezone, from: number, to: number): Uptime[] {
  const gaps = gapsBetween(off, zone, from, to);
  const out: Uptime[] = [];
  let start = from;
  let boots = false;
  for (const gap of gaps) {
    if (gap.from > start) out.push({ from: start, to: Math.min(gap.from, to), boots });
    if (gap.to > start) {
      start = gap.to;
      boots = true;
    }
    if (start >= to) return out;
  }
  return start < to ? [...out, { from: start, to, boots }] : out;
}

function gapsBetween(off: readonly DailyHours[], zone: Timezone, from: number, to: number) {
  const gaps: { from: number; to: number }[] = [];
  const last = civilTime(zone, to).dayNumber;
  for (let day = civilTime(zone, from).dayNumber - 1; day <= last; day++) {
    for (const hours of off) {
      const end = hours.to <= hours.from ? hours.to + 1440 : hours.to;
      gaps.push({ from: secondsAt(zone, day, hours.from), to: secondsAt(zone, day, end) });
    }
  }
  return gaps.filter((gap) => gap.to > from && gap.from < to).sort((a, b) => a.from - b.from);
}

/** The stretch that a second is in; undefined when the machine is off. */
export function uptimeAt(all: readonly Uptime[], second: number): Uptime | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (all[middle]!.from <= second) low = middle + 1;
    else high = middle;
  }
  const found = all[low - 1];
  return found && second < found.to ? found : undefined;
}
