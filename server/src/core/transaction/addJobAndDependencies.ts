import { kindBits, type UnitWalk } from '../units/dependencies/view.ts';
import type { GraphUnit } from '../units/graph.ts';
import {
  type DraftJob,
  jobDependencyNew,
  type TransactionDraft,
  transactionAddOneJob,
  transactionDeleteJob,
  transactionJobOf,
} from './draft.ts';
import type { JobType, TransactionError } from './job.ts';
import { busUnitValidateLoadState, isNotApplicable, notApplicable } from './jobErrors.ts';
import { type PullStep, PullSteps } from './pullSteps.ts';
import { unitJobIsApplicable } from './unitAbilities.ts';

/** Since then, or a version or two earlier, a job whose requirement is refused is taken back. */
const TAKEN_BACK_SINCE = 257;

/** A job that is to be in the transaction. */
export interface Wanted {
  readonly type: JobType;
  readonly unit: GraphUnit;
  /** Who asks; undefined for an anchor. */
  readonly by: DraftJob | undefined;
  /** The dependency behind it. */
  readonly because: string;
  readonly matters: boolean;
  readonly conflicts?: boolean;
  readonly ignoreOrder?: boolean;
  readonly ignoreRequirements?: boolean;
  /** `TRANSACTION_PROPAGATE_START_AS_RESTART`. */
  readonly startAsRestart?: boolean;
  /** `TRANSACTION_PROCESS_PROPAGATE_STOP_GRACEFUL`. */
  readonly graceful?: boolean;
}

/** Where the walk stands in the dependencies of a job that it has added. */
interface Frame {
  readonly job: DraftJob;
  readonly steps: readonly PullStep[];
  /** The kinds of dependencies that its unit has, a bit for each. */
  readonly kinds: number;
  readonly ignoreOrder: boolean;
  step: number;
  /** Index into the step's dependencies. */
  dependency: number;
  /** The units at the ends of that one. */
  units: UnitWalk | undefined;
}

const stepsByVersion = new Map<number, PullSteps>();

/**
 * `transaction_add_job_and_dependencies` of transaction.c: adds a job, all jobs that it brings, and so on. Gives the error
 * with which systemd refuses the job. The recursion is spelt out, for a chain of dependencies can be long.
 */
export function transactionAddJobAndDependencies(
  draft: TransactionDraft,
  wanted: Wanted,
): TransactionError | undefined {
  const frames: Frame[] = [];
  let failure = addJob(draft, wanted, frames);
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    if (failure) failure = failureOfStep(draft, frame, failure);
    const next: Wanted | undefined = failure ? undefined : nextWanted(draft, frame);
    if (next) failure = addJob(draft, next, frames);
    else frames.pop();
  }
  return failure;
}

/** Adds the job alone; when it is new, its dependencies are next. */
function addJob(draft: TransactionDraft, wanted: Wanted, frames: Frame[]): TransactionError | undefined {
  const { type, unit, by } = wanted;
  const { version } = draft.graph;
  const refused = refusal(unit, type, version);
  if (refused) {
    const reason = isNotApplicable(refused) ? 'not-applicable' : 'not-loadable';
    if (by) draft.dropped.push({ unit: unit.id, type, reason, text: refused.text });
    return refused;
  }
  const before = transactionJobOf(draft, type, unit);
  const job = before ?? transactionAddOneJob(draft, type, unit);
  const ignoreOrder = wanted.ignoreOrder ?? false;
  if (ignoreOrder) job.ignoreOrder = true;
  if (by) jobDependencyNew(by, job, wanted.matters, wanted.conflicts ?? false, wanted.because);
  else draft.anchors.add(job);
  if (before || wanted.ignoreRequirements || type === 'nop') return undefined;
  const steps = stepsOf(version).of(type, !by || (wanted.graceful ?? false), wanted.startAsRestart ?? false);
  if (steps.length > 0) frames.push(frameFor(job, steps, ignoreOrder));
  return undefined;
}

function frameFor(job: DraftJob, steps: readonly PullStep[], ignoreOrder: boolean): Frame {
  const kinds = kindBits(job.unit.dependencies);
  return { job, steps, kinds, ignoreOrder, step: 0, dependency: 0, units: undefined };
}

/** Why a unit cannot have such a job. */
function refusal(unit: GraphUnit, type: JobType, version: number): TransactionError | undefined {
  const unloaded = type === 'stop' ? undefined : busUnitValidateLoadState(unit);
  return unloaded ?? (unitJobIsApplicable(unit, type, version) ? undefined : notApplicable(unit, type));
}

function stepsOf(version: number): PullSteps {
  const known = stepsByVersion.get(version);
  if (known) return known;
  const steps = new PullSteps(version);
  stepsByVersion.set(version, steps);
  return steps;
}

/** The next job that a job's dependencies bring. */
function nextWanted(draft: TransactionDraft, frame: Frame): Wanted | undefined {
  for (let step = frame.steps[frame.step]; step; step = frame.steps[++frame.step]) {
    const kinds = draft.order.kinds(step.dependencies, frame.job.unit);
    if ((step.kinds & frame.kinds) === 0) continue;
    for (let kind = kinds[frame.dependency]; kind; kind = kinds[++frame.dependency]) {
      frame.units ??= draft.order.walk(frame.job.unit, kind);
      for (let unit = frame.units.next(); unit; unit = frame.units.next()) {
        const type = step.typeFor(draft, unit);
        if (type !== 'nop') return wantedBy(frame, step, type, unit, kind);
      }
      frame.units = undefined;
    }
    frame.dependency = 0;
  }
  return undefined;
}

function wantedBy(frame: Frame, step: PullStep, type: JobType, unit: GraphUnit, because: string): Wanted {
  const { job: by, ignoreOrder } = frame;
  const { matters, conflicts, graceful } = step;
  return { type, unit, by, because, matters, conflicts, ignoreOrder, graceful };
}

/** What a refused dependency means for the job that has it: undefined when it does without. */
function failureOfStep(draft: TransactionDraft, frame: Frame, failure: TransactionError): TransactionError | undefined {
  const { onError } = frame.steps[frame.step]!;
  if (onError === 'ignore' || isNotApplicable(failure)) return undefined;
  draft.orderMattered = true;
  if (onError === 'fail' && draft.graph.version >= TAKEN_BACK_SINCE) {
    const drop = { reason: 'not-loadable', text: `it needs a unit that cannot be had: ${failure.text}` } as const;
    transactionDeleteJob(draft, frame.job, false, drop);
  }
  return failure;
}
