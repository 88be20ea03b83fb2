import { enumeration } from '../knowledge/enums.ts';
import { safeAtoi } from './numbers.ts';

/** In the order of their numbers, from 1 on, as on x86 and ARM. */
const NAMES = enumeration('signal')?.values ?? [];
const SIGRTMIN = 34;
const SIGRTMAX = 64;

/**
 * `signal_from_string` of basic/signal-util.c, on x86 and ARM: a number, a name with or without SIG (capitals only),
 * `RTMIN`, `RTMIN+n`, `RTMAX` or `RTMAX-n`. Undefined when it is no signal.
 */
export function signalFromString(text: string): number | undefined {
  const number = safeAtoi(text);
  if (typeof number === 'number') return number > 0 && number <= SIGRTMAX ? number : undefined;
  const name = text.startsWith('SIG') ? text.slice(3) : text;
  const known = NAMES.indexOf(name);
  if (known >= 0) return known + 1;
  if (name.startsWith('RTMIN')) return realtime(name.slice(5), '+', SIGRTMIN);
  return name.startsWith('RTMAX') ? realtime(name.slice(5), '-', SIGRTMAX) : undefined;
}

/** The names of all signals without SIG, real-time signals left out. */
export function signalNames(): readonly string[] {
  return NAMES;
}

function realtime(offset: string, sign: '+' | '-', from: number): number | undefined {
  if (offset === '') return from;
  const number = offset.startsWith(sign) ? safeAtoi(offset) : undefined;
  if (typeof number !== 'number' || Math.abs(number) > SIGRTMAX - SIGRTMIN) return undefined;
  return from + number;
}
