import type { UnitType } from '../knowledge/directives.ts';
import type { GraphUnit } from '../units/graph.ts';
import { parseBoolean } from '../values/boolean.ts';
import type { JobType } from './job.ts';
import { serviceCanReload } from './serviceCanReload.ts';

/** Types that keep away from `isolate` unless they are told otherwise: the `init` functions of the unit types. */
const IGNORE_ON_ISOLATE: ReadonlySet<UnitType> = new Set(['automount', 'device', 'mount', 'scope', 'slice', 'swap']);
/** Types that have neither a `start` nor a `stop`: they come and go by themselves. */
const NEVER_STARTED: ReadonlySet<UnitType> = new Set(['device']);
/** Since then, or a version or two earlier, a mount can be reloaded only when it has a file; before, always. */
const MOUNT_NEEDS_FILE_SINCE = 262;

/** Whether a unit can never be stopped, not even by events from outside. */
export function isPerpetual(unit: GraphUnit): boolean {
  return unit.perpetual;
}

/** `IgnoreOnIsolate=`, or what the unit's type has in its place. */
export function ignoreOnIsolate(unit: GraphUnit): boolean {
  return unitBoolean(unit, 'IgnoreOnIsolate') ?? IGNORE_ON_ISOLATE.has(unit.loaded.type);
}

export function allowIsolate(unit: GraphUnit): boolean {
  return unitBoolean(unit, 'AllowIsolate') ?? false;
}

export function refuseManualStart(unit: GraphUnit): boolean {
  return unitBoolean(unit, 'RefuseManualStart') ?? false;
}

export function refuseManualStop(unit: GraphUnit): boolean {
  return unitBoolean(unit, 'RefuseManualStop') ?? false;
}

/** `unit_job_is_applicable` of unit.c. */
export function unitJobIsApplicable(unit: GraphUnit, type: JobType, version: number): boolean {
  if (type === 'stop') return !isPerpetual(unit);
  if (type === 'restart') return unitCanStop(unit) && unitCanStart(unit);
  return type !== 'reload' || unitCanReload(unit, version);
}

/** `unit_can_start` of unit.c, for a unit type that the machine supports. */
export function unitCanStart(unit: GraphUnit): boolean {
  return unit.loadState === 'loaded' && !NEVER_STARTED.has(unit.loaded.type);
}

/** `unit_can_stop` of unit.c, for a unit type that the machine supports. */
export function unitCanStop(unit: GraphUnit): boolean {
  return !isPerpetual(unit) && !NEVER_STARTED.has(unit.loaded.type);
}

/** `unit_can_reload` of unit.c. */
export function unitCanReload(unit: GraphUnit, version: number): boolean {
  const { type, fragmentPath } = unit.loaded;
  if (type === 'service') return serviceCanReload(unit, version);
  if (type === 'mount' && version >= MOUNT_NEEDS_FILE_SINCE) return fragmentPath !== undefined;
  if ((unit.dependencies.get('PropagatesReloadTo')?.size ?? 0) > 0) return true;
  return type === 'mount';
}

/** A boolean of [Unit] as the last line with a good value has it; undefined when there is none. */
function unitBoolean(unit: GraphUnit, key: string): boolean | undefined {
  const { assignments } = unit.loaded;
  for (let i = assignments.length - 1; i >= 0; i--) {
    const { section, node } = assignments[i]!;
    const value = node.key === key && section === 'Unit' ? parseBoolean(node.value.text) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}
