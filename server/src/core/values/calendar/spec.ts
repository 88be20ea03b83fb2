/** `CalendarComponent`: a value, a range of values, or every so many values from one on. */
export interface CalendarComponent {
  readonly start: number;
  /** The last value; -1 without a range. */
  readonly stop: number;
  /** The step from one value to the next; 0 for the start alone. */
  readonly repeat: number;
}

/** Alternatives, normalized: sorted, no two alike. Empty: every value. */
export type CalendarChain = readonly CalendarComponent[];

/** `CalendarSpec`: points in calendar time, as OnCalendar= has them. */
export interface CalendarSpec {
  /** The major version of systemd whose rules read it; the search for the next elapse differs by version. */
  readonly version: number;
  /** Bit 0 is Monday, bit 6 Sunday; -1 for any day. */
  readonly weekdays: number;
  /** The days count from the end of the month: 1 is its last day. */
  readonly endOfMonth: boolean;
  readonly utc: boolean;
  /** The named zone that it is bound to; undefined for the machine's own zone, or for UTC. */
  readonly timezone: string | undefined;
  /** Bound to the machine's standard (0) or daylight saving (1) time by its abbreviation, else -1. */
  readonly dst: -1 | 0 | 1;
  /** The abbreviation that `dst` stands for. */
  readonly abbreviation: string | undefined;
  readonly year: CalendarChain;
  /** From 1. */
  readonly month: CalendarChain;
  /** From 1. */
  readonly day: CalendarChain;
  readonly hour: CalendarChain;
  readonly minute: CalendarChain;
  /** Microseconds of the minute: the seconds and their fraction. */
  readonly microsecond: CalendarChain;
}

export const USEC_PER_SEC = 1_000_000;
export const ALL_WEEKDAYS = 0b111_1111;
export const MIN_YEAR = 1970;
export const MAX_YEAR = 2199;

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** One value, or one value and its repetitions. */
export function component(start: number, repeat = 0, stop = -1): CalendarComponent {
  return { start, stop, repeat };
}
