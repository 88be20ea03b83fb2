import type { UnitWalk } from '../units/dependencies/view.ts';
import type { GraphUnit } from '../units/graph.ts';
import { type DraftJob, jobNew, type TransactionDraft, transactionDeleteUnit } from './draft.ts';
import type { TransactionError } from './job.ts';
import { jobCompareBefore } from './jobCompare.ts';
import { jobError } from './jobErrors.ts';

/** What came of one look at the order: all is well, a job is gone and it has to be looked at again, or it is refused. */
export type Verified = 'done' | 'again' | TransactionError;

/** A job on the path of the walk, with the units whose jobs may come after it. */
interface Frame {
  readonly job: DraftJob;
  units: UnitWalk;
  /** Whether `units` are those that it is before, or those that it is after. */
  before: boolean;
}

/**
 * `transaction_verify_order` of transaction.c: looks for a cycle in the order of the jobs, and breaks the first one that
 * it finds. Which one that is, and which of its jobs goes, depends on the order of systemd's hash tables; here units are
 * taken in the order of the draft.
 *
 * systemd begins anew once a job is gone. What the walk has left behind without finding a cycle has none then either, so it is
 * not walked through again unless another job has come in its unit's place.
 */
export function transactionVerifyOrder(draft: TransactionDraft): Verified {
  if (draft.walkAnew) draft.generation++;
  draft.walkAnew = false;
  for (const list of draft.order.jobs(draft.jobs)) {
    const cycle = findCycle(draft, list[0]!);
    if (cycle) return breakCycle(draft, cycle);
  }
  return 'done';
}

/**
 * `transaction_verify_order_one`, its recursion spelt out. The jobs of a cycle from where the walk noticed it backwards:
 * each has to come after the next one.
 */
function findCycle(draft: TransactionDraft, start: DraftJob): DraftJob[] | undefined {
  if (start.generation === draft.generation) return undefined;
  const frames = [visit(draft, start, start)];
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const next = nextJob(draft, frame);
    if (!next) {
      frame.job.marker = undefined;
      frames.pop();
    } else if (next.generation !== draft.generation) frames.push(visit(draft, next, frame.job));
    else if (next.marker) return endWalk(frames, wayBack(frame.job, next));
  }
  return undefined;
}

/** Those on the path have not been seen to the end, so that they are walked through again. */
function endWalk(frames: readonly Frame[], way: DraftJob[]): DraftJob[] {
  for (const { job } of frames) {
    job.generation = 0;
    job.marker = undefined;
  }
  return way;
}

function visit(draft: TransactionDraft, job: DraftJob, from: DraftJob): Frame {
  draft.work++;
  job.generation = draft.generation;
  job.marker = from;
  return { job, units: draft.order.walk(job.unit, 'Before'), before: true };
}

function wayBack(from: DraftJob, to: DraftJob): DraftJob[] {
  const way = [from];
  for (let job = from; job !== to && job.marker && job.marker !== job; job = job.marker) way.push(job.marker);
  return way;
}

/** The next job that has to come after that of the frame. */
function nextJob(draft: TransactionDraft, frame: Frame): DraftJob | undefined {
  const { job } = frame;
  for (;;) {
    for (let unit = frame.units.next(); unit; unit = frame.units.next()) {
      const other = jobOf(draft, unit);
      if (!other) continue;
      const order = frame.before ? jobCompareBefore(job, other) : -jobCompareBefore(other, job);
      if (order < 0) return other;
    }
    // Only a stop goes before the jobs of units that its own is after.
    if (!frame.before || (job.type !== 'stop' && job.type !== 'restart')) return undefined;
    frame.before = false;
    frame.units = draft.order.walk(job.unit, 'After');
  }
}

/** The job of a unit in the transaction, else the one that the manager has for it already. */
function jobOf(draft: TransactionDraft, unit: GraphUnit): DraftJob | undefined {
  const job = draft.jobs.get(unit)?.[0] ?? draft.installed.get(unit);
  if (job) return job;
  const type = draft.state.job(unit);
  if (type === undefined || type === 'nop') return undefined;
  const installed = jobNew(unit, type);
  installed.ignoreOrder = draft.state.ignoresOrder?.(unit) ?? false;
  draft.installed.set(unit, installed);
  return installed;
}

function breakCycle(draft: TransactionDraft, way: readonly DraftJob[]): Verified {
  draft.orderMattered = true;
  const jobs = [...way].reverse();
  const cycle = jobs.map((job) => job.unit.id);
  const victim = way.find((job) => mayBeDropped(draft, job));
  const path = pathText([...cycle, cycle[0]!]);
  if (!victim) return { ...jobError('TransactionOrderIsCyclic', `no job can be left out of the cycle ${path}`), cycle };
  transactionDeleteUnit(draft, victim.unit, { reason: 'cycle', text: `it is on the cycle ${path}`, cycle });
  return 'again';
}

/** How many units of a cycle are named in words. */
const NAMED = 12;

function pathText(path: readonly string[]): string {
  if (path.length <= NAMED) return path.join(' before ');
  const between = `${path.length - NAMED} others`;
  return [...path.slice(0, NAMED / 2), between, ...path.slice(-NAMED / 2)].join(' before ');
}

/** Whether a unit has jobs in the transaction and the anchor can do without them: `job_matters_to_anchor`. */
function mayBeDropped(draft: TransactionDraft, { unit }: DraftJob): boolean {
  const jobs = draft.jobs.get(unit);
  return jobs !== undefined && !jobs.some((job) => job.mattersToAnchor);
}
