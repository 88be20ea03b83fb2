import { type Refusal, safeAtoi } from './numbers.ts';

const INT_MAX = 0x7fffffff;

/** `parse_percent_unbounded` of basic/percent-util.c: a whole number and `%`. */
export function parsePercentUnbounded(text: string): number | Refusal {
  return parts(text, '%', 0);
}

/** `parse_percent`: at most 100%. */
export function parsePercent(text: string): number | Refusal {
  return bounded(parsePercentUnbounded(text), 100);
}

/** `parse_permille_unbounded`: a whole number and the per mille sign, or `%` with up to one decimal; in thousandths. */
export function parsePermilleUnbounded(text: string): number | Refusal {
  return text.endsWith('\u2030') ? parts(text, '\u2030', 0) : parts(text, '%', 1);
}

/** `parse_permille`: at most 100%, in thousandths. */
export function parsePermille(text: string): number | Refusal {
  return bounded(parsePermilleUnbounded(text), 1000);
}

/** `parse_permyriad_unbounded`: per ten thousand, per mille with one or `%` with up to two decimals; in 1/10000. */
export function parsePermyriadUnbounded(text: string): number | Refusal {
  if (text.endsWith('\u2031')) return parts(text, '\u2031', 0);
  return text.endsWith('\u2030') ? parts(text, '\u2030', 1) : parts(text, '%', 2);
}

/** `parse_permyriad`: at most 100%, in 1/10000. */
export function parsePermyriad(text: string): number | Refusal {
  return bounded(parsePermyriadUnbounded(text), 10000);
}

function parts(text: string, symbol: string, decimals: number): number | Refusal {
  if (!text.endsWith(symbol)) return 'malformed';
  const number = text.slice(0, text.length - symbol.length);
  const dot = decimals > 0 ? number.indexOf('.') : -1;
  const fraction = dot < 0 ? '' : number.slice(dot + 1);
  if (dot >= 0 && (!/^[0-9]+$/.test(fraction) || fraction.length > decimals)) return 'malformed';
  const whole = safeAtoi(dot < 0 ? number : number.slice(0, dot));
  if (typeof whole === 'string') return whole;
  if (whole < 0) return 'out of range';
  const value = whole * 10 ** decimals + Number(fraction.padEnd(decimals, '0') || '0');
  return value > INT_MAX ? 'out of range' : value;
}

function bounded(value: number | Refusal, max: number): number | Refusal {
  return typeof value === 'number' && value > max ? 'out of range' : value;
}
