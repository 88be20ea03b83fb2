import type { SecurityInfo, Switch } from '../info.ts';

/** How bad a unit is in one respect: 0 is as good as can be; undefined where the question does not arise. */
export interface Assessment {
  readonly badness: number | undefined;
  /** In the words of the case at hand, where the assessor's own do not fit. */
  readonly description?: string;
}

/** One respect in which a unit is judged: `struct security_assessor` of analyze/analyze-security.c. */
export interface Assessor {
  /** The setting, as systemd names the check. */
  readonly id: string;
  readonly jsonField: string;
  readonly weight: number;
  /** The highest badness. */
  readonly range: number;
  readonly assess: (info: SecurityInfo, version: number) => Assessment;
  /** What is said when the badness is zero, when it is the highest, and when the question does not arise. */
  readonly good: string;
  readonly bad: string;
  readonly notApplicable?: string;
  /** Units without the default dependencies run when the file systems are not there yet. */
  readonly defaultDependenciesOnly?: boolean;
}

type Texts = readonly [good: string, bad: string];

/** Good or bad, nothing between. */
export function yesOrNo(
  id: string,
  weight: number,
  [good, bad]: Texts,
  isGood: (info: SecurityInfo) => boolean,
  jsonField = id.replace('=', ''),
): Assessor {
  return { id, jsonField, weight, range: 1, good, bad, assess: (info) => ({ badness: isGood(info) ? 0 : 1 }) };
}

/** Good when the setting is on. */
export function switchedOn(key: Switch, weight: number, texts: Texts): Assessor {
  return yesOrNo(`${key}=`, weight, texts, (info) => info.on[key]);
}
