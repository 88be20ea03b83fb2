import type { ClockReading } from '../core/kinds/kind.ts';

/** The time and the time zone of this process, on Node as in a browser. */
export function readClock(): ClockReading {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { now: BigInt(Date.now()) * 1000n, timezone: timeZone };
}
