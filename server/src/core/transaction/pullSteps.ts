import { bitsOf } from '../units/dependencies/view.ts';
import type { GraphUnit, UnitDependency } from '../units/graph.ts';
import { dependenciesWithAtom, type UnitDependencyAtom } from './atoms.ts';
import type { TransactionDraft } from './draft.ts';
import type { JobType } from './job.ts';
import { jobTypeCollapse } from './jobType.ts';

/** One loop of `transaction_add_job_and_dependencies` over the dependencies that have an atom. */
export interface PullStep {
  readonly dependencies: readonly UnitDependency[];
  /** A bit for each of those, by its number. */
  readonly kinds: number;
  /** The job that the unit at the other end gets; `nop` for none. */
  typeFor(draft: TransactionDraft, unit: GraphUnit): JobType;
  readonly matters: boolean;
  readonly conflicts: boolean;
  /** Whether the step may bring `PropagatesStopTo=` further along. */
  readonly graceful: boolean;
  /**
   * What becomes of the job when the other unit refuses: `ignore` goes on; `return` and `fail` give the error to whoever
   * asked, and `fail` takes the job itself back, too, where versions do that.
   */
  readonly onError: 'fail' | 'return' | 'ignore';
}

/** The steps of each type of job for one version. */
export class PullSteps {
  readonly #version: number;
  /** By the flags, then by type. */
  readonly #known: Partial<Record<JobType, readonly PullStep[]>>[] = [{}, {}, {}, {}];

  constructor(version: number) {
    this.#version = version;
  }

  /**
   * @param graceful the job is the anchor, or was brought by `PropagatesStopTo=`
   * @param startAsRestart it is the anchor of `restart-dependencies`
   */
  of(type: JobType, graceful: boolean, startAsRestart: boolean): readonly PullStep[] {
    const known = this.#known[(graceful ? 1 : 0) + (startAsRestart ? 2 : 0)]!;
    known[type] ??= this.#make(type, graceful, startAsRestart).filter((step) => step.dependencies.length > 0);
    return known[type];
  }

  #make(type: JobType, graceful: boolean, startAsRestart: boolean): PullStep[] {
    if (type === 'reload')
      return [this.#step('propagates-reload-to', tryReload, { matters: false, onError: 'ignore' })];
    const steps = type === 'start' || type === 'restart' ? this.#starting() : [];
    if (type !== 'stop' && type !== 'restart' && !(type === 'start' && startAsRestart)) return steps;
    if (type === 'stop') steps.push(this.#step('propagate-stop', stop, { onError: 'return' }));
    else steps.push(this.#step('propagate-restart', tryRestart, { onError: 'return' }));
    if (graceful) {
      steps.push(this.#step('propagate-stop-graceful', stopGracefully, { onError: 'return', graceful: true }));
    }
    return steps;
  }

  #starting(): PullStep[] {
    return [
      this.#step('pull-in-start', start, {}),
      this.#step('pull-in-start-ignored', start, { matters: false, onError: 'ignore' }),
      this.#step('pull-in-verify', verifyActive, {}),
      this.#step('pull-in-stop', stop, { conflicts: true }),
      this.#step('pull-in-stop-ignored', stop, { matters: false, onError: 'ignore' }),
    ];
  }

  #step(atom: UnitDependencyAtom, typeFor: PullStep['typeFor'], rest: Partial<PullStep>): PullStep {
    const dependencies = dependenciesWithAtom(atom, this.#version);
    const kinds = bitsOf(dependencies);
    return { dependencies, kinds, typeFor, matters: true, conflicts: false, graceful: false, onError: 'fail', ...rest };
  }
}

const start = (): JobType => 'start';
const verifyActive = (): JobType => 'verify-active';
const stop = (): JobType => 'stop';

function tryRestart({ state }: TransactionDraft, unit: GraphUnit): JobType {
  return jobTypeCollapse('try-restart', state.activeState(unit));
}

function tryReload({ state }: TransactionDraft, unit: GraphUnit): JobType {
  return jobTypeCollapse('try-reload', state.activeState(unit));
}

/** `job_type_propagate_stop_graceful`: a unit that is started by the same transaction is restarted. */
function stopGracefully(draft: TransactionDraft, unit: GraphUnit): JobType {
  let type: JobType = 'stop';
  for (const job of draft.jobs.get(unit) ?? []) {
    draft.orderMattered = true;
    if (job.type === 'stop' || job.type === 'restart') return 'nop';
    if (job.type === 'start') type = 'restart';
  }
  return type;
}
