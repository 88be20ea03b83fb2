import { NEWEST_VERSION } from '../knowledge/directives.ts';
import { append } from '../lists/append.ts';
import { nextElapse } from '../values/calendar/next.ts';
import { parseCalendar } from '../values/calendar/parse.ts';
import type { Timezone } from '../values/timezone.ts';
import type { Chance } from './chance.ts';
import { type Uptime, uptimeAt } from './offHours.ts';
import type { AnacronTimer, CronSystem } from './system.ts';

/**
 * What an entry of a crontab does about anacron: runs nothing, as the job is anacron's where that is installed; leaves
 * it to systemd to start anacron; starts
 * anacron, always or once a day; or has nothing to do with it.
 */
export type AnacronRole = 'left-to-anacron' | 'left-to-systemd' | 'starts' | 'starts-once-a-day' | undefined;

const GUARD = /(?:^|[\s;(&|])(?:test|\[)\s+-x\s+\/(?:usr\/)?s?bin\/anacron(?:\s+\])?\s*\|\|/;
const START =
  /(?:invoke-rc\.d\s+anacron\s+start|\/etc\/init\.d\/anacron\s+start|(?:^|[\s;&|/])anacron(?:\s+-[a-z]+)*\s*(?:$|[;&|>]))/;

export function anacronRole(command: string, scripts: readonly string[], system: CronSystem): AnacronRole {
  const { anacron, systemd } = system.installed;
  if (GUARD.test(command)) return anacron ? 'left-to-anacron' : undefined;
  if (!anacron) return undefined;
  // cronie's script in cron.hourly does nothing when cron.daily has been run on the same day.
  if (scripts.includes('0anacron') && /run-parts\b.*cron\.hourly/.test(command)) return 'starts-once-a-day';
  if (!START.test(command)) return undefined;
  return command.includes('/run/systemd/system') && systemd ? 'left-to-systemd' : 'starts';
}

/** When the timer of systemd and the boot start anacron. */
export function starterTimes(
  system: CronSystem,
  uptimes: readonly Uptime[],
  zone: Timezone,
  chance: Chance | undefined,
): number[] {
  const { anacronAtBoot, anacronTimer, systemd } = system.installed;
  const boots = uptimes.filter(({ boots }) => boots).map(({ from }) => from);
  const times = anacronAtBoot ? [...boots] : [];
  if (systemd && anacronTimer) append(times, timerTimes(anacronTimer, uptimes, zone, chance));
  return [...new Set(times)].sort((a, b) => a - b);
}

const MOST_TIMES = 20_000;

function timerTimes(
  timer: AnacronTimer,
  uptimes: readonly Uptime[],
  zone: Timezone,
  chance: Chance | undefined,
): number[] {
  const [first, last] = [uptimes[0], uptimes.at(-1)];
  if (!first || !last) return [];
  const times: number[] = [];
  for (const text of timer.calendar) {
    const spec = parseCalendar(text, NEWEST_VERSION, zone);
    let after = BigInt(first.from - 1) * 1_000_000n;
    while (spec && times.length < MOST_TIMES) {
      const next = nextElapse(spec, after, zone);
      if (next === undefined || next >= BigInt(last.to) * 1_000_000n) break;
      append(times, activation(Number(next / 1_000_000n), timer, uptimes, chance));
      after = next;
    }
  }
  return times;
}

function activation(at: number, timer: AnacronTimer, uptimes: readonly Uptime[], chance: Chance | undefined): number[] {
  const delay = chance ? chance.upTo(timer.randomDelay) : 0;
  if (uptimeAt(uptimes, at)) return uptimeAt(uptimes, at + delay) ? [at + delay] : [];
  if (!timer.persistent) return [];
  const next = uptimes.find(({ from, boots }) => boots && from > at);
  return next && next.from + delay < next.to ? [next.from + delay] : [];
}
