import { skip, WHITESPACE } from './charsets.ts';
import { leadingInteger, type Refusal, ULLONG_MAX } from './numbers.ts';

const SUFFIXES = ['E', 'P', 'T', 'G', 'M', 'K', 'B', ''] as const;

/**
 * `parse_size` of basic/parse-util.c: a number of bytes such as `1.5G` or `1G 500M`, biggest suffix first.
 *
 * @param base what K stands for
 */
export function parseSize(text: string, base: 1000 | 1024): bigint | Refusal {
  let total = 0n;
  let firstSuffix = 0;
  let at = 0;
  do {
    at = skip(text, at, WHITESPACE);
    const whole = leadingInteger(text, at, 10);
    if (whole && whole.value > ULLONG_MAX) return 'out of range';
    if (!whole) return 'malformed';
    if (text[at] === '-') return 'out of range';
    const decimals = /^\.([0-9]*)/.exec(text.slice(whole.end));
    const suffixAt = skip(text, whole.end + (decimals?.[0].length ?? 0), WHITESPACE);
    const suffix = SUFFIXES.findIndex((s, i) => i >= firstSuffix && text.startsWith(s, suffixAt));
    if (suffix < 0) return 'malformed';
    const part = scaled(whole.value, decimals?.[1] ?? '', BigInt(base) ** BigInt(Math.max(6 - suffix, 0)));
    if (part === undefined || total + part > ULLONG_MAX) return 'out of range';
    total += part;
    at = suffixAt + SUFFIXES[suffix]!.length;
    firstSuffix = suffix + 1;
  } while (at < text.length);
  return total;
}

function scaled(whole: bigint, decimals: string, factor: bigint): bigint | undefined {
  if (BigInt(decimals || '0') > ULLONG_MAX) return undefined;
  // A double, divided digit by digit, as systemd does it: the rounding is part of the answer.
  let fraction = Number(decimals || '0');
  for (let i = 0; i < decimals.length; i++) fraction /= 10;
  if (whole + (fraction > 0 ? 1n : 0n) > ULLONG_MAX / factor) return undefined;
  return whole * factor + BigInt(Math.trunc(fraction * Number(factor)));
}
