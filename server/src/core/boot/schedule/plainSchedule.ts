import type { BootPhase, ScheduledJob } from '../result.ts';
import { phaseOfJobs } from './phases.ts';
import type { TimedJob } from './timeline.ts';

/** Jobs with their places in time, as JSON has them, in the order in which they start. */
export function plainSchedule(jobs: readonly TimedJob[], phases: readonly BootPhase[]): ScheduledJob[] {
  const phaseOf = phaseOfJobs(jobs, phases);
  return jobs.map(({ job, start, end, assumed, outcome, waitsFor }, index): ScheduledJob => {
    const names = waitsFor.map((each) => each.job.unit.id);
    const last = names.at(-1);
    return {
      unit: job.unit.id,
      action: job.type,
      start,
      end,
      assumed,
      ...outcome,
      waitsFor: names,
      ...(last === undefined ? {} : { waitedFor: last }),
      phase: phaseOf[index]!,
    };
  });
}
