import type { Job } from '../transaction/job.ts';
import type { JobOutcome as Ended, JobOutcomes } from '../transaction/running/jobOutcomes.ts';
import type { RunningManager } from '../transaction/running/simulateBoot.ts';
import type { GraphUnit, UnitDependency } from '../units/graph.ts';
import type { UnitRoot } from '../units/unitRoot.ts';
import { type Conditions, conditionsIn } from './conditions/decide.ts';
import type { MachineProfile } from './machine/profile.ts';
import type { JobOutcome } from './schedule/timeline.ts';

export type OutcomeOf = (job: Job) => JobOutcome;

/** `Result=` of units that fail, in words. */
const RESULTS: Readonly<Record<string, string>> = {
  'exit-code': 'a command of it fails',
  resources: 'its process cannot be started',
  timeout: 'it takes too long',
  'start-limit-hit': 'it is started too often',
  protocol: 'it does not say that it is ready',
  'service-start-limit-hit': 'its service is started too often',
};

/** How jobs end that end neither well nor with the unit's own failure. */
const ENDS: Readonly<Record<string, string>> = {
  timeout: 'it takes too long',
  canceled: 'its job is cancelled',
  unsupported: 'this machine has no such units',
  invalid: 'its unit has no such job',
  collected: 'nobody needs it any more',
  once: 'it may be started once only',
};

/** Dependencies that take a unit along when the other end fails. */
const NEEDS: readonly UnitDependency[] = ['Requires', 'BindsTo', 'Requisite'];

/** What comes of the jobs of a boot, in terms of the schedule. */
export function jobOutcomes(manager: RunningManager, root: UnitRoot, profile: MachineProfile): OutcomeOf {
  const conditions = conditionsIn(root, profile);
  let ended: JobOutcomes | undefined;
  return (job) => {
    ended ??= manager.bootOutcomes;
    const found = outcomeOf(job, ended.of(job.unit.id, job.type), ended, conditions);
    const unknown = found.outcome === 'done' ? unknownConditions(job, conditions) : NONE;
    return unknown.length === 0 ? found : { ...found, unknown };
  };
}

function outcomeOf(
  { unit, type }: Job,
  ended: Ended | undefined,
  all: JobOutcomes,
  conditions: Conditions,
): JobOutcome {
  const { result, because } = ended ?? {};
  if (result === 'done' || result === 'skipped') {
    if (because === undefined || type === 'stop') return DONE;
    return { outcome: 'skipped', because: conditionWords(unit, because, conditions) };
  }
  if (result === undefined) return { outcome: 'done', ...(ended ? { because: 'its job goes on' } : {}) };
  if (result === 'dependency') return { outcome: 'dependency', because: neededWords(unit, all) };
  if (result === 'assert') return { outcome: 'failed', because: conditionWords(unit, because ?? '', conditions) };
  const words = because === undefined ? ENDS[result] : (RESULTS[because] ?? because);
  return { outcome: 'failed', ...(words === undefined ? {} : { because: words }) };
}

const DONE: JobOutcome = { outcome: 'done' };

/** The line with what was found: `ConditionPathExists=/etc/shop.conf: no such file in this root`. */
function conditionWords({ loaded }: GraphUnit, directive: string, conditions: Conditions): string {
  const { decisions, asserts } = conditions(loaded);
  const decision = [...decisions, ...asserts.decisions].find((each) => each.directive === directive);
  return decision && decision.result === 'failed' ? `${directive}: ${decision.why}` : directive;
}

const NONE: readonly string[] = [];

function unknownConditions({ unit, type }: Job, conditions: Conditions): readonly string[] {
  if (type !== 'start') return NONE;
  const verdict = conditions(unit.loaded);
  if (verdict.decisions.length === 0 && verdict.asserts.decisions.length === 0) return NONE;
  return [...verdict.unknown, ...verdict.asserts.unknown].map(({ directive }) => directive);
}

function neededWords(unit: GraphUnit, ended: JobOutcomes): string {
  for (const kind of NEEDS) {
    for (const { id } of unit.dependencies.get(kind)?.keys() ?? []) {
      const result = ended.of(id, 'start')?.result;
      if (result !== undefined && result !== 'done' && result !== 'skipped')
        return `${id}, which it needs, is not started`;
    }
  }
  return 'a unit that it needs is not started';
}
