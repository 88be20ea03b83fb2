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

interface Rank {
  readonly type: number;
  readonly weight: number;
  readonly nice: number;
}

const ranks = new WeakMap<UnitRun, Rank>();

/**
 * `compare_job_priority` of cgroup.c: which of two jobs that may run is run first. By the type of their units, then the
 * share of the processor that those get, then the name.
 */
export function isRunBefore(a: InstalledJob, b: InstalledJob): boolean {
  const [one, other] = [rankOf(a.unit), rankOf(b.unit)];
  if (one.type !== other.type) return one.type < other.type;
  if (one.weight !== other.weight) return one.weight > other.weight;
  if (one.nice !== other.nice) return one.nice < other.nice;
  return a.unit.id < b.unit.id;
}

function rankOf(run: UnitRun): Rank {
  const known = ranks.get(run);
  if (known) return known;
  const section = run.type === 'slice' ? 'Slice' : sectionOf(run.unit);
  const weight = settingOf(run.unit, section, 'CPUWeight');
  const rank: Rank = {
    type: RANKS.indexOf(run.type),
    weight: weight === 'idle' ? 0 : Number(weight ?? DEFAULT_WEIGHT) || DEFAULT_WEIGHT,
    nice: Number(settingOf(run.unit, section, 'Nice') ?? 0) || 0,
  };
  ranks.set(run, rank);
  return rank;
}
