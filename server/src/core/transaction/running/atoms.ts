import { KIND } from '../../units/dependencies/kinds.ts';
import type { UnitDependency } from '../../units/graph.ts';

/**
 * What the dependencies do, as unit-dependency-atom.c breaks them up: for each effect the dependencies that have it.
 * Those that only matter while a transaction is built are not here.
 */
export const ATOMS = {
  retroactiveStartReplace: ['Requires', 'BindsTo', 'Upholds'],
  retroactiveStartFail: ['Wants'],
  retroactiveStopOnStart: ['Conflicts', 'ConflictedBy'],
  retroactiveStopOnStop: ['BoundBy', 'PropagatesStopTo'],
  propagateStartFailure: ['RequiredBy', 'RequisiteOf', 'BoundBy'],
  propagateStopFailure: ['ConflictedBy'],
  propagateInactiveStartAsFailure: ['RequisiteOf'],
  pinsStopWhenUnneeded: ['RequiredBy', 'RequisiteOf', 'WantedBy', 'BoundBy', 'UpheldBy'],
  addStopWhenUnneededQueue: ['Requires', 'Requisite', 'Wants', 'BindsTo', 'Upholds'],
  addStartWhenUpheldQueue: ['Upholds'],
  addCannotBeActiveWithoutQueue: ['BoundBy'],
  cannotBeActiveWithout: ['BindsTo'],
  startSteadily: ['UpheldBy'],
  onFailure: ['OnFailure'],
  onSuccess: ['OnSuccess'],
  before: ['Before'],
  after: ['After'],
  triggers: ['Triggers'],
  triggeredBy: ['TriggeredBy'],
} as const satisfies Record<string, readonly UnitDependency[]>;

export type Atom = keyof typeof ATOMS;

/** A bit for each kind of dependency. */
export type KindBits = number;

/** Those of each effect. */
export const ATOM_BITS = Object.fromEntries(
  Object.entries(ATOMS).map(([atom, kinds]) => [atom, kinds.reduce((bits, kind) => bits | (1 << KIND[kind]), 0)]),
) as Readonly<Record<Atom, KindBits>>;
