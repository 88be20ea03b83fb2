import type { UnitDependency } from '../units/graph.ts';

/** `UnitDependencyAtom` of unit-dependency-atom.h, as far as transactions look at them. */
export type UnitDependencyAtom =
  | 'pull-in-start'
  | 'pull-in-start-ignored'
  | 'pull-in-verify'
  | 'pull-in-stop'
  | 'pull-in-stop-ignored'
  | 'propagate-stop'
  | 'propagate-restart'
  | 'propagate-stop-graceful'
  | 'propagates-reload-to'
  | 'triggered-by';

/** Since then, or a version or two earlier, `PropagatesStopTo=` waits until all else is pulled in. */
export const GRACEFUL_STOP_SINCE = 257;

const STOPPED_WITH: readonly UnitDependency[] = ['RequiredBy', 'RequisiteOf', 'BoundBy', 'ConsistsOf'];
const NONE: readonly UnitDependency[] = [];

/** `atom_map` of unit-dependency-atom.c the other way round: the dependencies that have an atom, in the enum's order. */
export function dependenciesWithAtom(atom: UnitDependencyAtom, version: number): readonly UnitDependency[] {
  const graceful = version >= GRACEFUL_STOP_SINCE;
  switch (atom) {
    case 'pull-in-start':
      return ['Requires', 'BindsTo'];
    case 'pull-in-start-ignored':
      return ['Wants', 'Upholds'];
    case 'pull-in-verify':
      return ['Requisite'];
    case 'pull-in-stop':
      return ['Conflicts'];
    case 'pull-in-stop-ignored':
      return ['ConflictedBy'];
    case 'propagate-stop':
      return graceful ? STOPPED_WITH : [...STOPPED_WITH, 'PropagatesStopTo'];
    case 'propagate-restart':
      return STOPPED_WITH;
    case 'propagate-stop-graceful':
      return graceful ? ['PropagatesStopTo'] : NONE;
    case 'propagates-reload-to':
      return ['PropagatesReloadTo'];
    case 'triggered-by':
      return ['TriggeredBy'];
  }
}
