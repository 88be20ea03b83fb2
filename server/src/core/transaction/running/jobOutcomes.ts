import type { JobType } from '../job.ts';
import type { JobResult } from './unitRun.ts';

/** How a job ended. */
export interface JobOutcome {
  readonly unit: string;
  readonly type: JobType;
  /** Undefined for one that still goes on. */
  readonly result: JobResult | undefined;
  /** The condition or assertion that was not met, or what went wrong with the unit; undefined when all is well. */
  readonly because: string | undefined;
}

/** How jobs ended, to be looked up by their units. A unit may get the same job again, when it is restarted. */
export class JobOutcomes {
  /** The first one of each unit, and the others of the few units that have more. */
  private readonly first = new Map<string, JobOutcome>();
  private readonly more: JobOutcome[] = [];

  constructor(outcomes: readonly JobOutcome[]) {
    for (const outcome of outcomes) {
      if (this.first.has(outcome.unit)) this.more.push(outcome);
      else this.first.set(outcome.unit, outcome);
    }
  }

  /** How the unit's first job of that type ended. */
  of(unit: string, type: JobType): JobOutcome | undefined {
    const first = this.first.get(unit);
    if (!first || first.type === type) return first;
    return this.more.find((outcome) => outcome.unit === unit && outcome.type === type);
  }
}
