import type { UnitType } from '../../knowledge/directives.ts';
import { UNIT_DEPENDENCIES, type UnitDependency } from '../graph.ts';

/** The number of each kind of dependency: its place in `UnitDependency`. */
export const KIND = Object.fromEntries(UNIT_DEPENDENCIES.map((name, i) => [name, i])) as Readonly<
  Record<UnitDependency, number>
>;

/** What stands at the other end: `inverse_table` of core/unit.c. */
export const INVERSE: Readonly<Record<UnitDependency, UnitDependency>> = {
  Requires: 'RequiredBy',
  Requisite: 'RequisiteOf',
  Wants: 'WantedBy',
  BindsTo: 'BoundBy',
  PartOf: 'ConsistsOf',
  Upholds: 'UpheldBy',
  RequiredBy: 'Requires',
  RequisiteOf: 'Requisite',
  WantedBy: 'Wants',
  BoundBy: 'BindsTo',
  ConsistsOf: 'PartOf',
  UpheldBy: 'Upholds',
  Conflicts: 'ConflictedBy',
  ConflictedBy: 'Conflicts',
  Before: 'After',
  After: 'Before',
  OnSuccess: 'OnSuccessOf',
  OnSuccessOf: 'OnSuccess',
  OnFailure: 'OnFailureOf',
  OnFailureOf: 'OnFailure',
  Triggers: 'TriggeredBy',
  TriggeredBy: 'Triggers',
  PropagatesReloadTo: 'ReloadPropagatedFrom',
  ReloadPropagatedFrom: 'PropagatesReloadTo',
  PropagatesStopTo: 'StopPropagatedFrom',
  StopPropagatedFrom: 'PropagatesStopTo',
  JoinsNamespaceOf: 'JoinsNamespaceOf',
  References: 'ReferencedBy',
  ReferencedBy: 'References',
  InSlice: 'SliceOf',
  SliceOf: 'InSlice',
};

/** The first version in which `JoinsNamespaceOf=` is entered at both ends. */
const JOINS_BOTH_WAYS_SINCE = 254;

/** What is entered at the other end in that version, by the number of the kind. */
export function inverseKinds(version: number): readonly number[] {
  return UNIT_DEPENDENCIES.map((kind) => {
    // Where only one end has it, the other one knows no more than that it is spoken of.
    const oneWay = INVERSE[kind] === kind && version < JOINS_BOTH_WAYS_SINCE;
    return KIND[oneWay ? 'ReferencedBy' : INVERSE[kind]];
  });
}

/** `UNIT_ATOM_ADD_DEFAULT_TARGET_DEPENDENCY_QUEUE`: what a target is to come after, unless told otherwise; a bit for each. */
export const TARGET_WAITS_FOR = bits('Requires', 'Requisite', 'Wants', 'BindsTo', 'PartOf', 'Upholds');

/** `UNIT_ATOM_DEFAULT_TARGET_DEPENDENCIES`: the same seen from the unit. */
export const WAITED_FOR_BY = bits('RequiredBy', 'RequisiteOf', 'WantedBy', 'BoundBy', 'UpheldBy');

function bits(...kinds: UnitDependency[]): number {
  return kinds.reduce((sum, kind) => sum | (1 << KIND[kind]), 0);
}

/** `UNIT_HAS_CGROUP_CONTEXT`: types whose units live in slices. */
export function hasControlGroup(type: UnitType): boolean {
  switch (type) {
    case 'service':
    case 'socket':
    case 'mount':
    case 'swap':
    case 'slice':
    case 'scope':
      return true;
    default:
      return false;
  }
}

export function canFail(type: UnitType): boolean {
  return type !== 'device' && type !== 'slice';
}

export function canTrigger(type: UnitType): boolean {
  return type === 'automount' || type === 'path' || type === 'socket' || type === 'timer';
}
