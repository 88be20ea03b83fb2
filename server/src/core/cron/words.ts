import { FIELDS, type FieldSet, MONTH_NAMES, type Schedule, WEEKDAY_NAMES } from './fields.ts';
import { canRun, eitherDay } from './schedule.ts';

/** A schedule in words, such as `at 06:25 every day`. */
export function scheduleInWords(schedule: Schedule): string {
  return canRun(schedule) ? `${timeInWords(schedule)} ${dayInWords(schedule)}` : 'never';
}

/** The most times of day that are listed one by one. */
const MOST_TIMES = 6;

function timeInWords({ minute, hour }: Schedule): string {
  const everyHour = hour.values.length === 24;
  const everyMinute = minute.values.length === 60;
  if (everyMinute && everyHour) return 'every minute of';
  if (everyMinute)
    return `every minute from ${spans(hour.values, (from, to) => `${clock(from, 0)} to ${clock(to, 59)}`)}`;
  if (everyHour) {
    const step = stepOf(minute, 60);
    if (step !== undefined) return `every ${step} minutes of`;
    return minute.values.length === 1 && minute.values[0] === 0
      ? 'at every full hour of'
      : `at ${plural('minute', minute.values)} of every hour of`;
  }
  if (minute.values.length * hour.values.length <= MOST_TIMES) {
    return `at ${and(hour.values.flatMap((h) => minute.values.map((m) => clock(h, m))))}`;
  }
  const step = stepOf(hour, 24);
  if (step !== undefined && minute.values.length === 1) {
    return minute.values[0] === 0 ? `every ${step} hours of` : `every ${step} hours, at minute ${minute.values[0]}, of`;
  }
  const every = stepOf(minute, 60);
  const what = every === undefined ? `at ${plural('minute', minute.values)}` : `every ${every} minutes`;
  return `${what} of the ${plural('hour', hour.values)}`;
}

/** The step that fills a whole round evenly, so that it is the same across its end. */
function stepOf({ values }: FieldSet, round: number): number | undefined {
  const [first, second] = values;
  if (first !== 0 || second === undefined || round % second !== 0 || values.length !== round / second) return undefined;
  return values.every((value, index) => value === index * second) ? second : undefined;
}

function dayInWords(schedule: Schedule): string {
  const { dayOfMonth, dayOfWeek, month } = schedule;
  const everyDate = dayOfMonth.values.length === 31;
  const everyWeekday = dayOfWeek.values.length === 7;
  const inMonths = month.values.length === 12 ? '' : ` in ${and(ranges(month.values).map(monthRange))}`;
  const dates = `${plural('day', dayOfMonth.values)} of the month`;
  const weekdays = and(ranges(weekOrder(dayOfWeek.values)).map(weekdayRange));
  if (eitherDay(schedule)) {
    if (everyDate || everyWeekday) return `every day${inMonths}`;
    return `on ${dates} and on every ${weekdays}${inMonths}`;
  }
  if (everyDate && everyWeekday) return `every day${inMonths}`;
  if (everyWeekday) return `on ${dates}${inMonths}`;
  if (everyDate) return `on ${weekdays}${inMonths}`;
  return `on ${dates} if that is a ${weekdays.replace(/ and (?=[^ ]+$)/, ' or ')}${inMonths}`;
}

/** Sunday at the end, where it closes a range such as Saturday to Sunday. */
function weekOrder(values: readonly number[]): number[] {
  return values.includes(0) && values.includes(6) ? [...values.filter((value) => value !== 0), 7] : [...values];
}

function weekdayRange([from, to]: readonly [number, number]): string {
  const name = (day: number) => WEEKDAY_NAMES[day % 7]!;
  if (from === to) return name(from);
  return to === from + 1 ? `${name(from)} and ${name(to)}` : `${name(from)} to ${name(to)}`;
}

function monthRange([from, to]: readonly [number, number]): string {
  const name = (month: number) => MONTH_NAMES[month - 1]!;
  if (from === to) return name(from);
  return to === from + 1 ? `${name(from)} and ${name(to)}` : `${name(from)} to ${name(to)}`;
}

/** `minute 5`, `minutes 0, 20 and 40`, `hours 8 to 17`. */
function plural(what: string, values: readonly number[]): string {
  if (values.length === 1) return `${what} ${values[0]}`;
  return `${what}s ${spans(values, (from, to) => `${from} to ${to}`)}`;
}

function spans(values: readonly number[], range: (from: number, to: number) => string): string {
  const parts = ranges(values).flatMap(([from, to]) => {
    if (from === to) return [range(from, to).replace(/^(\d+) to \1$/, '$1')];
    return [range(from, to)];
  });
  return and(parts);
}

/** Neighbouring numbers joined: `[[1, 5], [7, 7]]`. */
export function ranges(values: readonly number[]): [number, number][] {
  const out: [number, number][] = [];
  for (const value of values) {
    const last = out.at(-1);
    if (last && last[1] === value - 1) last[1] = value;
    else out.push([value, value]);
  }
  return out;
}

export function and(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? 'never') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function clock(hour: number, minute: number): string {
  return `${two(hour)}:${two(minute)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** One field in words, such as `minutes 0, 20 and 40` or `every month`. */
export function fieldInWords(index: number, { values }: FieldSet): string {
  const rule = FIELDS[index]!;
  const all = rule.name === 'dayOfWeek' ? 7 : rule.high - rule.low + 1;
  if (values.length === 0) return 'never';
  if (values.length === all) return rule.name === 'dayOfMonth' ? 'every day of the month' : `every ${rule.label}`;
  if (rule.name === 'month') return and(ranges(values).map(monthRange));
  if (rule.name === 'dayOfWeek') return and(ranges(weekOrder(values)).map(weekdayRange));
  return plural(rule.name === 'dayOfMonth' ? 'day' : rule.label, values);
}
