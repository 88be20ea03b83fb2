import type { LoadedUnit } from '../load.ts';
import { refusalCode } from '../verify.ts';

/** At which step of loading a unit systemd refuses it. */
export type RefusalStep =
  /** `unit_patch_contexts`: before anything follows from how its processes run. */
  | 'contexts'
  /** The `..._verify` function of the type, when the type has added all that it adds. */
  | 'verify'
  /** `unit_load`, last of all. */
  | 'end';

const CONTEXTS: ReadonlySet<string> = new Set([
  'unit.dynamic-user-home',
  'unit.working-directory-in-api-file-system',
  'unit.private-pids-outside-service',
  'unit.private-users-managed',
  'unit.user-namespace-twice',
  'unit.pam-private-pids',
]);
const CONTEXTS_SINCE = 257;

/** Why a unit whose lines were all read does not load after all; undefined for all others. */
export function refusalStep(unit: LoadedUnit, version: number): RefusalStep | undefined {
  if (unit.loadState !== 'bad-setting') return undefined;
  const code = refusalCode(unit, unit.assignments, version);
  if (code === undefined) return undefined;
  if (code === 'unit.isolate-several-units') return 'end';
  const early = CONTEXTS.has(code) || code === 'unit.pam-kill-mode';
  return early && version >= CONTEXTS_SINCE ? 'contexts' : 'verify';
}
