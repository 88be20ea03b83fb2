import type { PeriodName } from './anacrontab.ts';

/** Days by the number that they have since the epoch. */
export type DayNumber = number;

/** The day that a timestamp such as `20260102` names: `sscanf("%4d%2d%2d")` and `day_num` of anacron; 0 AD for others. */
export function stampDay(stamp: string): DayNumber | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})/.exec(stamp);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time / 86_400_000 : undefined;
}

/** `20260102`. */
export function stampOf(day: DayNumber): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
}

/**
 * Whether a job is due on a day: `consider_job` of anacron's lock.c.
 *
 * @param last the day of its timestamp; undefined for a job that has none, which is always due
 */
export function isDue(every: number | PeriodName, last: DayNumber | undefined, today: DayNumber): boolean {
  if (last === undefined) return true;
  const passed = today - last;
  // A timestamp in the future is taken for a change of the clock.
  if (typeof every === 'number') return passed < 0 || passed >= every;
  const { period, bypass } = lengths(every, today);
  return passed >= period || passed === bypass;
}

/** How many days a named period has: as the month or year before, and as the present one. */
function lengths(every: PeriodName, today: DayNumber): { readonly period: number; readonly bypass: number } {
  const date = new Date(today * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (every) {
    case 'daily':
      return { period: 1, bypass: 1 };
    case 'weekly':
      return { period: 7, bypass: 7 };
    case 'monthly':
      return { period: daysIn(year, month - 1), bypass: daysIn(year, month) };
    case 'yearly':
      return { period: daysInYear(year - 1), bypass: daysInYear(year) };
  }
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

function daysInYear(year: number): number {
  return (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
}

/** The first day from `today` on at which a job is due; looks ten years ahead. */
export function dueDay(
  every: number | PeriodName,
  last: DayNumber | undefined,
  today: DayNumber,
): DayNumber | undefined {
  if (typeof every === 'number') {
    return last === undefined || isDue(every, last, today) ? today : last + every;
  }
  for (let day = today; day < today + 3660; day++) if (isDue(every, last, day)) return day;
  return undefined;
}
