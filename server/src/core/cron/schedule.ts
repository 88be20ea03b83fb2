import { allOf, FIELDS, type FieldSet, MACROS, type Schedule } from './fields.ts';

/** The schedule of five fields; undefined when there are not five. */
export function scheduleOf(sets: readonly FieldSet[]): Schedule | undefined {
  const [minute, hour, dayOfMonth, month, dayOfWeek] = sets;
  return minute && hour && dayOfMonth && month && dayOfWeek && { minute, hour, dayOfMonth, month, dayOfWeek };
}

/**
 * The schedule that a macro stands for; undefined for `@reboot` and for names that are none.
 *
 * Not quite that of the fields it is said to equal: `load_entry` of entry.c sets the marks for `*` only where they matter
 * to the day rule, so that @daily is not taken for a wildcard job when the clock jumps, and @hourly is.
 */
export function macroSchedule(name: string): Schedule | undefined {
  const fields = Object.hasOwn(MACROS, name) ? MACROS[name]?.split(' ') : undefined;
  if (!fields) return undefined;
  return scheduleOf(
    fields.map((field, index): FieldSet => {
      const rule = FIELDS[index]!;
      return field === '*' ? { values: allOf(rule), star: true } : { values: [Number(field)], star: false };
    }),
  );
}

/** Whether an entry is run by the clock as it shows, even where that jumps: `MIN_STAR` and `HR_STAR` of cron.c. */
export function isWildcard({ minute, hour }: Schedule): boolean {
  return minute.star || hour.star;
}

/**
 * Whether a day is one of the schedule: `find_jobs` of cron.c. Where neither day field begins with `*`, one of them is
 * enough; else both must fit.
 *
 * @param weekday 0 is Sunday
 */
export function fitsDay(schedule: Schedule, month: number, day: number, weekday: number): boolean {
  if (!schedule.month.values.includes(month)) return false;
  const inMonth = schedule.dayOfMonth.values.includes(day);
  const inWeek = schedule.dayOfWeek.values.includes(weekday);
  return eitherDay(schedule) ? inMonth || inWeek : inMonth && inWeek;
}

/** Whether both day fields are restricted, so that a day that fits either of them is taken. */
export function eitherDay({ dayOfMonth, dayOfWeek }: Schedule): boolean {
  return !dayOfMonth.star && !dayOfWeek.star;
}

/** Whether the schedule has a day on which it fits, in whatever year. */
export function hasDay(schedule: Schedule): boolean {
  const { dayOfMonth, dayOfWeek, month } = schedule;
  if (month.values.length === 0) return false;
  const lengths = month.values.map((one) => (one === 2 ? 29 : [4, 6, 9, 11].includes(one) ? 30 : 31));
  const someDay = dayOfMonth.values.some((day) => lengths.some((length) => day <= length));
  const someWeekday = dayOfWeek.values.length > 0;
  return eitherDay(schedule) ? someDay || someWeekday : someDay && someWeekday;
}

/** Whether an entry can ever be run. */
export function canRun(schedule: Schedule): boolean {
  return schedule.minute.values.length > 0 && schedule.hour.values.length > 0 && hasDay(schedule);
}
