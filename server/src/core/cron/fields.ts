/** The five fields of a schedule, in the order in which they stand. */
export const FIELD_NAMES = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

export interface FieldRule {
  readonly name: FieldName;
  /** As people call it. */
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Words for the numbers from `low` on, in small letters; case does not matter in a table. */
  readonly words: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Ranges and words of the fields: crontab(5), the same in both implementations. Day 7 is Sunday again. */
export const FIELDS: readonly FieldRule[] = [
  { name: 'minute', label: 'minute', low: 0, high: 59, words: [] },
  { name: 'hour', label: 'hour', low: 0, high: 23, words: [] },
  { name: 'dayOfMonth', label: 'day of month', low: 1, high: 31, words: [] },
  { name: 'month', label: 'month', low: 1, high: 12, words: MONTHS },
  { name: 'dayOfWeek', label: 'day of week', low: 0, high: 7, words: WEEKDAYS },
];

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** What one field holds. */
export interface FieldSet {
  /** The numbers in it, each once, rising. Sunday is 0 only. */
  readonly values: readonly number[];
  /** Whether it begins with `*`: what the rule about the two day fields and the one about clock changes go by. */
  readonly star: boolean;
}

/** The schedule of an entry. */
export interface Schedule {
  readonly minute: FieldSet;
  readonly hour: FieldSet;
  readonly dayOfMonth: FieldSet;
  readonly month: FieldSet;
  readonly dayOfWeek: FieldSet;
}

/** All numbers that a field can hold; Sunday as 0 only. */
export function allOf(rule: FieldRule): readonly number[] {
  return ALL[rule.name];
}

const ALL = Object.fromEntries(
  FIELDS.map(({ name, low, high }) => {
    const last = name === 'dayOfWeek' ? 6 : high;
    return [name, Array.from({ length: last - low + 1 }, (_, i) => low + i)];
  }),
) as unknown as Readonly<Record<FieldName, readonly number[]>>;

/** The names that stand for a whole schedule. `@reboot` has none. */
export const MACROS: Readonly<Record<string, string | undefined>> = {
  reboot: undefined,
  yearly: '0 0 1 1 *',
  annually: '0 0 1 1 *',
  monthly: '0 0 1 * *',
  weekly: '0 0 * * 0',
  daily: '0 0 * * *',
  midnight: '0 0 * * *',
  hourly: '0 * * * *',
};

export const MACRO_NAMES: readonly string[] = Object.keys(MACROS);
