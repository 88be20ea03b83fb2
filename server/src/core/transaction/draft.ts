import type { GraphUnit, UnitGraph } from '../units/graph.ts';
import type { DroppedJob, DropReason, JobType, ManagerState } from './job.ts';
import { JobLists } from './jobLists.ts';
import { GRAPH_ORDER, type TableOrder } from './tableOrder.ts';

/** A job of a transaction that is being made: the half of `Job` of job.h that matters there. */
export interface DraftJob {
  readonly unit: GraphUnit;
  /** Older jobs have lower ones. */
  readonly age: number;
  type: JobType;
  mattersToAnchor: boolean;
  ignoreOrder: boolean;
  deleted: boolean;
  /** What it asked for, the oldest first: `subject_list`. Dead ones stay in the list. */
  firstAsk: JobDependency | undefined;
  lastAsk: JobDependency | undefined;
  /** Who asked for it, the oldest first: `object_list`. Dead ones stay in the list. */
  firstAsker: JobDependency | undefined;
  lastAsker: JobDependency | undefined;
  /** How many of those are alive. */
  askers: number;
  /** The last walk that came by. */
  generation: number;
  /** Where that walk came from; undefined when it has left the job behind. */
  marker: DraftJob | undefined;
}

/** `JobDependency` of job.h: in two lists, those of its subject and of its object. */
export interface JobDependency {
  subject: DraftJob;
  object: DraftJob;
  readonly matters: boolean;
  readonly conflicts: boolean;
  /** The dependency of the subject's unit that is behind it. */
  readonly because: string;
  dead: boolean;
  nextAsk: JobDependency | undefined;
  nextAsker: JobDependency | undefined;
}

/** `Transaction` of transaction.h while it is made. */
export interface TransactionDraft {
  readonly graph: UnitGraph;
  readonly state: ManagerState;
  readonly order: TableOrder;
  /** The jobs of each unit, the youngest first; most units have one. */
  readonly jobs: JobLists;
  /** The same for units with more than one. */
  readonly crowded: Map<GraphUnit, DraftJob[]>;
  /** Jobs that may have become garbage: nobody asks for them any more, or they are first in their list now. */
  orphans: DraftJob[];
  /** The jobs that were asked for: one, or one for each unit of a request for several. */
  readonly anchors: Set<DraftJob>;
  /** The jobs that the manager had before, as far as they were looked at. */
  readonly installed: Map<GraphUnit, DraftJob>;
  readonly dropped: DroppedJob[];
  /** Whether the answer may be another one in another order of the tables. */
  orderMattered: boolean;
  /** The number of the last walk through the order. */
  generation: number;
  /** Whether what that walk has found to be fine has to be looked at again. */
  walkAnew: boolean;
  /** How many jobs were added or walked by: what the transaction has cost. */
  work: number;
}

/** Why a job is deleted. */
export interface Drop {
  readonly reason: DropReason;
  readonly text: string;
  readonly cycle?: readonly string[];
}

/** `transaction_new` of transaction.c. */
export function transactionNew(graph: UnitGraph, state: ManagerState, order = GRAPH_ORDER): TransactionDraft {
  return {
    graph,
    state,
    order,
    jobs: new JobLists(graph.units.length),
    crowded: new Map(),
    orphans: [],
    anchors: new Set(),
    installed: new Map(),
    dropped: [],
    orderMattered: false,
    generation: 0,
    walkAnew: true,
    work: 0,
  };
}

/** `job_new` of job.c. */
export function jobNew(unit: GraphUnit, type: JobType, age = 0): DraftJob {
  return {
    unit,
    age,
    type,
    mattersToAnchor: false,
    ignoreOrder: false,
    deleted: false,
    firstAsk: undefined,
    lastAsk: undefined,
    firstAsker: undefined,
    lastAsker: undefined,
    askers: 0,
    generation: 0,
    marker: undefined,
  };
}

/** The job of that type that a unit has in the transaction: the first half of `transaction_add_one_job`. */
export function transactionJobOf(draft: TransactionDraft, type: JobType, unit: GraphUnit): DraftJob | undefined {
  const list = draft.jobs.get(unit);
  if (!list) return undefined;
  for (let i = 0; i < list.length; i++) if (list[i]!.type === type) return list[i];
  return undefined;
}

