import {
  type ConditionDecision,
  type Conditions,
  conditionsIn,
  type ListVerdict,
} from '../../boot/conditions/decide.ts';
import type { MachineProfile } from '../../boot/machine/profile.ts';
import type { GraphUnit } from '../../units/graph.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import type { Happened, Verdict } from './machine.ts';
import type { Decide } from './machineOf.ts';

/**
 * What a machine itself says about conditions that neither its root nor its profile decides, by the condition without
 * `!` and `|`: `PathIsReadWrite=/sys`.
 */
export type KnownConditions = Readonly<Record<string, boolean>>;

/**
 * Decides conditions by the root, the profile and what units have done so far. Those that none of them tells are taken to
 * hold.
 */
export function decideBy(root: UnitRoot, profile: MachineProfile, known: KnownConditions = {}): Decide {
  let made = '';
  let conditions: Conditions = conditionsIn(root, profile);
  return (unit: GraphUnit, happened: Happened) => {
    const now = happened.made.size === 0 ? '' : [...happened.made].join('\n');
    if (now !== made) {
      made = now;
      const paths = { ...profile.paths, ...Object.fromEntries([...happened.made].map((path) => [path, true])) };
      conditions = conditionsIn(root, { ...profile, paths });
    }
    const verdict = conditions(unit.loaded);
    const of = (list: ListVerdict) => verdictOf(list, (decision) => failsIn(decision, happened, known));
    return { condition: of(verdict), assertion: of(verdict.asserts) };
  };
}

/** All without `|` have to be met, and one of those with it when there are any. */
function verdictOf({ decisions }: ListVerdict, fails: (decision: ConditionDecision) => boolean): Verdict {
  const needed = decisions.find(({ trigger }, index) => !trigger && fails(decisions[index]!));
  const triggers = decisions.filter(({ trigger }) => trigger);
  const lost = triggers.length > 0 && triggers.every(fails) ? triggers[0] : undefined;
  const unmet = (needed ?? lost)?.directive;
  return { met: unmet === undefined, unmet };
}

const LINE = /^(?:Condition|Assert)([A-Za-z]+)=\|?(!?)\|?(.*)$/s;

function failsIn({ directive, result }: ConditionDecision, happened: Happened, known: KnownConditions): boolean {
  const [, kind = '', negated, parameter = ''] = LINE.exec(directive) ?? [];
  if (kind === 'NeedsUpdate' && happened.updated) return negated === '';
  if (result !== 'unknown') return result === 'failed';
  const answer = known[`${kind}=${parameter}`];
  return answer !== undefined && answer === (negated === '!');
}
