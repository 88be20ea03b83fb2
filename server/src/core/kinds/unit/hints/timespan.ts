import { isRefusal } from '../../../values/numbers.ts';
import { formatTimespan, INFINITE, parseSec, USEC } from '../../../values/timespan.ts';
import { expandKnown } from '../explain/specifier.ts';
import { spanWords } from '../explain/timespan.ts';
import type { Hint } from './index.ts';

/** A form with more parts than these is no easier to read. */
const MOST_PARTS = 3;
/** From how many of a unit on the next one says it better. Days and longer are left as they are. */
const MANY: readonly (readonly [unit: RegExp, many: bigint])[] = [
  [/^(?:usec|us|\u03bcs|\u00b5s|ms|msec)$/, 1000n],
  [/^(?:|s|sec|seconds?|m|min|minutes?)$/, 60n],
  [/^(?:h|hr|hours?)$/, 24n],
];

/** The normalised form of an unusual time span: `90` is `1min 30s`. */
export const timespanHint: Hint = ({ value, row, ...rest }) => {
  const text = expandKnown(value, { value, row, ...rest });
  // TimerSlackNSec= counts nanoseconds, which systemd writes in no other way.
  const usec = row.constraints?.unit === 'ns' ? 'malformed' : parseSec(text);
  if (isRefusal(usec) || usec === INFINITE) return undefined;
  if (usec === 0n && row.constraints?.zeroMeansInfinity === true) return { label: 'infinity' };
  if (!isUnusual(text)) return undefined;
  const normalized = formatTimespan(usec, usec % USEC.ms === 0n ? USEC.ms : 0n);
  if (normalized.split(' ').length > MOST_PARTS || normalized === text) return undefined;
  return { label: normalized, tooltip: spanWords(usec) };
};

/** Whether a number in it is so large, or of hours or minutes with a fraction, that another unit would say it better. */
function isUnusual(text: string): boolean {
  return [...text.matchAll(/(\d+)(\.\d+)?\s*([a-z\u03bc\u00b5]*)/gi)].some(([, whole = '', fraction, unit = '']) => {
    const many = MANY.find(([pattern]) => pattern.test(unit))?.[1];
    return (
      (many !== undefined && BigInt(whole) >= many) ||
      (fraction !== undefined && /^[mh]/.test(unit) && !/^ms/.test(unit))
    );
  });
}
