import {
  ALL_WEEKDAYS,
  type CalendarChain,
  type CalendarComponent,
  type CalendarSpec,
  MAX_YEAR,
  MIN_YEAR,
  USEC_PER_SEC,
} from './spec.ts';

/** `calendar_spec_normalize` of shared/calendarspec.c: short years made long, chains sorted, empty conditions dropped. */
export function normalizeCalendar(spec: CalendarSpec): CalendarSpec {
  return {
    ...spec,
    weekdays: spec.weekdays <= 0 || spec.weekdays >= ALL_WEEKDAYS ? -1 : spec.weekdays,
    endOfMonth: spec.endOfMonth && spec.day.length > 0,
    year: normalizeChain(spec.year.map(fixYear)),
    month: normalizeChain(spec.month),
    day: normalizeChain(spec.day),
    hour: normalizeChain(spec.hour),
    minute: normalizeChain(spec.minute),
    microsecond: normalizeChain(spec.microsecond),
  };
}

/** `calendar_spec_valid`: whether all values are within their bounds, and each repetition comes round at least once. */
export function isValidCalendar(spec: CalendarSpec): boolean {
  return (
    chainValid(spec.year, MIN_YEAR, MAX_YEAR) &&
    chainValid(spec.month, 1, 12) &&
    chainValid(spec.day, 1, 31, spec.endOfMonth) &&
    chainValid(spec.hour, 0, 23) &&
    chainValid(spec.minute, 0, 59) &&
    chainValid(spec.microsecond, 0, 60 * USEC_PER_SEC - 1)
  );
}

/** `fix_year`: 12 is 2012, 89 is 1989. */
function fixYear(part: CalendarComponent): CalendarComponent {
  return { ...part, start: longYear(part.start), stop: longYear(part.stop) };
}

function longYear(year: number): number {
  if (year < 0 || year >= 100) return year;
  return year < 70 ? year + 2000 : year + 1900;
}

function normalizeChain(chain: CalendarChain): CalendarChain {
  return chain
    .map(normalizeComponent)
    .sort(compareComponents)
    .filter((part, i, all) => i === 0 || compareComponents(all[i - 1]!, part) !== 0);
}

function compareComponents(a: CalendarComponent, b: CalendarComponent): number {
  return a.start - b.start || a.stop - b.stop || a.repeat - b.repeat;
}

/** Makes a range end at its last step; a range that holds nothing but its start is no range. */
function normalizeComponent({ start, stop, repeat }: CalendarComponent): CalendarComponent {
  const last = stop > start && repeat > 0 ? stop - ((stop - start) % repeat) : stop;
  return last === start ? { start, stop: -1, repeat: 0 } : { start, stop: last, repeat };
}

/**
 * `chain_valid`. From the end of the month it goes back no more than 28 days, so that each month has the day; and, as
 * systemd takes off these three days anew at each further alternative, 25 days for the second, 22 for the third.
 */
function chainValid(chain: CalendarChain, from: number, to: number, endOfMonth = false): boolean {
  return chain.every((part, i) => componentValid(part, from, endOfMonth ? to - 3 * (i + 1) : to, endOfMonth));
}

function componentValid({ start, stop, repeat }: CalendarComponent, from: number, to: number, endOfMonth: boolean) {
  if (start < from || start > to || repeat > to - from) return false;
  if (stop >= 0) return stop >= from && stop <= to && start + repeat <= stop;
  return endOfMonth ? start - repeat >= from : start + repeat <= to;
}
