import { isRefusal } from '../../../values/numbers.ts';
import { formatTimespan, INFINITE, parseNsec, parseSec, USEC } from '../../../values/timespan.ts';
import type { Ask, Explainer } from './ask.ts';
import { code, count, grouped, paragraphs } from './markdown.ts';
import { expandKnown } from './specifier.ts';

const UNITS: readonly (readonly [name: string, usec: bigint])[] = [
  ['year', USEC.y],
  ['month', USEC.month],
  ['week', USEC.w],
  ['day', USEC.d],
  ['hour', USEC.h],
  ['minute', USEC.min],
];

/** A time span in full and in seconds. */
export const explainTimespan: Explainer = (ask) => {
  const text = expandKnown(ask.value, ask);
  if (ask.row.constraints?.unit === 'ns') return explainNanoseconds(text);
  const usec = parseSec(text);
  if (isRefusal(usec)) return undefined;
  const endless = usec === INFINITE || (usec === 0n && ask.row.constraints?.zeroMeansInfinity === true);
  if (endless) return '**Without end**: no limit.';
  return paragraphs(spanWords(usec), noteOf(text, usec, ask));
};

function noteOf(text: string, usec: bigint, ask: Ask): string | undefined {
  if (/^\d+$/.test(text) && usec >= USEC.min) return 'A number without a unit counts seconds.';
  return text.includes('M') && /\d\s*M/.test(text) && ask.row.kind === 'timespan'
    ? `${code('M')} stands for months here; minutes are ${code('min')} or ${code('m')}.`
    : undefined;
}

/** A span that ends, in words and in seconds: `**1 hour 30 minutes** · 5,400 s`. */
export function spanWords(usec: bigint): string {
  const words = fullWords(usec);
  const seconds = secondWords(usec);
  return words === seconds ? `**${words}**` : `**${words}** · ${seconds} · ${code(formatTimespan(usec))}`;
}

function fullWords(usec: bigint): string {
  if (usec < USEC.min) return secondWords(usec);
  const parts: string[] = [];
  let left = usec;
  for (const [name, size] of UNITS) {
    if (left >= size) parts.push(count(left / size, name));
    left %= size;
  }
  return [...parts, ...(left > 0n ? [secondWords(left)] : [])].join(' ');
}

/** Seconds, or the smaller unit that needs no fraction. */
function secondWords(usec: bigint): string {
  if (usec > 0n && usec < USEC.ms) return count(usec, 'microsecond');
  if (usec > 0n && usec < USEC.s && usec % USEC.ms === 0n) return count(usec / USEC.ms, 'millisecond');
  if (usec % USEC.s === 0n) return count(usec / USEC.s, 'second');
  const fraction = String(usec % USEC.s).padStart(6, '0');
  return `${grouped(usec / USEC.s)}.${fraction.replace(/0+$/, '')} seconds`;
}

function explainNanoseconds(text: string): string | undefined {
  const nsec = parseNsec(text);
  if (isRefusal(nsec)) return undefined;
  if (nsec === INFINITE) return '**Without end**';
  const note = nsec % 1000n === 0n ? ` · ${secondWords(nsec / 1000n)}` : '';
  return `**${count(nsec, 'nanosecond')}**${note}`;
}
