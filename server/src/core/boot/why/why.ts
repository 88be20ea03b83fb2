import type { GraphUnit } from '../../units/graph.ts';
import type { ScheduledJob } from '../result.ts';
import type { BootSimulation } from '../simulation.ts';
import { type Why, type WhyStep, whyStep } from './answer.ts';
import { chainsTo } from './chains.ts';
import { whyNot } from './whyNot.ts';

/** How many chains are given at most. */
const MOST_CHAINS = 20;

/** Why the boot does with a unit what it does. A unit that the manager has not loaded is looked up in the root. */
export function why(simulation: BootSimulation, name: string): Why {
  const { graph, transaction, boot } = simulation;
  const unit = graph.unit(name);
  const job = unit && transaction.jobs.find((each) => each.unit === unit);
  const starts = job && job.type !== 'stop';
  const scheduled = starts ? boot.schedule.find((each) => each.unit === unit.id) : undefined;
  if (!unit || !job || !scheduled || !transaction.anchor) {
    return { unit: unit?.id ?? name, chains: [], more: false, without: [], ...whyNot(simulation, name, unit) };
  }
  const { chains, more } = chainsTo(job, transaction.anchor, transaction.jobs, MOST_CHAINS);
  const steps = chains.map((chain) => chain.map(whyStep));
  return {
    unit: unit.id,
    load: unit.loadState,
    state: scheduled.outcome,
    summary: `${unit.id} ${outcomeOf(scheduled)}: ${reasonOf(unit.id, steps[0], boot.anchor)}.`,
    chains: steps,
    more,
    wouldBring: [],
    ...withoutUnit(simulation, unit),
  };
}

function outcomeOf({ outcome, because }: ScheduledJob): string {
  if (outcome === 'done') return 'is started';
  const what = { skipped: 'is skipped', failed: 'fails', dependency: 'is not started' }[outcome];
  return because === undefined ? what : `${what} (${because})`;
}

function reasonOf(id: string, chain: readonly WhyStep[] | undefined, anchor: string): string {
  if (chain === undefined) return `the boot is for ${anchor === id ? 'it' : anchor}`;
  const words = chain.map(({ because, unit }) => `${because}=${unit}`);
  return `${chain[0]!.by} has ${words.join(', which has ')}`;
}

/** What a boot loses when one of its units is masked. */
function withoutUnit(simulation: BootSimulation, unit: GraphUnit): Pick<Why, 'without' | 'withoutError'> {
  const { error, schedule } = simulation.withMasked(unit.id);
  if (error) return { without: [], withoutError: error.text };
  const still = new Set(schedule.filter(isStarted).map((job) => job.unit));
  const before = simulation.boot.schedule.filter(isStarted);
  return { without: before.map((job) => job.unit).filter((id) => id !== unit.id && !still.has(id)) };
}

function isStarted({ action, outcome }: ScheduledJob): boolean {
  return action !== 'stop' && outcome === 'done';
}
