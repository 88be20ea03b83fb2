import type { UnitType } from '../../knowledge/directives.ts';
import { parseBoolean } from '../../values/boolean.ts';
import type { DependencyMask, GraphUnit, UnitDependency } from '../graph.ts';
import type { LoadedUnit, LoadState } from '../load.ts';
import { type KnownName, unitName } from '../names.ts';
import type { UnitAssignment } from '../readUnitFile.ts';
import { settingsOfUnit, type UnitSettings } from '../settings.ts';
import { Edges } from './edges.ts';
import { DESTINATION_SHIFT, originOf } from './masks.ts';
import { dependenciesOf } from './view.ts';

/** The switches of section `[Unit]` that say how jobs for the unit are made. */
export const SWITCHES = {
  DefaultDependencies: 'defaultDependencies',
  AllowIsolate: 'allowIsolate',
  IgnoreOnIsolate: 'ignoreOnIsolate',
  RefuseManualStart: 'refuseManualStart',
  RefuseManualStop: 'refuseManualStop',
  StopWhenUnneeded: 'stopWhenUnneeded',
} as const;

const IGNORED_ON_ISOLATE: readonly UnitType[] = ['automount', 'device', 'mount', 'scope', 'slice', 'swap'];
const PERPETUAL: ReadonlySet<string> = new Set(['-.mount', '-.slice', 'system.slice', 'init.scope']);

/** A unit while the graph is made. */
export class Unit implements GraphUnit {
  index = -1;
  id: string;
  names: string[];
  loadState: LoadState = 'stub';
  loaded: LoadedUnit;
  readonly type: UnitType;
  readonly instance: string | undefined;
  readonly perpetual: boolean;
  edges = new Edges<Unit>();
  /** Where the unit's file is, once that is open: `fragment_path`. */
  fragmentPath: string | undefined;
  mergedInto: Unit | undefined;
  /** The lines that systemd has read: all of its files, unless one of them has put an end to that. */
  lines: readonly UnitAssignment[] = [];
  queued = false;
  waitsForTargets = false;
  /** The service that a socket starts. */
  service: Unit | undefined;
  /** Paths whose mounts the unit requires, or wants, each with the mask: `requires_mounts_for`, `mounts_for`. */
  mountsFor: { readonly requires: Map<string, number>; readonly wants: Map<string, number> } | undefined;

  defaultDependencies: boolean;
  allowIsolate = false;
  ignoreOnIsolate: boolean;
  refuseManualStart = false;
  refuseManualStop = false;
  stopWhenUnneeded = false;

  private view: ReadonlyMap<UnitDependency, ReadonlyMap<GraphUnit, DependencyMask>> | undefined;

  constructor(name: string, parts: KnownName, loaded: LoadedUnit) {
    this.id = name;
    this.names = [name];
    this.loaded = loaded;
    this.type = parts.type;
    this.instance = parts.instance || undefined;
    this.perpetual = PERPETUAL.has(name);
    this.defaultDependencies = !this.perpetual;
    this.ignoreOnIsolate = IGNORED_ON_ISOLATE.includes(this.type);
  }

  /** For those who read the graph when it is done. */
  get dependencies(): ReadonlyMap<UnitDependency, ReadonlyMap<GraphUnit, DependencyMask>> {
    this.view ??= dependenciesOf(this.edges);
    return this.view;
  }

  get settings(): UnitSettings {
    return settingsOfUnit(this.loaded);
  }

  /** Sets a switch of section `[Unit]`; a value that is no boolean leaves it as it is. */
  set(key: keyof typeof SWITCHES, value: string): void {
    const on = parseBoolean(value);
    if (on !== undefined) this[SWITCHES[key]] = on;
  }

  /** Whether it has a dependency of a kind, by its number of `KIND`. */
  has(kind: number, other: Unit): boolean {
    return this.edges.mask(kind, other) !== 0;
  }

  /** The first unit that it has such a dependency on; for those of which there is one at most. */
  only(kind: number): Unit | undefined {
    return this.edges.first(kind);
  }

  /** `unit_choose_id`. */
  chooseId(id: string): void {
    this.id = id;
    this.names = [id, ...this.names.filter((name) => name !== id)];
  }
}

/** Follows a unit that has turned out to be an alias of another: `unit_follow_merge`. */
export function followMerge(unit: Unit): Unit {
  let at = unit;
  while (at.mergedInto) at = at.mergedInto;
  return at;
}

/**
 * Enters an edge at both ends. What one end has, the other one has too, so it is looked for at the one with fewer edges: many
 * units are tied to a few that have thousands.
 */
export function connect(
  few: Unit,
  kind: number,
  mask: DependencyMask,
  many: Unit,
  backKind: number,
  backMask: DependencyMask,
): void {
  if (few.edges.widen(kind, many, mask)) {
    many.edges.put(backKind, few, backMask);
    return;
  }
  few.edges.append(kind, many, mask);
  many.edges.append(backKind, few, backMask);
}

/** `unit_remove_dependencies`: takes back what the unit has added for one of the reasons in the mask. */
export function removeDependencies(unit: Unit, mask: number): void {
  const others = new Set<Unit>();
  unit.edges.each((_, other, info) => {
    if ((originOf(info) & mask) !== 0) others.add(other);
  });
  for (const other of others) {
    unit.edges.change(other, (_, before) => before & ~mask);
    other.edges.change(unit, (_, before) => before & ~(mask << DESTINATION_SHIFT));
  }
}

/** `unit_merge_dependencies`: what other units have to do with one of the two, they have to do with the first. */
export function mergeDependencies(unit: Unit, other: Unit): void {
  unit.edges.change(other, () => 0);
  const backs = new Set<Unit>();
  other.edges.each((kind, back, mask) => {
    if (back === unit) return;
    unit.edges.put(kind, back, mask);
    backs.add(back);
  });
  for (const back of backs) {
    const moved: [kind: number, mask: DependencyMask][] = [];
    back.edges.change(other, (kind, mask) => {
      if (mask !== 0) moved.push([kind, mask]);
      return 0;
    });
    for (const [kind, mask] of moved) back.edges.put(kind, unit, mask);
  }
  other.edges = new Edges();
}

/** The parts of a name that a unit can be loaded by; undefined for all others. */
export function loadableName(name: string): KnownName | undefined {
  const parts = unitName(name);
  return parts === undefined || parts.form === 'template' ? undefined : parts;
}
