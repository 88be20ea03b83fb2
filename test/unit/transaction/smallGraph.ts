import { buildTransaction } from '../../../server/src/core/transaction/buildTransaction.ts';
import type { ActiveState, JobRequest, JobType, ManagerState } from '../../../server/src/core/transaction/job.ts';
import { isPerpetual } from '../../../server/src/core/transaction/unitAbilities.ts';
import { fileNode, linkNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { loadGraph } from '../../../server/src/core/units/dependencies/index.ts';
import type { UnitGraph } from '../../../server/src/core/units/graph.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';

/** Unit names with the lines of their files; `masked` for a link to /dev/null. */
export type SmallUnits = Readonly<Record<string, string>>;

/** Units that have no default dependencies, loaded from a folder in memory, all of them. */
export function smallGraph(units: SmallUnits, version: number): UnitGraph {
  const entries = Object.entries(units).map(
    ([name, lines]) =>
      [`/u/${name}`, lines === 'masked' ? linkNode('/dev/null') : fileNode(textOf(name, lines))] as const,
  );
  const root = openUnitRoot(treeOf(entries), version, { unitPath: ['/u'] });
  return loadGraph(root, Object.keys(units));
}

/** A service gets a command and a socket an address unless the lines bring sections of their own. */
function textOf(name: string, lines: string): string {
  const section = lines.includes('[') ? '' : (SECTIONS[name.split('.').at(-1)!] ?? '');
  return `[Unit]\nDefaultDependencies=no\n${lines}\n${section}`;
}

const SECTIONS: Readonly<Record<string, string>> = {
  service: '[Service]\nExecStart=/bin/true\n',
  socket: '[Socket]\nListenStream=/run/s\n',
};

export interface SmallState {
  /** Units that are up, or in another state: `a.service` or `a.service failed`. */
  readonly active?: readonly string[];
  /** Jobs that the manager has: `stop a.service`; `!` behind it makes it irreversible, `&` running. */
  readonly jobs?: readonly string[];
}

export function smallState({ active = [], jobs = [] }: SmallState): ManagerState {
  const states = new Map(active.map((text) => text.split(' ') as [string, ActiveState | undefined]));
  const waiting = new Map(jobs.map((text) => text.split(' ').reverse() as [string, JobType]));
  const named = (id: string) => [...waiting.keys()].find((name) => name.replace(/[!&]+$/, '') === id);
  return {
    activeState: (unit) => (states.has(unit.id) || isPerpetual(unit) ? (states.get(unit.id) ?? 'active') : 'inactive'),
    job: (unit) => waiting.get(named(unit.id) ?? ''),
    irreversible: (unit) => named(unit.id)?.includes('!') ?? false,
    running: (unit) => named(unit.id)?.includes('&') ?? false,
  };
}

/** The jobs as `start a.service`, sorted, or the name of the refusal; and what was dropped, as `cycle start a.service`. */
export function outcome(units: SmallUnits, version: number, request: JobRequest, state: SmallState = {}) {
  const transaction = buildTransaction(smallGraph(units, version), smallState(state), request);
  const { error, jobs, dropped } = transaction;
  return {
    transaction,
    jobs: error ? error.name : jobs.map((job) => `${job.type} ${job.unit.id}`).sort(),
    dropped: dropped.map(({ reason, type, unit }) => `${reason} ${type} ${unit}`),
  };
}
