import { isRefusal } from '../../../values/numbers.ts';
import { parsePermyriad } from '../../../values/percent.ts';
import { parseSize } from '../../../values/size.ts';
import { sizeWords } from '../explain/size.ts';
import type { Hint } from './index.ts';
import { timespanHint } from './timespan.ts';

const SUFFIXES = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/** The short form of an unusual size: `1073741824` is `1G`. */
export const sizeHint: Hint = ({ value, row }) => {
  const base = row.constraints?.base === 1000 ? 1000 : 1024;
  const bytes = isRefusal(parsePermyriad(value)) ? parseSize(value, base) : 'malformed';
  if (isRefusal(bytes)) return undefined;
  const label = shortSize(bytes, BigInt(base));
  return label === undefined || label === value ? undefined : { label, tooltip: sizeWords(bytes) };
};

/** The same for a limit, whose unit may also be time; only where soft and hard limit are one. */
export const limitHint: Hint = (ask) => {
  const unit = ask.row.constraints?.unit;
  if (ask.value.includes(':')) return undefined;
  if (unit === 'timespan-s') return timespanHint(ask);
  return unit === 'size-1024' ? sizeHint(ask) : undefined;
};

/** In the largest unit, with up to two digits behind the point; in a smaller one, or roughly, where that is not exact. */
function shortSize(bytes: bigint, base: bigint): string | undefined {
  const largest = SUFFIXES.findLastIndex((_, i) => bytes >= base ** BigInt(i));
  if (largest < 1) return undefined;
  const hundredths = bytes * 100n;
  const unit = base ** BigInt(largest);
  if (hundredths % unit === 0n) return `${Number(hundredths / unit) / 100}${SUFFIXES[largest]}`;
  const smaller = base ** BigInt(largest - 1);
  if (largest > 1 && bytes % smaller === 0n) return `${bytes / smaller}${SUFFIXES[largest - 1]}`;
  return `\u2248 ${Number((bytes * 10n + unit / 2n) / unit) / 10}${SUFFIXES[largest]}`;
}
