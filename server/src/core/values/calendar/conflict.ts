import { type CalendarChain, type CalendarSpec, WEEKDAYS } from './spec.ts';

/**
 * Whether a date and the weekdays beside it can never meet, as in `Mon 2027-01-01`, a Friday.
 *
 * `calendar_spec_weekday_conflicts` of shared/calendarspec.c: only where year, month and day are one value each.
 * systemd says so of OnCalendar= since version 262 (`config_parse_timer`), and takes the event all the same.
 */
export function calendarNeverElapses(spec: CalendarSpec): boolean {
  return conflictingWeekday(spec) !== undefined;
}

/** The weekday of the date, where {@link calendarNeverElapses}: such as `Friday`. */
export function conflictingWeekday(spec: CalendarSpec): (typeof WEEKDAYS)[number] | undefined {
  if (spec.weekdays < 0 || spec.endOfMonth) return undefined;
  const [year, month, day] = [single(spec.year), single(spec.month), single(spec.day)];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  // No such date, 31 February for one, is not a matter of weekdays.
  if (date.getUTCMonth() !== month - 1) return undefined;
  const weekday = (date.getUTCDay() + 6) % 7;
  return spec.weekdays & (1 << weekday) ? undefined : WEEKDAYS[weekday];
}

function single(chain: CalendarChain): number | undefined {
  const [only] = chain;
  return chain.length === 1 && only?.repeat === 0 && only.stop < 0 ? only.start : undefined;
}
