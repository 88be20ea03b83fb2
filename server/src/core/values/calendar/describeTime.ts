import { isEverySecond } from './format.ts';
import { type CalendarChain, type CalendarSpec, component, USEC_PER_SEC } from './spec.ts';
import { chainWords, join, valuesOf } from './words.ts';

/** More times of the day than these are not listed one by one. */
const LISTED = 6;
const MINUTE = 60 * USEC_PER_SEC;

/** How the time of the day goes on into the date: `at 03:00` + ` every day`, `in hour 3` + ` of every day`. */
export interface TimeWords {
  readonly text: string;
  /** What to say where the date is any; empty where the time says so already. */
  readonly everyDay: string;
}

/** The time of the day in words. */
export function timeWords(spec: CalendarSpec): TimeWords {
  const listed = listTimes(spec);
  if (listed) return { text: `at ${join(listed)}`, everyDay: 'every day' };
  const fine = isZero(spec.microsecond) ? minuteWords(spec) : secondWords(spec);
  if (spec.hour.length === 0) return { text: fine, everyDay: '' };
  return { text: `${fine} ${link(fine)} ${chainWords(spec.hour, { noun: 'hour' })}`, everyDay: 'of every day' };
}

function listTimes({ hour, minute, microsecond }: CalendarSpec): string[] | undefined {
  const hours = hour.length > 0 ? valuesOf(hour, 23, LISTED) : undefined;
  const minutes = minute.length > 0 ? valuesOf(minute, 59, LISTED) : undefined;
  const usecs = valuesOf(microsecond, MINUTE - 1, LISTED);
  if (!hours || !minutes || !usecs?.length || hours.length * minutes.length * usecs.length > LISTED) return undefined;
  return hours.flatMap((h) => minutes.flatMap((m) => usecs.map((usec) => clockWords(h, m, usec))));
}

function clockWords(hour: number, minute: number, usec: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  if (usec === 0) return `${two(hour)}:${two(minute)}`;
  return `${two(hour)}:${two(minute)}:${usec < 10 * USEC_PER_SEC ? '0' : ''}${usecWords(usec)}`;
}

/** Microseconds in seconds, with no more digits than needed and never in powers of ten. */
function usecWords(usec: number): string {
  return (usec / USEC_PER_SEC).toFixed(6).replace(/\.?0+$/, '');
}

function isZero([first, ...rest]: CalendarChain): boolean {
  return first?.start === 0 && first.stop < 0 && first.repeat === 0 && rest.length === 0;
}

/** `at minute 5` is of an hour, `every 5 minutes` in it. */
function link(finer: string): 'of' | 'in' {
  return finer.startsWith('at ') ? 'of' : 'in';
}

function minuteWords({ minute, hour }: CalendarSpec): string {
  const every = evenStep(minute, 60);
  if (every !== undefined) return every === 1 ? 'every minute' : `every ${every} minutes`;
  return `at ${chainWords(minute, { noun: 'minute' })}${hour.length === 0 ? ' of every hour' : ''}`;
}

function secondWords({ microsecond, minute, hour }: CalendarSpec): string {
  const every = microsecond.some(isEverySecond) ? USEC_PER_SEC : evenStep(microsecond, MINUTE);
  const seconds = every === undefined ? `at ${unevenSeconds(microsecond)}` : everySeconds(every);
  if (minute.length === 0) return every === undefined ? `${seconds} of every minute` : seconds;
  const minutes = `${link(seconds)} ${chainWords(minute, { noun: 'minute' })}`;
  return `${seconds} ${minutes}${hour.length === 0 ? ' of every hour' : ''}`;
}

function everySeconds(usec: number): string {
  return usec === USEC_PER_SEC ? 'every second' : `every ${usecWords(usec)} seconds`;
}

function unevenSeconds(microsecond: CalendarChain): string {
  return chainWords(microsecond, { noun: 'second', value: usecWords, step: everySeconds, unit: USEC_PER_SEC });
}

/** The step of a chain that goes through the whole unit, and on into the next one without a break. */
function evenStep(chain: CalendarChain, size: number): number | undefined {
  const [only = component(0, 1), ...rest] = chain;
  const even = only.start === 0 && only.stop < 0 && only.repeat > 0 && size % only.repeat === 0;
  return even && rest.length === 0 ? only.repeat : undefined;
}
