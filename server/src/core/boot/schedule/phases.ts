import type { BootPhase } from '../result.ts';
import type { TimedJob } from './timeline.ts';

/** The targets that part every boot, in their order; a boot for another unit ends with that one. */
const TARGETS = ['sysinit.target', 'basic.target', 'multi-user.target', 'graphical.target'];

/** What starts when the boot's own unit has been reached already, or is not waited for. */
export const LATER = 'later';

/**
 * The phases of a boot: each lasts until its target is reached. Only targets that are started in this boot make one; two
 * that are reached out of their order make none of the earlier.
 */
export function bootPhases(jobs: readonly TimedJob[], anchor: string): BootPhase[] {
  const ends = new Map(jobs.filter(({ job }) => job.type === 'start').map((timed) => [timed.job.unit.id, timed.end]));
  const phases: BootPhase[] = [];
  let start = 0;
  for (const target of TARGETS.includes(anchor) ? TARGETS : [...TARGETS, anchor]) {
    const end = ends.get(target);
    if (end === undefined || end < start) continue;
    phases.push({ name: target.replace(/\.target$/, ''), target, start, end });
    start = end;
  }
  return phases;
}

/** The phase of each job, in the order of the jobs: a phase ends behind its target. */
export function phaseOfJobs(jobs: readonly TimedJob[], phases: readonly BootPhase[]): string[] {
  let at = 0;
  return jobs.map(({ job, start }) => {
    while (at < phases.length && start > phases[at]!.end) at++;
    const phase = phases[at];
    if (phase?.target === job.unit.id) at++;
    return phase?.name ?? LATER;
  });
}