/** The second half, for a unit that has no job of that type: a new one, at the head of its unit's list. */
export function transactionAddOneJob(draft: TransactionDraft, type: JobType, unit: GraphUnit): DraftJob {
  const list = draft.jobs.get(unit);
  const job = jobNew(unit, type, draft.work++);
  if (list) {
    list.unshift(job);
    draft.crowded.set(unit, list);
  } else draft.jobs.set(unit, [job]);
  return job;
}

/** `job_dependency_new` of job.c. */
export function jobDependencyNew(
  subject: DraftJob,
  object: DraftJob,
  matters: boolean,
  conflicts: boolean,
  because: string,
): void {
  const link: JobDependency = {
    subject,
    object,
    matters,
    conflicts,
    because,
    dead: false,
    nextAsk: undefined,
    nextAsker: undefined,
  };
  addAsk(subject, link);
  addAsker(object, link);
  object.askers++;
}

/** Puts a link at the end of what a job asks for. */
export function addAsk(subject: DraftJob, link: JobDependency): void {
  link.subject = subject;
  link.nextAsk = undefined;
  if (subject.lastAsk) subject.lastAsk.nextAsk = link;
  else subject.firstAsk = link;
  subject.lastAsk = link;
}

/** Puts a link at the end of those that ask for a job. */
export function addAsker(object: DraftJob, link: JobDependency): void {
  link.object = object;
  link.nextAsker = undefined;
  if (object.lastAsker) object.lastAsker.nextAsker = link;
  else object.firstAsker = link;
  object.lastAsker = link;
}

/** The living links of those that ask for a job, the oldest first. */
export function askersOf({ firstAsker }: DraftJob): JobDependency[] {
  const links: JobDependency[] = [];
  for (let link = firstAsker; link; link = link.nextAsker) if (!link.dead) links.push(link);
  return links;
}

/**
 * `transaction_delete_job`. With `cascade`, whoever cannot do without the job goes too, and so on, all for the reason
 * that is given; they are written down as dropped, each with the one that it needed.
 */
export function transactionDeleteJob(draft: TransactionDraft, job: DraftJob, cascade: boolean, drop?: Drop): void {
  const due: [DraftJob, Drop | undefined][] = [[job, drop]];
  for (let next = due.pop(); next; next = due.pop()) {
    const [gone, why] = next;
    if (gone.deleted) continue;
    if (why) draft.dropped.push({ unit: gone.unit.id, type: gone.type, ...why });
    const needing = transactionUnlinkJob(draft, gone);
    if (!cascade) continue;
    const text = `it needs the ${gone.type} job of ${gone.unit.id}, which is gone`;
    for (const subject of needing) due.push([subject, why && { ...why, text }]);
  }
}

/** `transaction_delete_unit`: all jobs of a unit. */
export function transactionDeleteUnit(draft: TransactionDraft, unit: GraphUnit, drop: Drop): void {
  for (let list = draft.jobs.get(unit); list; list = draft.jobs.get(unit)) {
    transactionDeleteJob(draft, list[0]!, true, drop);
  }
}

/** `transaction_unlink_job`, with `job_free`. Gives the jobs that cannot do without it. */
function transactionUnlinkJob(draft: TransactionDraft, job: DraftJob): DraftJob[] {
  const list = draft.jobs.get(job.unit);
  // Another job of the unit, or the one that the manager has, takes its place in the order.
  if (list?.length !== 1 || draft.state.job(job.unit) !== undefined) draft.walkAnew = true;
  if (list?.length === 1) draft.jobs.delete(job.unit);
  list?.splice(list.indexOf(job), 1);
  if (list?.[0]?.askers === 0) draft.orphans.push(list[0]);
  job.deleted = true;
  draft.anchors.delete(job);
  for (let link = job.firstAsk; link; link = link.nextAsk) {
    if (link.dead) continue;
    link.dead = true;
    if (--link.object.askers === 0) draft.orphans.push(link.object);
  }
  const needing: DraftJob[] = [];
  for (let link = job.firstAsker; link; link = link.nextAsker) {
    if (!link.dead && link.matters) needing.push(link.subject);
    link.dead = true;
  }
  job.askers = 0;
  return needing;
}
