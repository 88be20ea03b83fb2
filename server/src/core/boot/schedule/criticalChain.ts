import type { CriticalUnit } from '../result.ts';
import type { TimedJob } from './timeline.ts';

/**
 * The chain that `systemd-analyze critical-chain` shows for a unit: of all units that it is ordered after the one that
 * became active last, and so on back: analyze-critical-chain.c, `list_dependencies_one`. Units that are skipped or fail
 * never became active. Where several became active at the same moment, one line of them is followed.
 */
export function criticalChain(anchor: TimedJob | undefined): CriticalUnit[] {
  const chain: CriticalUnit[] = [];
  for (let at = anchor; at; at = lastActive(at)) {
    const { job, start, end, assumed } = at;
    chain.push({ unit: job.unit.id, depth: chain.length, at: start, took: end - start, assumed });
  }
  return chain;
}

function lastActive({ waitsFor }: TimedJob): TimedJob | undefined {
  return waitsFor.findLast(({ job, outcome }) => job.type === 'start' && outcome.outcome === 'done');
}
