import type { UnitType } from '../knowledge/directives.ts';
import type { LoadedUnit, LoadState } from './load.ts';
import type { UnitSettings } from './settings.ts';

/** `UnitDependency` of unit-def.h, in its order; `Upholds`, `UpheldBy` since 249, `PropagatesStopTo` since 249. */
export const UNIT_DEPENDENCIES = [
  'Requires',
  'Requisite',
  'Wants',
  'BindsTo',
  'PartOf',
  'Upholds',
  'RequiredBy',
  'RequisiteOf',
  'WantedBy',
  'BoundBy',
  'ConsistsOf',
  'UpheldBy',
  'Conflicts',
  'ConflictedBy',
  'Before',
  'After',
  'OnSuccess',
  'OnSuccessOf',
  'OnFailure',
  'OnFailureOf',
  'Triggers',
  'TriggeredBy',
  'PropagatesReloadTo',
  'ReloadPropagatedFrom',
  'PropagatesStopTo',
  'StopPropagatedFrom',
  'JoinsNamespaceOf',
  'References',
  'ReferencedBy',
  'InSlice',
  'SliceOf',
] as const;

export type UnitDependency = (typeof UNIT_DEPENDENCIES)[number];

/**
 * Why a dependency is there: the bits of `UnitDependencyMask`, those of the unit that has it in the low half, those of
 * the unit at the other end in the high half. `origin-file` and `destination-file` are how systemd prints them.
 */
export type DependencyMask = number;

/** A unit with its dependencies in both directions, as a manager has it in memory. */
export interface GraphUnit {
  /** Its place in the `units` of its graph, so that what is worked out for all of them can stand in a plain list. */
  readonly index: number;
  /** The name that the unit goes by. */
  readonly id: string;
  readonly names: readonly string[];
  readonly loadState: LoadState;
  /** Its files; for a unit without any (a device, a slice) as `loadUnit` gives it. */
  readonly loaded: LoadedUnit;
  readonly settings: UnitSettings;
  /** The units at the other end are those of the same graph. */
  /** All but `References` and `ReferencedBy`, which follow from the others: `references` of dependencies/printed.ts. */
  readonly dependencies: ReadonlyMap<UnitDependency, ReadonlyMap<GraphUnit, DependencyMask>>;
  /** Paths whose mounts it requires or wants, as `RequiresMountsFor=` and other settings entail; the mask is the unit's own. */
  readonly mountsFor:
    | { readonly requires: ReadonlyMap<string, DependencyMask>; readonly wants: ReadonlyMap<string, DependencyMask> }
    | undefined;
  readonly type: UnitType;
  /** `-.mount`, `-.slice`, `system.slice`, `init.scope`: there from the beginning to the end, never stopped. */
  readonly perpetual: boolean;
  /** The switches of section `[Unit]`, with the defaults of the unit's type. */
  readonly defaultDependencies: boolean;
  readonly allowIsolate: boolean;
  readonly ignoreOnIsolate: boolean;
  readonly refuseManualStart: boolean;
  readonly refuseManualStop: boolean;
  readonly stopWhenUnneeded: boolean;
}

/** All units that a manager has loaded. */
export interface UnitGraph {
  readonly version: number;
  /** In the order in which they were loaded; a merged unit is in here no more. */
  readonly units: readonly GraphUnit[];
  /** By any of its names; undefined when the manager does not have it loaded. */
  unit(name: string): GraphUnit | undefined;
}
