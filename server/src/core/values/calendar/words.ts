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

/** How to word the values of a chain. */
export interface Wording {
  /** In the singular, such as `minute`; undefined where values go without: months and years. */
  readonly noun?: string;
  readonly value?: (value: number) => string;
  /** A step, such as `every 2nd minute`. */
  readonly step?: (repeat: number) => string;
  /** The step that a range has by itself; 1 by default. */
  readonly unit?: number;
}

/** A chain in words, such as `minutes 1, 3 to 5 and every 2nd minute from 10 to 20`. */
export function chainWords(chain: CalendarChain, { noun, value = String, step, unit = 1 }: Wording): string {
  const everyStep = step ?? ((repeat) => (repeat === 1 ? `every ${noun}` : `every ${ordinal(repeat)} ${noun}`));
  const plain = chain.filter((part) => !hasStep(part, unit));
  const single = plain.length === 1 && plain[0]!.stop < 0;
  const words = plain.map(({ start, stop }) => (stop < 0 ? value(start) : `${value(start)} to ${value(stop)}`));
  const lead = noun && plain.length > 0 ? `${noun}${single ? '' : 's'} ` : '';
  const stepped = chain.filter((part) => hasStep(part, unit)).map((part) => stepWords(part, value, everyStep));
  return `${lead}${join([...words, ...stepped])}`;
}

function hasStep({ stop, repeat }: CalendarComponent, unit: number): boolean {
  return repeat > 0 && !(stop >= 0 && repeat === unit);
}

function stepWords(
  { start, stop, repeat }: CalendarComponent,
  value: (n: number) => string,
  step: (n: number) => string,
): string {
  return `${step(repeat)} from ${value(start)} ${stop < 0 ? 'on' : `to ${value(stop)}`}`;
}

/** The single values of a chain up to `highest`, in order; undefined when they are more than `limit`. */
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
