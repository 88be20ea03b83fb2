import type { GraphUnit } from '../units/graph.ts';
import { askersOf, type DraftJob, type JobDependency, type TransactionDraft } from './draft.ts';
import type { DroppedJob, Job, JobLink, JobMode, JobType, Transaction, TransactionError } from './job.ts';
import { ignoreOnIsolate } from './unitAbilities.ts';

/** A transaction that is refused: it has no jobs. */
export function refusedTransaction(error: TransactionError, dropped: readonly DroppedJob[] = []): Transaction {
  return { anchor: undefined, jobs: [], dropped, error };
}

/** What callers get of a transaction that may be applied. */
export function finishedTransaction(draft: TransactionDraft, mode: JobMode): Transaction {
  const chains = new Chains(draft);
  const jobs: Job[] = [];
  const [first] = draft.anchors;
  let anchor: Job | undefined;
  for (let place = 0; place < draft.jobs.size; place++) {
    const job = draft.jobs.at(place)?.[0];
    if (!job) continue;
    const finished = new FinishedJob(job, chains);
    jobs.push(finished);
    if (job === first) anchor = finished;
  }
  const dropped = reallyDropped(draft);
  return { anchor, jobs, dropped, error: undefined, cancelled: cancelledUnits(draft, mode) };
}

/** A job of a transaction that is made. Why it is in there is worked out when it is asked for, which it hardly ever is. */
class FinishedJob implements Job {
  readonly unit: GraphUnit;
  readonly type: JobType;
  readonly mattersToAnchor: boolean;
  readonly ignoreOrder: boolean;
  private links: readonly JobLink[] | undefined;

  constructor(
    private readonly draft: DraftJob,
    private readonly chains: Chains,
  ) {
    this.unit = draft.unit;
    this.type = draft.type;
    this.mattersToAnchor = draft.mattersToAnchor;
    this.ignoreOrder = draft.ignoreOrder;
  }

  get pulledInBy(): readonly JobLink[] {
    this.links ??= this.chains.linksTo(this.draft);
    return this.links;
  }
}

function jobLink({ subject, because, matters }: JobDependency): JobLink {
  return { by: subject.unit, because, matters };
}

/** The ways that lead from the anchors to the jobs of a transaction. */
class Chains {
  private readonly anchors: readonly DraftJob[];
  private parents: ReadonlyMap<DraftJob, JobDependency> | undefined;

  constructor({ anchors }: TransactionDraft) {
    this.anchors = [...anchors];
  }

  /** What asks for a job, the last link of the shortest chain from an anchor first. */
  linksTo(job: DraftJob): readonly JobLink[] {
    this.parents ??= shortestChains(this.anchors);
    const parent = this.parents.get(job);
    const links = askersOf(job).filter((link) => link !== parent);
    return (parent ? [parent, ...links] : links).map(jobLink);
  }
}

/** For each job that a chain leads to from an anchor, the last link of the shortest one. */
function shortestChains(anchors: readonly DraftJob[]): Map<DraftJob, JobDependency> {
  const parents = new Map<DraftJob, JobDependency>();
  const due = [...anchors];
  for (const job of due) {
    for (let link = job.firstAsk; link; link = link.nextAsk) {
      if (link.dead || anchors.includes(link.object) || parents.has(link.object)) continue;
      parents.set(link.object, link);
      due.push(link.object);
    }
  }
  return parents;
}

/** Each job once, for its first reason, unless it came back in a later turn. */
function reallyDropped({ jobs, graph, dropped }: TransactionDraft): DroppedJob[] {
  const seen = new Set<string>();
  return dropped.filter(({ unit, type }) => {
    const key = `${type} ${unit}`;
    const there = jobs.get(graph.unit(unit)!)?.some((job) => job.type === type);
    if (there || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The first lines of `transaction_apply`: the manager's jobs that do not outlive a transaction of such a mode. */
function cancelledUnits({ graph, state, jobs }: TransactionDraft, mode: JobMode): GraphUnit[] {
  if (mode !== 'isolate' && mode !== 'flush') return [];
  return graph.units.filter((unit) => state.job(unit) !== undefined && !jobs.has(unit) && !ignoreOnIsolate(unit));
}
