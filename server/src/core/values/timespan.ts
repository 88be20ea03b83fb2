import { DIGITS, inCharset, skip, WHITESPACE } from './charsets.ts';
import { LLONG_MAX, leadingInteger, type Refusal } from './numbers.ts';

/** Time that never ends, in microseconds or nanoseconds: `USEC_INFINITY`, `NSEC_INFINITY`. */
export const INFINITE = (1n << 64n) - 1n;

export const USEC = {
  ms: 1000n,
  s: 1000000n,
  min: 60000000n,
  h: 3600000000n,
  d: 86400000000n,
  w: 604800000000n,
  month: 2629800000000n,
  y: 31557600000000n,
} as const;

type Unit = readonly [suffix: string, usec: bigint];

/** In systemd's order: the first that the text starts with counts. */
const UNITS: readonly Unit[] = [
  ...named(USEC.s, 'seconds', 'second', 'sec', 's'),
  ...named(USEC.min, 'minutes', 'minute', 'min'),
  ...named(USEC.month, 'months', 'month', 'M'),
  ...named(USEC.ms, 'msec', 'ms'),
  ...named(USEC.min, 'm'),
  ...named(USEC.h, 'hours', 'hour', 'hr', 'h'),
  ...named(USEC.d, 'days', 'day', 'd'),
  ...named(USEC.w, 'weeks', 'week', 'w'),
  ...named(USEC.y, 'years', 'year', 'y'),
  ...named(1n, 'usec', 'us', '\u03bcs', '\u00b5s'),
];
const NSEC_UNITS: readonly Unit[] = [
  ...UNITS.map(([suffix, usec]): Unit => [suffix, usec * 1000n]),
  ...named(1n, 'nsec', 'ns', ''),
];

/** The words that a time span may use for its units. */
export const TIMESPAN_UNITS: readonly string[] = UNITS.map(([suffix]) => suffix);

function named(usec: bigint, ...suffixes: string[]): Unit[] {
  return suffixes.map((suffix) => [suffix, usec]);
}

/**
 * `parse_time` of basic/time-util.c: a time span such as `1min 30s`, in microseconds; {@link INFINITE} for `infinity`.
 *
 * @param defaultUnit microseconds of a number without a unit
 */
export function parseTime(text: string, defaultUnit: bigint): bigint | Refusal {
  return parseSpan(text, UNITS, defaultUnit);
}

/** `parse_sec`: a number without a unit counts seconds. */
export function parseSec(text: string): bigint | Refusal {
  return parseTime(text, USEC.s);
}

/** `parse_sec_fix_0`: zero means for ever. */
export function parseSecFix0(text: string): bigint | Refusal {
  const found = parseSec(text);
  return found === 0n ? INFINITE : found;
}

/** `parse_sec_def_infinity`: nothing means for ever. */
export function parseSecDefInfinity(text: string): bigint | Refusal {
  return inCharset(text, WHITESPACE) ? INFINITE : parseSec(text);
}

/** `parse_nsec`: in nanoseconds, which is also what a number without a unit counts. */
export function parseNsec(text: string): bigint | Refusal {
  return parseSpan(text, NSEC_UNITS, 1n);
}

function parseSpan(text: string, units: readonly Unit[], defaultUnit: bigint): bigint | Refusal {
  const from = skip(text, 0, WHITESPACE);
  if (text.startsWith('infinity', from)) return inCharset(text.slice(from + 8), WHITESPACE) ? INFINITE : 'malformed';
  if (from === text.length) return 'malformed';
  let total = 0n;
  for (let at = from; at < text.length; at = skip(text, at, WHITESPACE)) {
    const part = parsePart(text, at, units, defaultUnit);
    if (typeof part === 'string') return part;
    total += part.value;
    if (total >= INFINITE) return 'out of range';
    at = part.end;
  }
  return total;
}

function parsePart(text: string, at: number, units: readonly Unit[], defaultUnit: bigint) {
  if (text[at] === '-') return 'out of range';
  const whole = leadingInteger(text, at, 10);
  if (whole?.negative || (whole && whole.value > LLONG_MAX)) return 'out of range';
  const numberEnd = whole?.end ?? at;
  const point = text[numberEnd] === '.';
  if (!point && !whole) return 'malformed';
  const fractionEnd = point ? skip(text, numberEnd + 1, DIGITS) : numberEnd;
  const unitAt = skip(text, fractionEnd, WHITESPACE);
  const unit = units.find(([suffix]) => text.startsWith(suffix, unitAt));
  const end = unitAt + (unit?.[0].length ?? 0);
  // 12.34.56 has neither blank nor unit behind its fraction.
  if (end === fractionEnd && end < text.length) return 'malformed';
  const multiplier = unit?.[1] ?? defaultUnit;
  const value = whole?.value ?? 0n;
  if (value >= INFINITE / multiplier) return 'out of range';
  if (point && fractionEnd === numberEnd + 1) return 'malformed';
  return { value: value * multiplier + fraction(text.slice(numberEnd + 1, fractionEnd), multiplier), end };
}

function fraction(digits: string, multiplier: bigint): bigint {
  let sum = 0n;
  let weight = multiplier / 10n;
  for (const digit of digits) {
    sum += BigInt(digit) * weight;
    weight /= 10n;
  }
  return sum;
}

const FORMAT: readonly Unit[] = [
  ['y', USEC.y],
  ['month', USEC.month],
  ['w', USEC.w],
  ['d', USEC.d],
  ['h', USEC.h],
  ['min', USEC.min],
  ['s', USEC.s],
  ['ms', USEC.ms],
  ['us', 1n],
];

/**
 * `format_timespan`: microseconds as systemd writes them, such as `1min 30s`.
 *
 * @param accuracy microseconds below which nothing is told, once something was
 */
export function formatTimespan(usec: bigint, accuracy = 0n): string {
  if (usec === INFINITE) return 'infinity';
  if (usec <= 0n) return '0';
  const parts: string[] = [];
  let left = usec;
  for (const [suffix, size] of FORMAT) {
    if (left <= 0n || (left < accuracy && parts.length > 0)) break;
    if (left < size) continue;
    const dotted = left < USEC.min && left % size > 0n ? decimals(left, size, accuracy) : undefined;
    parts.push(`${left / size}${dotted === undefined ? '' : `.${dotted}`}${suffix}`);
    left = dotted === undefined ? left % size : 0n;
  }
  return parts.join(' ');
}

/** The digits behind the point, down to the accuracy; undefined when there are none. */
function decimals(left: bigint, size: bigint, accuracy: bigint): string | undefined {
  const dropped = accuracy > 1n ? accuracy.toString().length - 1 : 0;
  const digits = size.toString().length - 1 - dropped;
  if (digits <= 0) return undefined;
  return ((left % size) / 10n ** BigInt(dropped)).toString().padStart(digits, '0');
}
