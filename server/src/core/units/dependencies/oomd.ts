import { all, word } from '../../checks/verify/settings.ts';
import { TRAIT } from '../lineTraits.ts';
import { hasControlGroup, KIND } from './kinds.ts';
import type { Loading } from './loading.ts';
import { MASK } from './masks.ts';
import { lazyReading } from './reading.ts';
import type { Unit } from './unit.ts';

const RULES_SINCE = 262;

/** `unit_add_oomd_dependencies`: who is to be killed when memory runs short needs the service that does it. */
export function addOomdDependencies(loading: Loading, unit: Unit): boolean {
  if (!unit.defaultDependencies || !loading.memoryController || !hasControlGroup(unit.type)) return true;
  if ((unit.loaded.traits & TRAIT.OOMD) === 0) return true;
  const reading = lazyReading(unit.id, unit.type, unit.lines, loading.version);
  const kills = (key: string) => word(reading, reading.section, key)?.value === 'kill';
  const rules =
    loading.version >= RULES_SINCE &&
    all(reading, reading.section, 'OOMRules', (value) => value || undefined).length > 0;
  if (!kills('ManagedOOMSwap') && !kills('ManagedOOMMemoryPressure') && !rules) return true;
  return loading.addTwoByName(unit, KIND.After, KIND.Wants, 'systemd-oomd.service', MASK.FILE);
}
