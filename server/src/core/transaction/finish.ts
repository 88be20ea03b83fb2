import type { GraphUnit } from '../units/graph.ts';
import type { DraftJob, JobDependency, TransactionDraft } from './draft.ts';
import type { DroppedJob, Job, JobLink, JobMode, Transaction, TransactionError } from './job.ts';
import { ignoreOnIsolate } from './unitAbilities.ts';

/** A transaction that is refused: it has no jobs. */
export function refusedTransaction(error: TransactionError, dropped: readonly DroppedJob[] = []): Transaction {
  return { anchor: undefined, jobs: [], dropped, error };
}

/** What callers get of a transaction that may be applied. */
export function finishedTransaction(draft: TransactionDraft, mode: JobMode): Transaction {
  const parents = shortestChains(draft);
  const jobs: Job[] = [];
  const [first] = draft.anchors;
  let anchor: Job | undefined;
  for (const [job] of draft.jobs.values()) {
    const finished = finishedJob(job!, parents.get(job!));
    jobs.push(finished);
    if (job === first) anchor = finished;
  }
  const dropped = reallyDropped(draft);
  return { anchor, jobs, dropped, error: undefined, cancelled: cancelledUnits(draft, mode) };
}

function finishedJob(job: DraftJob, parent: JobDependency | undefined): Job {
  const { unit, type, mattersToAnchor, ignoreOrder, askedBy } = job;
  const links = askedBy.filter((link) => !link.dead && link !== parent);
  const pulledInBy = (parent ? [parent, ...links] : links).map(jobLink);
  return { unit, type, mattersToAnchor, pulledInBy, ...(ignoreOrder ? { ignoreOrder } : {}) };
}

function jobLink({ subject, because, matters }: JobDependency): JobLink {
  return { by: subject.unit, because, matters };
}

/** For each job that a chain leads to from an anchor, the last link of the shortest one. */
function shortestChains({ anchors }: TransactionDraft): Map<DraftJob, JobDependency> {
  const parents = new Map<DraftJob, JobDependency>();
  const due = [...anchors];
  for (const job of due) {
    for (const link of job.asks) {
      if (link.dead || anchors.has(link.object) || parents.has(link.object)) continue;
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
