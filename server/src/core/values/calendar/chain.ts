import { DIGITS, skip } from '../charsets.ts';
import { type CalendarComponent, component, USEC_PER_SEC } from './spec.ts';

/** Something read from a text, and the offset behind it. */
export interface Read<T> {
  readonly value: T;
  readonly end: number;
}

const INT_MAX = 0x7fffffff;
/** `CALENDARSPEC_COMPONENTS_MAX`, and the first one, which is not nested. */
const MAX_COMPONENTS = 241;
const AFTER_COMPONENT = ' ,-~:';

/**
 * `parse_chain` of shared/calendarspec.c: `*`, or components with commas between them, in the order of the text.
 * Empty for `*`, except for seconds, where it is each full second. Undefined when systemd refuses it.
 *
 * @param seconds read seconds with a fraction, as microseconds
 */
export function parseChain(text: string, at: number, seconds: boolean): Read<CalendarComponent[]> | undefined {
  if (text[at] === '*') return { value: seconds ? [component(0, USEC_PER_SEC)] : [], end: at + 1 };
  const value: CalendarComponent[] = [];
  for (let from = at; value.length < MAX_COMPONENTS; ) {
    const read = parseComponent(text, from, seconds);
    if (!read) return undefined;
    value.push(read.value);
    if (text[read.end] !== ',') return { value, end: read.end };
    from = read.end + 1;
  }
  return undefined;
}

/** One round of `prepend_component`: `START`, `START..STOP`, and either with `/REPEAT`. */
function parseComponent(text: string, at: number, seconds: boolean): Read<CalendarComponent> | undefined {
  const start = parseDecimal(text, at, seconds);
  if (!start) return undefined;
  const ranged = text.startsWith('..', start.end);
  const stop = ranged ? parseDecimal(text, start.end + 2, seconds) : { value: -1, end: start.end };
  if (!stop) return undefined;
  const step = ranged ? (seconds ? USEC_PER_SEC : 1) : 0;
  const repeat =
    text[stop.end] === '/'
      ? parseRepeat(text, stop.end + 1, seconds)
      : impliedStep(start.value, stop.value, step, seconds, stop.end);
  if (!repeat) return undefined;
  if (repeat.end < text.length && !AFTER_COMPONENT.includes(text[repeat.end]!)) return undefined;
  return { value: component(start.value, repeat.value, stop.value), end: repeat.end };
}

function parseRepeat(text: string, at: number, seconds: boolean): Read<number> | undefined {
  const repeat = parseDecimal(text, at, seconds);
  return repeat && repeat.value > 0 ? repeat : undefined;
}

/** Without `/REPEAT` a range goes by ones; in a range of less than a second that would be no step at all. */
function impliedStep(start: number, stop: number, step: number, seconds: boolean, end: number) {
  if (start > INT_MAX - step) return undefined;
  if (seconds && stop >= 0 && start + step > stop) return undefined;
  return { value: step, end };
}

/** `parse_component_decimal`. */
function parseDecimal(text: string, at: number, seconds: boolean): Read<number> | undefined {
  const end = skip(text, at, DIGITS);
  if (end === at) return undefined;
  const value = Number(text.slice(at, end));
  if (!seconds) return value > INT_MAX ? undefined : { value, end };
  // One dot is a decimal point, two stand for a range.
  const pointed = text[end] === '.' && text[end + 1] !== '.';
  const fraction = pointed ? parseMicroseconds(text, end + 1) : { value: 0, end };
  if (!fraction) return undefined;
  const total = value * USEC_PER_SEC + fraction.value;
  return total > INT_MAX ? undefined : { value: total, end: fraction.end };
}

/** `parse_fractional_part_u` with six digits: the digits behind a decimal point, rounded to microseconds. */
export function parseMicroseconds(text: string, at: number): Read<number> | undefined {
  const end = skip(text, at, DIGITS);
  if (end === at) return undefined;
  const digits = text.slice(at, end);
  const kept = Number(digits.slice(0, 6).padEnd(6, '0'));
  return { value: kept + (digits.length > 6 && digits[6]! >= '5' ? 1 : 0), end };
}
