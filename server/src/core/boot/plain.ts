import type { DroppedJob, Job, TransactionError } from '../transaction/job.ts';
import { printedDependencies } from '../units/dependencies/index.ts';
import type { GraphUnit, UnitGraph } from '../units/graph.ts';
import { expandSpecifiers, isFault } from '../values/specifiers.ts';
import type { BootDropped, BootError, BootJob, BootUnit } from './result.ts';

/** Jobs as JSON has them, sorted by unit, then by action. */
export function plainJobs(jobs: readonly Job[]): BootJob[] {
  return sortedJobs(jobs.map(({ unit, type }) => ({ unit: unit.id, action: type })));
}

/** By unit, then by action. */
export function sortedJobs(jobs: readonly BootJob[]): BootJob[] {
  return [...jobs].sort((a, b) => compare(a.unit, b.unit) || compare(a.action, b.action));
}

/** Whether a job was dropped for more than that there is nothing to do: most units that are stopped are not running. */
export function isNotable({ reason }: DroppedJob): boolean {
  return reason !== 'redundant' && reason !== 'not-applicable';
}

/** A dropped job as JSON has it. */
export function plainDropped({ unit, type, reason, text, cycle }: DroppedJob): BootDropped {
  return { unit, action: type, reason, text, ...(cycle ? { cycle } : {}) };
}

/** Why a boot is refused, as JSON has it. */
export function plainError({ code, text, cycle }: TransactionError): BootError {
  return { code, text, ...(cycle ? { cycle } : {}) };
}

/** All units of a graph by their ids, in the order of those. */
export function plainUnits({ units, version }: UnitGraph): Record<string, BootUnit> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const plain: Record<string, BootUnit> = {};
  for (const id of [...byId.keys()].sort()) plain[id] = plainUnit(byId.get(id)!, version);
  return plain;
}

function plainUnit(unit: GraphUnit, version: number): BootUnit {
  const { id, names, loadState, loaded } = unit;
  const { type, fragmentPath } = loaded;
  const plain = {
    load: loadState,
    type,
    description: descriptionOf(unit, version),
    dependencies: printedDependencies(unit),
  };
  const aliases = names.length > 1 ? names.filter((name) => name !== id) : [];
  return {
    ...plain,
    ...(fragmentPath === undefined ? {} : { fragment: fragmentPath }),
    ...(aliases.length === 0 ? {} : { aliases }),
  };
}

/** `unit_description`: what the unit says of itself, else its name. */
export function descriptionOf({ id, settings, loaded }: GraphUnit, version: number): string {
  const text = settings.value('Unit', 'Description');
  if (text === undefined) return id;
  if (!text.includes('%')) return text;
  const expanded = expandSpecifiers(text, 'unit', { version, unitName: id, unitType: loaded.type });
  return isFault(expanded) ? text : expanded.text;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
