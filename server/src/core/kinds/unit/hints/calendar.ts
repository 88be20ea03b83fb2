import { describeCalendar, nextElapse, parseCalendar } from '../../../values/calendar.ts';
import { USEC } from '../../../values/timespan.ts';
import { formatTimestamp } from '../../../values/timestamp.ts';
import { UTC } from '../../../values/timezone.ts';
import { zoneOf } from '../explain/calendar.ts';
import { expandKnown } from '../explain/specifier.ts';
import type { Hint } from './index.ts';

/** When the event elapses next, in local time. */
export const calendarHint: Hint = (ask) => {
  const { clock, systemdVersion } = ask.context;
  if (!clock) return undefined;
  const zone = zoneOf(clock) ?? UTC;
  const spec = parseCalendar(expandKnown(ask.value, ask), systemdVersion, zoneOf(clock));
  if (!spec) return undefined;
  const next = nextElapse(spec, clock.now, zone);
  const tooltip = describeCalendar(spec);
  if (next === undefined) return { label: 'never elapses again', tooltip };
  return { label: `next: ${formatTimestamp(next, next % USEC.s === 0n ? 'pretty' : 'us', zone)}`, tooltip };
};
