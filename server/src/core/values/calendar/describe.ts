import { timeWords } from './describeTime.ts';
import { runs } from './format.ts';
import { type CalendarComponent, type CalendarSpec, WEEKDAYS } from './spec.ts';
import { chainWords, join, ordinal, valuesOf } from './words.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/**
 * A calendar event in plain English, such as `at 03:00 on Monday to Friday`: exact, but longer where the event is
 * intricate. Events described alike elapse alike.
 */
export function describeCalendar(spec: CalendarSpec): string {
  const time = timeWords(spec);
  const date = dateWords(spec);
  const days = date || time.everyDay;
  const zone = spec.utc ? 'UTC' : (spec.timezone ?? spec.abbreviation);
  return `${time.text}${days ? ` ${days}` : ''}${zone ? ` (${zone})` : ''}`;
}

function dateWords(spec: CalendarSpec): string {
  const weekdays = spec.weekdays > 0 ? weekdayWords(spec.weekdays) : undefined;
  if (spec.day.length > 0) return `on ${dayWords(spec)}${weekdays ? `, if that is ${weekdays}` : ''}`;
  const parts = [
    ...(weekdays ? [`on ${weekdays}`] : []),
    ...(spec.month.length > 0 ? [`in ${monthWords(spec)}`] : []),
    ...(spec.year.length > 0 ? [yearWords(spec)] : []),
  ];
  return parts.length > 0 && !weekdays ? `every day ${parts.join(' ')}` : parts.join(' ');
}

function weekdayWords(bits: number): string {
  return join(
    runs(bits).flatMap(([first, last]) => {
      if (last > first + 1) return [`${WEEKDAYS[first]} to ${WEEKDAYS[last]}`];
      return first === last ? [WEEKDAYS[first]!] : [WEEKDAYS[first]!, WEEKDAYS[last]!];
    }),
  );
}

function dayWords(spec: CalendarSpec): string {
  const date = singleDate(spec);
  if (date) return date;
  const days = spec.endOfMonth ? join(spec.day.map(dayFromEnd)) : chainWords(spec.day, { noun: 'day' });
  const months = spec.month.length > 0 ? monthWords(spec) : 'every month';
  return `${days} of ${months}${spec.year.length > 0 ? ` ${yearWords(spec)}` : ''}`;
}

/** `25 December 2026`, or each year `25 December`. */
function singleDate(spec: CalendarSpec): string | undefined {
  const day = spec.endOfMonth ? undefined : valuesOf(spec.day, 31, 1);
  const month = valuesOf(spec.month, 12, 1);
  if (!day || !month?.length) return undefined;
  const text = `${day[0]} ${MONTHS[month[0]! - 1]}`;
  const year = valuesOf(spec.year, 2199, 1);
  if (year) return year.length > 0 ? `${text} ${year[0]}` : text;
  return `${text} ${yearWords(spec)}`;
}

/** Days count back from the end, while steps go forward: they start at the day that is furthest from the end. */
function dayFromEnd({ start, stop, repeat }: CalendarComponent): string {
  const name = (n: number) => (n === 1 ? 'the last' : `the ${ordinal(n)} last`);
  if (repeat === 0) return `${name(start)} day`;
  const step = repeat > 1 ? `every ${ordinal(repeat)} day from ` : '';
  return `${step}${name(stop < 0 ? start : stop)} to ${name(stop < 0 ? 1 : start)} day`;
}

function monthWords({ month }: CalendarSpec): string {
  return chainWords(month, { value: (n) => MONTHS[n - 1]!, step: (n) => `every ${ordinal(n)} month` });
}

function yearWords({ year }: CalendarSpec): string {
  return `in ${chainWords(year, { step: (n) => `every ${ordinal(n)} year` })}`;
}
