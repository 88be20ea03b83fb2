import type { UnitType } from '../../knowledge/directives.ts';
import { sectionOf } from './exec/sections.ts';
import { settingOf } from './settingValues.ts';
import type { InstalledJob, UnitRun } from './unitRun.ts';

/** `UnitType` of unit-def.h the other way round, as types that come later in it are run first. */
const RANKS: readonly UnitType[] = [
  'scope',
  'slice',
  'path',
  'timer',
  'automount',
  'device',
  'target',
  'socket',
  'swap',
  'mount',
  'service',
];
const DEFAULT_WEIGHT = 100;

/** Which of two jobs that may run is run first. */
export function isRunBefore(a: InstalledJob, b: InstalledJob): boolean {
  return a.unit.rank < b.unit.rank;
}

/**
 * Gives every unit the rank of its jobs: `compare_job_priority` of cgroup.c. By the type of the units, then the share of the
 * processor that they get, then the name.
 */
export function rankUnits(runs: Iterable<UnitRun>): void {
  const ranked = Array.from(runs, (run) => ({
    run,
    type: RANKS.indexOf(run.type),
    weight: weightOf(run),
    nice: niceOf(run),
  }));
  ranked.sort((a, b) => a.type - b.type || b.weight - a.weight || a.nice - b.nice || (a.run.id < b.run.id ? -1 : 1));
  for (const [rank, { run }] of ranked.entries()) run.rank = rank;
}

function weightOf(run: UnitRun): number {
  const weight = settingOf(run.unit, run.type === 'slice' ? 'Slice' : sectionOf(run.unit), 'CPUWeight');
  return weight === 'idle' ? 0 : Number(weight ?? DEFAULT_WEIGHT) || DEFAULT_WEIGHT;
}

function niceOf(run: UnitRun): number {
  return Number(settingOf(run.unit, sectionOf(run.unit), 'Nice') ?? 0) || 0;
}
