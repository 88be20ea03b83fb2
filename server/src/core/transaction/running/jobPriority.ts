import type { UnitType } from '../../knowledge/directives.ts';
import { sectionOf } from './exec/sections.ts';
import { settingOf } from './settingValues.ts';
import { TRAIT } from './traits.ts';
import type { UnitRun } from './unitRun.ts';

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

/**
 * Gives every unit the rank of its jobs: `compare_job_priority` of cgroup.c. By the type of the units, then the share of the
 * processor that they get, then the name.
 */
export function rankUnits(runs: ReadonlyMap<string, UnitRun>): void {
  const ranked = [...runs.keys()].sort().map((id) => rankedUnit(runs.get(id)!));
  ranked.sort((a, b) => a.type - b.type || b.weight - a.weight || a.nice - b.nice);
  for (let rank = 0; rank < ranked.length; rank++) ranked[rank]!.run.rank = rank;
}

function rankedUnit(run: UnitRun) {
  const type = RANKS.indexOf(run.type);
  if ((run.traits & TRAIT.priority) === 0) return { run, type, weight: DEFAULT_WEIGHT, nice: 0 };
  return { run, type, weight: weightOf(run), nice: niceOf(run) };
}

function weightOf(run: UnitRun): number {
  const weight = settingOf(run.unit, run.type === 'slice' ? 'Slice' : sectionOf(run.unit), 'CPUWeight');
  return weight === 'idle' ? 0 : Number(weight ?? DEFAULT_WEIGHT) || DEFAULT_WEIGHT;
}

function niceOf(run: UnitRun): number {
  return Number(settingOf(run.unit, sectionOf(run.unit), 'Nice') ?? 0) || 0;
}
