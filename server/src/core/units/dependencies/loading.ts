import type { UnitType } from '../../knowledge/directives.ts';
import { resolveTemplate } from '../dependencyLinks.ts';
import { type LoadedUnit, loadUnit } from '../load.ts';
import { unitTypeMayAlias, unitTypeMayTemplate } from '../resolveSymlink.ts';
import type { UnitRoot } from '../unitRoot.ts';
import { type Handlers, handlersOf } from './handlers.ts';
import type { KernelMount } from './kernel.ts';
import { canFail, canTrigger, hasControlGroup, inverseKinds, KIND, TARGET_WAITS_FOR, WAITED_FOR_BY } from './kinds.ts';
import { linkOwners, mayHaveLinks } from './linkOwners.ts';
import { DESTINATION_SHIFT, MASK } from './masks.ts';
import { connect, followMerge, loadableName, mergeDependencies, Unit } from './unit.ts';

/** What loads a single unit that has been taken off the queue. */
export type UnitLoader = (loading: Loading, unit: Unit) => void;

/** The units of a manager while it loads them: what core/manager.c and core/unit.c keep in a `Manager`. */
export class Loading {
  /** By all names. */
  readonly units = new Map<string, Unit>();
  /** In the order in which they came up. */
  readonly created: Unit[] = [];
  /** Which services own which names on the bus. */
  readonly busNames = new Map<string, Unit>();
  /** For each path the units that need its mount, or one further up: `units_requiring_mounts_for`. */
  readonly needMounts = { requires: new Map<string, Set<Unit>>(), wants: new Map<string, Set<Unit>>() };
  /** What the kernel has mounted already, by the names of the units. */
  readonly kernelMounts = new Map<string, KernelMount>();
  private readonly queue: Unit[] = [];
  private readonly targetQueue: Unit[] = [];
  private dispatching = false;
  private readonly inverse: readonly number[];
  private linkOwners: ReadonlySet<string> | undefined;
  private readonly handlers: Partial<Record<UnitType, Handlers>> = {};

  constructor(
    readonly root: UnitRoot,
    /** Whether the kernel limits memory by control groups, without which nothing waits for systemd-oomd. */
    readonly memoryController: boolean,
    private readonly loadOne: UnitLoader,
  ) {
    this.inverse = inverseKinds(root.version);
  }

  get version(): number {
    return this.root.version;
  }

  get isSystem(): boolean {
    return this.root.scope === 'system';
  }

  unit(name: string): Unit | undefined {
    const unit = this.units.get(name);
    return unit && followMerge(unit);
  }

  /** What lines of units of a type do while they are read. */
  handlersOf(type: UnitType): Handlers {
    this.handlers[type] ??= handlersOf(type, this.version);
    return this.handlers[type];
  }

  /** Whether there may be links for the unit in folders such as `foo.service.wants/`. */
  mayHaveLinks(unit: Unit): boolean {
    this.linkOwners ??= linkOwners(this.root.nameMap);
    return mayHaveLinks(this.linkOwners, unit);
  }

  /** `manager_load_unit_prepare`: makes room for the unit; undefined when the name can be no unit's. */
  prepare(name: string): Unit | undefined {
    return this.units.get(name) ?? this.create(name);
  }

  private create(name: string): Unit | undefined {
    const parts = loadableName(name);
    if (!parts || (parts.form === 'instance' && !unitTypeMayTemplate(parts.type))) return undefined;
    const unit = new Unit(name, parts, loadedOf(this.root, name));
    this.units.set(name, unit);
    this.created.push(unit);
    this.enqueue(unit);
    return unit;
  }

  /** `manager_load_unit`: loads it at once, unless another one is just being loaded; then it comes up next. */
  load(name: string): Unit | undefined {
    return this.units.get(name) ?? this.loadNew(name);
  }

  private loadNew(name: string): Unit | undefined {
    const unit = this.create(name);
    if (!unit) return undefined;
    this.dispatch();
    return followMerge(unit);
  }

  /** `manager_dispatch_load_queue`: the last one to come is the first to be loaded. */
  dispatch(): void {
    if (this.dispatching) return;
    this.dispatching = true;
    for (let unit = this.queue.pop(); unit; unit = this.queue.pop()) {
      unit.queued = false;
      if (unit.loadState === 'stub') this.loadOne(this, unit);
    }
    this.dispatching = false;
    this.dispatchTargets();
  }

  /** `unit_add_to_target_deps_queue`. */
  waitForTargets(unit: Unit): void {
    if (unit.waitsForTargets) return;
    unit.waitsForTargets = true;
    this.targetQueue.push(unit);
  }

