import type { Assessment, Assessor } from './assessors/assessor.ts';
import { ASSESSORS } from './assessors/index.ts';
import type { SecurityInfo } from './info.ts';

/** From how many tenths on an exposure is called what: `badness_table`. */
const LEVELS = [
  [100, 'DANGEROUS'],
  [90, 'UNSAFE'],
  [75, 'EXPOSED'],
  [50, 'MEDIUM'],
  [10, 'OK'],
  [1, 'SAFE'],
  [0, 'PERFECT'],
] as const;
export type Level = (typeof LEVELS)[number][1];

/** One check of a unit. */
export interface SecurityCheck {
  /** Whether all is well; null where the question does not arise. */
  readonly set: boolean | null;
  /** The setting, as systemd names the check. */
  readonly name: string;
  readonly json_field: string;
  readonly description: string;
  readonly weight: number;
  /** From 0 to `range`; null where the question does not arise. */
  readonly badness: number | null;
  readonly range: number;
  /** What it adds to the exposure, rounded up to tenths; null for nothing. */
  readonly exposure: number | null;
}

/** How exposed a unit is. */
export interface Exposure {
  /** From 0 to 10, rounded up to tenths. */
  readonly exposure: number;
  readonly level: Level;
  readonly checks: readonly SecurityCheck[];
}

/**
 * Judges a unit in all respects: `assess` of analyze/analyze-security.c, with its weights and its rounding.
 *
 * @param version major version of systemd
 */
export function assess(info: SecurityInfo, version: number): Exposure {
  const judged = ASSESSORS.map((assessor) => ({ assessor, found: assessOne(assessor, info, version) }));
  let badnessSum = 0;
  let weightSum = 0;
  for (const { assessor, found } of judged) {
    if (found.badness === undefined) continue;
    badnessSum += Math.ceil((found.badness * assessor.weight) / assessor.range);
    weightSum += assessor.weight;
  }
  const tenths = Math.ceil((badnessSum * 100) / weightSum);
  const level = LEVELS.find(([from]) => tenths >= from)![1];
  const checks = judged.map(({ assessor, found }) => checkOf(assessor, found, weightSum));
  return { exposure: tenths / 10, level, checks };
}

function assessOne(assessor: Assessor, info: SecurityInfo, version: number): Assessment {
  if (assessor.defaultDependenciesOnly && !info.defaultDependencies) {
    return { badness: undefined, description: 'Runs too early or too late in a boot for this' };
  }
  return assessor.assess(info, version);
}

function checkOf(assessor: Assessor, found: Assessment, weightSum: number): SecurityCheck {
  const { id, jsonField, weight, range } = assessor;
  const { badness } = found;
  const share = Math.ceil(Math.ceil(((badness ?? 0) * weight * 100) / range) / weightSum);
  return {
    set: badness === undefined ? null : badness === 0,
    name: id,
    json_field: jsonField,
    description: found.description ?? textFor(assessor, badness),
    weight,
    badness: badness ?? null,
    range,
    exposure: share === 0 ? null : share / 10,
  };
}

function textFor({ good, bad, notApplicable }: Assessor, badness: number | undefined): string {
  if (badness === undefined) return notApplicable ?? '';
  return badness === 0 ? good : bad;
}
