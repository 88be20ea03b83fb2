import type { Timezone } from '../timezone.ts';
import { nextElapse } from './next.ts';
import type { CalendarSpec } from './spec.ts';

/**
 * The next elapses of a calendar event after a moment, oldest first, in microseconds since the epoch; fewer than
 * `count` where the event ends.
 *
 * @param local the zone of the machine, for events that name none
 */
export function nextElapses(spec: CalendarSpec, after: bigint, local: Timezone, count: number): bigint[] {
  const found: bigint[] = [];
  for (let from = after; found.length < count; from = found.at(-1)!) {
    const next = nextElapse(spec, from, local);
    if (next === undefined) break;
    found.push(next);
  }
  return found;
}
