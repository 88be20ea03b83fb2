import type { Timezone } from '../values/timezone.ts';
import type { SimulatedJob, SimulatedStart, Simulation } from './simulation.ts';
import { civilTime, secondsAt } from './times.ts';

/** The starts of one job on one day. */
export interface JobDay {
  readonly job: SimulatedJob;
  readonly starts: readonly SimulatedStart[];
}

/** One day of a simulation. */
export interface CronDay {
  /** The second at which it begins by the clock of the zone. */
  readonly start: number;
  /** Days since the epoch. */
  readonly day: number;
  /** In the order of their first start. */
  readonly jobs: readonly JobDay[];
  readonly boots: readonly number[];
}

/** A simulation day by day. */
export function daysOf({ jobs, starts, uptimes }: Simulation, zone: Timezone, from: number, days: number): CronDay[] {
  const first = civilTime(zone, from).dayNumber;
  const last = civilTime(zone, from + days * 86_400 - 1).dayNumber;
  const byDay = new Map<number, Map<number, SimulatedStart[]>>();
  for (const start of starts) {
    const day = civilTime(zone, start.at).dayNumber;
    const ofDay = byDay.get(day) ?? new Map<number, SimulatedStart[]>();
    byDay.set(day, ofDay);
    const ofJob = ofDay.get(start.job);
    if (ofJob) ofJob.push(start);
    else ofDay.set(start.job, [start]);
  }
  const out: CronDay[] = [];
  for (let day = first; day <= last; day++) {
    out.push({
      start: secondsAt(zone, day, 0),
      day,
      jobs: [...(byDay.get(day) ?? [])].map(([job, list]) => ({ job: jobs[job]!, starts: list })),
      boots: uptimes.filter((up) => up.boots && civilTime(zone, up.from).dayNumber === day).map((up) => up.from),
    });
  }
  return out;
}

/** What is missed, job by job: how often, and when for the first time. */
export function missesOf({ jobs, missed }: Simulation) {
  const byJob = new Map<
    string,
    { job: SimulatedJob; why: (typeof missed)[number]['why']; at: number; count: number }
  >();
  for (const { job, at, why } of missed) {
    const key = `${job} ${why}`;
    const known = byJob.get(key);
    if (known) known.count++;
    else byJob.set(key, { job: jobs[job]!, why, at, count: 1 });
  }
  return [...byJob.values()];
}
