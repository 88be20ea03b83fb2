import { formatCalendar, nextElapse, parseCalendar } from '../../../server/src/core/values/calendar.ts';
import { formatTimestamp, parseTimestamp } from '../../../server/src/core/values/timestamp.ts';
import { timezone } from '../../../server/src/core/values/timezone.ts';
import type { CalendarAnswer, TimestampAnswer } from './ask.ts';

/** Our own answer, in the shape of systemd's; `like` tells how many elapses systemd was asked for and gave up. */
export function calendarAnswer(
  version: number,
  zoneName: string,
  base: number,
  iterations: number,
  like: CalendarAnswer,
): CalendarAnswer {
  const { expression } = like;
  const local = timezone(zoneName)!;
  const spec = parseCalendar(expression, version, local);
  if (!spec) return { expression };
  const next: number[] = [];
  let at: bigint | undefined = BigInt(base) * 1_000_000n;
  while (next.length < iterations) {
    at = nextElapse(spec, at, local);
    if (at === undefined) break;
    next.push(Number(at / 1_000_000n));
  }
  if (like.stuck && next.length < iterations) return { expression, stuck: true };
  return { expression, normalized: formatCalendar(spec), next };
}

/** Our own answer, in the shape of systemd's. Now is the epoch: only timestamps that do not depend on it compare. */
export function timestampAnswer(version: number, zoneName: string, timestamp: string): TimestampAnswer {
  const local = timezone(zoneName)!;
  const usec = parseTimestamp(timestamp, 0n, local, version);
  if (usec === undefined) return { timestamp };
  const written = formatTimestamp(usec, 'pretty', local);
  return { timestamp, usec: String(usec), ...(written === undefined ? {} : { written }) };
}
