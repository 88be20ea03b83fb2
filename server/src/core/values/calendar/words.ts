import type { CalendarChain, CalendarComponent } from './spec.ts';

/** `a`, `a and b`, `a, b and c`. */
export function join(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teen ? undefined : ['st', 'nd', 'rd'][(n % 10) - 1];
  return `${n}${suffix ?? 'th'}`;
}

/** A chain in words such as `1, 3 to 5 and every 2nd from 10 to 20`; `value` words one value, `step` a distance. */
export function chainWords(
  chain: CalendarChain,
  value: (n: number) => string = String,
  step: (n: number) => string = (n) => `every ${ordinal(n)}`,
  unit = 1,
): string {
  return join(chain.map((part) => componentWords(part, value, step, unit)));
}

function componentWords(
  { start, stop, repeat }: CalendarComponent,
  value: (n: number) => string,
  step: (n: number) => string,
  unit: number,
): string {
  if (stop < 0) return repeat > 0 ? `${step(repeat)} from ${value(start)} on` : value(start);
  const range = `${value(start)} to ${value(stop)}`;
  return repeat > unit || repeat < unit ? `${step(repeat)} from ${range}` : range;
}

/** The single values of a chain from `lowest` to `highest`, in order; undefined when they are more than `limit`. */
export function valuesOf(chain: CalendarChain, highest: number, limit: number): number[] | undefined {
  const found = new Set<number>();
  for (const { start, stop, repeat } of chain) {
    const last = stop >= 0 ? stop : repeat > 0 ? highest : start;
    for (let value = start; value <= last; value += repeat || 1) {
      found.add(value);
      if (found.size > limit) return undefined;
    }
  }
  return [...found].sort((a, b) => a - b);
}
