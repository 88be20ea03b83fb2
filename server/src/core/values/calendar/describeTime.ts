import { isEverySecond } from './format.ts';
import { type CalendarChain, type CalendarSpec, component, USEC_PER_SEC } from './spec.ts';
import { chainWords, join, valuesOf } from './words.ts';

/** More times of the day than these are not listed one by one. */
const LISTED = 6;
const MINUTE = 60 * USEC_PER_SEC;

/** The time of the day in words, and whether it recurs all day long, so that `every day` says nothing more. */
export function timeWords(spec: CalendarSpec): { text: string; recurs: boolean } {
  const listed = listTimes(spec);
  if (listed) return { text: `at ${join(listed)}`, recurs: false };
  const onTheMinute = isZero(spec.microsecond);
  const hours = spec.hour.length === 0 ? '' : ` ${hourWords(spec.hour)}`;
  const recurs = spec.hour.length === 0;
  if (onTheMinute) return { text: `${minuteWords(spec)}${hours}`, recurs };
  return { text: `${secondWords(spec)}${hours}`, recurs };
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

/** Microseconds in seconds, with no more digits than needed. */
function usecWords(usec: number): string {
  return String(usec / USEC_PER_SEC);
}

function isZero([first, ...rest]: CalendarChain): boolean {
  return first?.start === 0 && first.stop < 0 && first.repeat === 0 && rest.length === 0;
}

function minuteWords({ minute, hour }: CalendarSpec): string {
  const every = evenStep(minute, 60);
  if (every !== undefined) return every === 1 ? 'every minute' : `every ${every} minutes`;
  return `at ${plural(minute, 59, 'minute')} ${chainWords(minute)}${hour.length === 0 ? ' of every hour' : ''}`;
}

function secondWords({ microsecond, minute, hour }: CalendarSpec): string {
  const every = microsecond.some(isEverySecond) ? USEC_PER_SEC : evenStep(microsecond, MINUTE);
  const seconds = everySecond(every, microsecond);
  if (minute.length === 0) return every === undefined ? `${seconds} of every minute` : seconds;
  const minutes = `in ${plural(minute, 59, 'minute')} ${chainWords(minute)}`;
  return `${seconds} ${minutes}${hour.length === 0 ? ' of every hour' : ''}`;
}

function everySecond(every: number | undefined, microsecond: CalendarChain): string {
  if (every === USEC_PER_SEC) return 'every second';
  if (every !== undefined) return `every ${usecWords(every)} seconds`;
  const step = (n: number) => `every ${usecWords(n)}`;
  const words = chainWords(microsecond, usecWords, step, USEC_PER_SEC);
  return `at ${plural(microsecond, MINUTE - 1, 'second')} ${words}`;
}

/** The step of a chain that goes through the whole unit, and on into the next one without a break. */
function evenStep(chain: CalendarChain, size: number): number | undefined {
  const [only = component(0, 1), ...rest] = chain;
  const even = only.start === 0 && only.stop < 0 && only.repeat > 0 && size % only.repeat === 0;
  return even && rest.length === 0 ? only.repeat : undefined;
}

function hourWords(hour: CalendarChain): string {
  return `in ${plural(hour, 23, 'hour')} ${chainWords(hour)}`;
}

function plural(chain: CalendarChain, highest: number, word: string): string {
  return valuesOf(chain, highest, 1) ? word : `${word}s`;
}
