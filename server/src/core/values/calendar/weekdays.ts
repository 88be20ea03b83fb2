import { skip } from '../charsets.ts';
import type { Read } from './chain.ts';
import { WEEKDAYS } from './spec.ts';

const NAMES = WEEKDAYS.flatMap((name, day) => [name, name.slice(0, 3)].map((word) => ({ word, day })));

/**
 * `parse_weekdays` of shared/calendarspec.c: names and ranges with commas between them, and the blanks behind them, as
 * bits; 0 where the text starts with no weekday. Undefined when systemd refuses it.
 */
export function parseWeekdays(text: string): Read<number> | undefined {
  let bits = 0;
  let rangeFrom = -1;
  for (let at = 0; ; ) {
    const found = weekdayAt(text, at);
    if (!found) return at === 0 ? { value: 0, end: 0 } : undefined;
    if (found.end < text.length && !'-., '.includes(text[found.end]!)) return undefined;
    if (rangeFrom > found.day) return undefined;
    bits |= 1 << found.day;
    for (let day = rangeFrom; rangeFrom >= 0 && day < found.day; day++) bits |= 1 << day;
    const separator = separatorAt(text, found.end);
    if (separator === undefined || (separator.range && rangeFrom >= 0)) return undefined;
    rangeFrom = separator.range ? found.day : -1;
    at = separator.end;
    if (at === text.length || text[at] === ' ') {
      // A comma may stand last, an open range may not.
      return rangeFrom >= 0 ? undefined : { value: bits, end: skip(text, at, ' ') };
    }
  }
}

function weekdayAt(text: string, at: number): { day: number; end: number } | undefined {
  const name = NAMES.find(({ word }) => text.slice(at, at + word.length).toLowerCase() === word.toLowerCase());
  return name && { day: name.day, end: at + name.word.length };
}

/** `..` or the old `-` for a range, a comma, or the end. */
function separatorAt(text: string, at: number): { range: boolean; end: number } | undefined {
  if (text[at] === '-') return { range: true, end: at + 1 };
  if (text[at] === ',') return { range: false, end: at + 1 };
  if (text[at] !== '.') return { range: false, end: at };
  return text[at + 1] === '.' ? { range: true, end: at + 2 } : undefined;
}
