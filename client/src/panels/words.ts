import type { BootOutcome } from '../../../server/src/protocol/boot.ts';

/** A time or duration, from microseconds to what people read: `340 ms`, `1.52 s`, `2 min 5 s`. */
export function timeInWords(microseconds: number): string {
  const milliseconds = microseconds / 1000;
  if (microseconds === 0) return '0 s';
  if (milliseconds < 1) return `${Math.round(microseconds)} µs`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${trimmed(seconds.toFixed(seconds < 10 ? 2 : 1))} s`;
  const whole = Math.round(seconds);
  const rest = whole % 60;
  return `${Math.floor(whole / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}

/** What becomes of a unit, in a few words. */
export const outcomeWords: Readonly<Record<BootOutcome | 'there' | 'idle', string>> = {
  done: 'is started',
  skipped: 'is skipped',
  failed: 'fails',
  dependency: 'is not tried',
  there: 'is active without a job of its own',
  idle: 'is not started by this boot',
};

/** So many names, and how many there are beyond them. */
export function someNames(names: readonly string[], most: number): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function trimmed(number: string): string {
  return number.replace(/\.?0+$/, '');
}
