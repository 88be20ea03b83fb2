import type { Job } from '../../transaction/job.ts';
import type { GraphUnit } from '../../units/graph.ts';

/** A step of a chain: one unit's job brings that of another. */
export interface ChainStep {
  readonly by: GraphUnit;
  /** The dependency of `by`, such as `Wants`. */
  readonly because: string;
  /** Whether `by` fails when `unit` does. */
  readonly matters: boolean;
  readonly unit: GraphUnit;
}

export interface Chains {
  /** Each from the anchor to the unit, the shortest first. */
  readonly chains: readonly (readonly ChainStep[])[];
  /** There are more. */
  readonly more: boolean;
}

/** Chains that are begun and not at their end; beyond it nobody wants to see more. */
const MOST_OPEN = 10_000;

/**
 * The chains by which a boot comes to a job: for each of its steps the job before is one that asked for the next. No
 * chain passes a unit twice. None for the anchor itself, and none for a job that nothing in this boot asked for.
 *
 * @param most how many chains are given at most
 */
export function chainsTo(job: Job, anchor: Job, jobs: readonly Job[], most: number): Chains {
  const byUnit = new Map(jobs.map((each) => [each.unit, each]));
  const distance = distances(anchor, jobs, byUnit);
  const chains: ChainStep[][] = [];
  const open: { at: Job; steps: ChainStep[]; length: number }[][] = [];
  const put = (at: Job, steps: ChainStep[]): void => {
    const length = steps.length + (distance.get(at) ?? 0);
    open[length] ??= [];
    open[length].push({ at, steps, length });
  };
  if (job === anchor || !distance.has(job)) return { chains, more: false };
  put(job, []);
  let seen = 0;
  for (let length = 0; length < open.length; length++) {
    for (const { at, steps } of open[length] ?? []) {
      if (at === anchor) {
        if (chains.length === most) return { chains, more: true };
        chains.push(steps);
        continue;
      }
      if (++seen > MOST_OPEN) return { chains, more: true };
      for (const step of stepsBefore(at, steps, byUnit, distance)) put(byUnit.get(step.by)!, [step, ...steps]);
    }
  }
  return { chains, more: false };
}

type JobOfUnit = ReadonlyMap<GraphUnit, Job>;

function stepsBefore(at: Job, steps: readonly ChainStep[], byUnit: JobOfUnit, distance: ReadonlyMap<Job, number>) {
  const found: ChainStep[] = [];
  for (const { by, because, matters } of at.pulledInBy) {
    const earlier = byUnit.get(by);
    const passed = by === at.unit || steps.some(({ unit }) => unit === by);
    if (!earlier || passed || !distance.has(earlier)) continue;
    // Of several dependencies between the same two units the first one is enough.
    if (!found.some((step) => step.by === by)) found.push({ by, because, matters, unit: at.unit });
  }
  return found;
}

/** How many steps each job is from the anchor. */
function distances(anchor: Job, jobs: readonly Job[], byUnit: JobOfUnit): Map<Job, number> {
  const asks = new Map<Job, Job[]>();
  for (const job of jobs) {
    for (const { by } of job.pulledInBy) {
      const earlier = byUnit.get(by);
      const list = earlier && asks.get(earlier);
      if (list) list.push(job);
      else if (earlier) asks.set(earlier, [job]);
    }
  }
  const distance = new Map([[anchor, 0]]);
  for (const [job, steps] of distance) {
    for (const next of asks.get(job) ?? []) if (!distance.has(next)) distance.set(next, steps + 1);
  }
  return distance;
}