  /**
   * `unit_add_dependency`. False when systemd refuses it as an error; what it drops with a warning, such as a
   * dependency of a unit on itself, is none.
   *
   * @param kind the number of the kind of dependency, of `KIND`; so it is for those below
   * @param mask why it is there, of `MASK`
   */
  add(from: Unit, kind: number, to: Unit, mask: number): boolean {
    const unit = followMerge(from);
    const other = followMerge(to);
    if (unit === other) return true;
    if (kind === KIND.Before && other.type === 'device') return true;
    if (kind === KIND.OnFailure && !canFail(unit.type)) return true;
    if (kind === KIND.Triggers && !canTrigger(unit.type)) return false;
    if (kind === KIND.TriggeredBy && !canTrigger(other.type)) return false;
    if (kind === KIND.InSlice && (other.type !== 'slice' || !hasControlGroup(unit.type))) return false;
    const back = this.inverse[kind]!;
    const destination = mask << DESTINATION_SHIFT;
    if (unit.edges.size <= other.edges.size) connect(unit, kind, mask, other, back, destination);
    else connect(other, back, destination, unit, kind, mask);
    return true;
  }

  /** `unit_add_two_dependencies`. */
  addTwo(unit: Unit, one: number, two: number, other: Unit, mask: number): boolean {
    return this.add(unit, one, other, mask) && this.add(unit, two, other, mask);
  }

  /** `unit_add_dependency_by_name`. False when the name can be no unit's, or the dependency is refused. */
  addByName(unit: Unit, kind: number, name: string, mask: number): boolean {
    const other = this.named(unit, name);
    return other !== undefined && this.add(unit, kind, other, mask);
  }

  /** `unit_add_two_dependencies_by_name`. */
  addTwoByName(unit: Unit, one: number, two: number, name: string, mask: number): boolean {
    const other = this.named(unit, name);
    return other !== undefined && this.addTwo(unit, one, two, other, mask);
  }

  /** `unit_add_default_target_dependency`: a target comes after what it pulls in, unless its files say otherwise. */
  addDefaultTarget(unit: Unit, target: Unit): void {
    if (target.type !== 'target' || unit.loadState !== 'loaded' || target.loadState !== 'loaded') return;
    if (!unit.defaultDependencies || !target.defaultDependencies || unit.has(KIND.After, target)) return;
    this.add(target, KIND.After, unit, MASK.DEFAULT);
  }

  /** The same for all that a target pulls in, as far as it is loaded. */
  addDefaultTargets(target: Unit): void {
    const { edges } = target;
    for (let at = edges.next(TARGET_WAITS_FOR, 0); at >= 0; at = edges.next(TARGET_WAITS_FOR, at + 1)) {
      this.addDefaultTarget(edges.other(at), target);
    }
  }

  /** `unit_merge_by_name`: the unit goes by one more name. False when another one has it and cannot give it up. */
  mergeByName(unit: Unit, name: string): boolean {
    const other = this.unit(name);
    if (other) return this.merge(unit, other);
    if (!unitTypeMayAlias(unit.type)) return false;
    unit.names.push(name);
    this.units.set(name, unit);
    return true;
  }

  /** `unit_merge`. */
  private merge(unit: Unit, other: Unit): boolean {
    if (other === unit) return true;
    if (other.type !== unit.type || !unitTypeMayAlias(unit.type) || other.instance !== unit.instance) return false;
    if (other.loadState !== 'stub' && other.loadState !== 'not-found') return false;
    mergeDependencies(unit, other);
    for (const name of other.names) {
      unit.names.push(name);
      this.units.set(name, unit);
    }
    other.loadState = 'merged';
    other.mergedInto = unit;
    return true;
  }

  private named(unit: Unit, name: string): Unit | undefined {
    const known = this.units.get(name);
    if (known) return known;
    const full = resolveTemplate(unit.id, name);
    if (full === name) return this.loadNew(name);
    return full === undefined ? undefined : this.load(full);
  }

  private enqueue(unit: Unit): void {
    if (unit.queued || unit.loadState !== 'stub') return;
    unit.queued = true;
    this.queue.push(unit);
  }

  /** `manager_dispatch_target_deps_queue`: all targets are loaded now, and all aliases known. */
  private dispatchTargets(): void {
    for (let unit = this.targetQueue.pop(); unit; unit = this.targetQueue.pop()) {
      unit.waitsForTargets = false;
      const { edges } = unit;
      for (let at = edges.next(WAITED_FOR_BY, 0); at >= 0; at = edges.next(WAITED_FOR_BY, at + 1)) {
        this.addDefaultTarget(unit, edges.other(at));
      }
    }
  }
}

function loadedOf(root: UnitRoot, name: string): LoadedUnit {
  return loadUnit(root, name)!;
}
