import type { Timezone } from '../values/timezone.ts';
import type { AnacronJob, Anacrontab } from './anacrontab.ts';
import type { Chance } from './chance.ts';
import { type DayNumber, dueDay, isDue, stampDay } from './due.ts';
import type { AnacronImplementation } from './implementation.ts';
import { type Uptime, uptimeAt } from './offHours.ts';
import type { SimulatedMiss, SimulatedStart } from './simulation.ts';
import { startRules } from './startHours.ts';
import { civilTime } from './times.ts';

/** What an anacron goes by that is started again and again. */
export interface AnacronState {
  readonly table: Anacrontab;
  readonly implementation: AnacronImplementation;
  readonly zone: Timezone;
  /** The numbers of the jobs, in the order of the table. */
  readonly ids: ReadonlyMap<AnacronJob, number>;
  /** When each identifier was last run. */
  readonly stamps: Map<string, DayNumber>;
  /** Jobs that a running anacron holds, and until when. */
  readonly held: Map<string, number>;
  readonly uptimes: readonly Uptime[];
}

/** The timestamps that a root has, as days. */
export function stampDays(stamps: ReadonlyMap<string, string>): Map<string, DayNumber> {
  const days = new Map<string, DayNumber>();
  for (const [name, stamp] of stamps) {
    const day = stampDay(stamp);
    if (day !== undefined) days.set(name, day);
  }
  return days;
}

/** The jobs of a table that can run. */
export function runnableJobs({ lines }: Anacrontab): AnacronJob[] {
  return lines
    .filter((line) => line.type === 'job')
    .filter((job) => job.every !== undefined && job.minutes !== undefined);
}

export interface AnacronRun {
  readonly starts: SimulatedStart[];
  readonly missed: SimulatedMiss[];
}

/**
 * One start of anacron: `consider_job` and the main loop. Jobs are taken to end at once, so that their timestamp is that
 * of the day on which anacron was started.
 *
 * @param chance undefined to add nothing by chance
 */
export function runAnacron(state: AnacronState, at: number, chance: Chance | undefined): AnacronRun {
  const { table, implementation, zone, uptimes } = state;
  const today = civilTime(zone, at).dayNumber;
  const up = uptimeAt(uptimes, at);
  const rules = startRules(table, implementation);
  const drawn = new Map<number | undefined, number>();
  const run: AnacronRun = { starts: [], missed: [] };
  for (const job of runnableJobs(table)) {
    const name = job.identifier.text;
    const last = state.stamps.get(name);
    if (!isDue(job.every!, last, today) || (state.held.get(name) ?? 0) > at) continue;
    const most = rules.randomDelay(job.span.start);
    // One number is drawn for each line that sets a delay, not for each job.
    const line = rules.randomLine(job.span.start);
    if (!drawn.has(line)) drawn.set(line, chance && most > 0 ? chance.upTo(most) : 0);
    const delayed = drawn.get(line)!;
    const delay = job.minutes! + delayed;
    const starts = at + (delay > 1440 ? 0 : delay * 60);
    const id = state.ids.get(job)!;
    if (last !== undefined && !isAllowed(civilTime(zone, at + delay * 60).hour, rules)) {
      run.missed.push({ job: id, at: starts, why: 'hours' });
      continue;
    }
    if (!up || starts >= up.to) {
      run.missed.push({ job: id, at: starts, why: 'switched-off' });
      continue;
    }
    state.held.set(name, starts);
    const due = last === undefined ? today : (dueDay(job.every!, last, last) ?? today);
    const late = due < today ? { dueSince: due } : {};
    run.starts.push({ job: id, at: starts, ...(delayed > 0 ? { delayed } : {}), ...late });
    state.stamps.set(name, today);
  }
  return run;
}

function isAllowed(hour: number, { hours, preferredHour }: ReturnType<typeof startRules>): boolean {
  if (preferredHour !== undefined && hour !== preferredHour) return false;
  return !hours || (hour >= hours.from && hour < hours.to);
}
