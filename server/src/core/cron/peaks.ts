import type { Peak, SimulatedStart } from './simulation.ts';

/** Fewer jobs in one minute are no load to speak of. */
const LEAST = 2;
const MOST_PEAKS = 10;

/** The minutes in which most jobs start; the first of each set of jobs that start together again and again. */
export function peaksOf(starts: readonly SimulatedStart[]): Peak[] {
  const byMinute = new Map<number, Set<number>>();
  for (const { at, job } of starts) {
    const minute = at - (at % 60);
    const jobs = byMinute.get(minute);
    if (jobs) jobs.add(job);
    else byMinute.set(minute, new Set([job]));
  }
  const seen = new Set<string>();
  const peaks: Peak[] = [];
  const full = [...byMinute].filter(([, jobs]) => jobs.size >= LEAST);
  for (const [at, set] of full.sort((a, b) => b[1].size - a[1].size || a[0] - b[0])) {
    const jobs = [...set].sort((a, b) => a - b);
    if (seen.has(jobs.join())) continue;
    seen.add(jobs.join());
    peaks.push({ at, jobs });
    if (peaks.length === MOST_PEAKS) break;
  }
  return peaks;
}
