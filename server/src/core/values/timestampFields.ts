import { skip } from './charsets.ts';
import type { BrokenDownTime } from './timezoneClock.ts';

/** What was found in a text by a format, and where it ended. */
export interface ScannedTime {
  readonly fields: Partial<BrokenDownTime>;
  readonly end: number;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const SPACES = ' \t\n\v\f\r';

/** The numeric conversions: field, lowest and highest value, digits at most. */
const NUMBERS: Readonly<Record<string, readonly [keyof BrokenDownTime, number, number, number]>> = {
  y: ['year', 0, 99, 2],
  Y: ['year', 0, 9999, 4],
  m: ['month', 1, 12, 2],
  d: ['day', 1, 31, 2],
  H: ['hour', 0, 23, 2],
  M: ['minute', 0, 59, 2],
  S: ['second', 0, 61, 2],
};

/**
 * `strptime` of glibc for `%y %Y %m %b %d %H %M %S`, plain characters, and blanks, which stand for any number of
 * blanks. Undefined where the text does not go with the format.
 */
export function scanTime(text: string, format: string): ScannedTime | undefined {
  const fields: Partial<BrokenDownTime> = {};
  let at = 0;
  for (const [part] of format.matchAll(/%?./g)) {
    const end = scanPart(text, at, part, fields);
    if (end === undefined) return undefined;
    at = end;
  }
  return { fields, end: at };
}

function scanPart(text: string, at: number, part: string, fields: Partial<BrokenDownTime>): number | undefined {
  if (part === ' ') return skip(text, at, SPACES);
  if (part === '%b') return scanMonth(text, at, fields);
  const number = part[0] === '%' ? NUMBERS[part[1]!] : undefined;
  if (!number) return text[at] === part ? at + 1 : undefined;
  const [field, lowest, highest, width] = number;
  const read = scanNumber(text, at, highest, width);
  if (!read || read.value < lowest || read.value > highest) return undefined;
  Object.assign(fields, { [field]: part === '%y' ? read.value + (read.value >= 69 ? 1900 : 2000) : read.value });
  return read.end;
}

/** Blanks may stand before a number; it ends where a further digit would make it too large. */
function scanNumber(text: string, at: number, highest: number, width: number) {
  const from = skip(text, at, ' ');
  let end = from;
  let value = 0;
  while (end < from + width && isDigit(text[end]) && (end === from || value * 10 <= highest)) {
    value = value * 10 + Number(text[end]);
    end++;
  }
  return end === from ? undefined : { value, end };
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

function scanMonth(text: string, at: number, fields: Partial<BrokenDownTime>): number | undefined {
  for (const [i, name] of MONTHS.entries()) {
    const word = [name, name.slice(0, 3)].find((w) => startsWithNoCase(text.slice(at), w));
    if (word === undefined) continue;
    fields.month = i + 1;
    return at + word.length;
  }
  return undefined;
}

/** Folds the case of the ASCII letters of `word`. */
export function startsWithNoCase(text: string, word: string): boolean {
  return text.slice(0, word.length).toLowerCase() === word.toLowerCase();
}

/**
 * `%z` of `strptime` for the whole text: `Z`, `+hh`, `+hhmm`, `+hh:mm`, in seconds east of UTC. Undefined for others.
 * More than a day is for the caller to refuse.
 */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const found = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(text);
  if (!found) return undefined;
  const minutes = Number(found[3] ?? 0);
  if (minutes >= 60) return undefined;
  const seconds = Number(found[2]) * 3600 + minutes * 60;
  return found[1] === '-' ? -seconds : seconds;
}
