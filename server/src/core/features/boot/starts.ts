import { bootTransaction } from '../../transaction/bootTransaction.ts';
import { buildTransaction, freshManager } from '../../transaction/buildTransaction.ts';
import type { Transaction } from '../../transaction/job.ts';
import { loadGraph } from '../../units/dependencies/index.ts';
import type { UnitGraph } from '../../units/graph.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';

/** What systemd makes of starting a unit, and of booting. */
export interface Starts {
  readonly graph: UnitGraph;
  /** The start of the unit alone, on a machine on which nothing runs yet. */
  readonly start: Transaction;
  /** The boot into the default target; undefined where there is none. */
  readonly boot: Transaction | undefined;
}

const DEFAULT = 'default.target';
const known = new WeakMap<UnitRoot, Map<string, Starts | undefined>>();

/** Undefined when there is no such unit. Kept as long as the root, for a changed tree has a new one. */
export function startsOf(root: UnitRoot, unit: string): Starts | undefined {
  const ofRoot = known.get(root) ?? new Map<string, Starts | undefined>();
  known.set(root, ofRoot);
  if (!ofRoot.has(unit)) ofRoot.set(unit, findStarts(root, unit));
  return ofRoot.get(unit);
}

function findStarts(root: UnitRoot, unit: string): Starts | undefined {
  const graph = loadGraph(root, [unit, DEFAULT]);
  if (!graph.unit(unit)) return undefined;
  const start = buildTransaction(graph, freshManager, { type: 'start', unit, mode: 'replace' });
  const booted = graph.unit(DEFAULT)?.loadState === 'loaded';
  return { graph, start, boot: booted ? bootTransaction(graph, DEFAULT) : undefined };
}
