import { isRefused } from '../../checks/verify/refused.ts';
import { all, expand, isOn, readSpan } from '../../checks/verify/settings.ts';
import { KIND } from './kinds.ts';
import { MASK } from './masks.ts';
import { addMountsFor } from './mountsFor.ts';
import { beforeAndAgainst, readingFor, relatedUnit, type Settled, type Step } from './settled.ts';

const TRIGGERS = ['OnCalendar', 'OnActiveSec', 'OnBootSec', 'OnStartupSec', 'OnUnitActiveSec', 'OnUnitInactiveSec'];
/** Where timers keep when they elapsed last. */
const STAMPS = '/var/lib/systemd/timers';

/** `timer_load` of core/timer.c. */
export function timerExtras(settled: Settled): Step {
  const { loading, unit } = settled;
  if (!triggers(settled)) return false;
  const persistent = isOn(readingFor(settled), 'Timer', 'Persistent');
  if (persistent && loading.isSystem) addMountsFor(loading, unit, STAMPS, MASK.FILE, 'requires');
  return defaults(settled);
}

/** `timer_add_trigger_dependencies`, and the same for paths. */
export function triggers(settled: Settled): boolean {
  const { loading, unit } = settled;
  if (unit.only(KIND.Triggers)) return true;
  const service = relatedUnit(settled, 'service');
  return service !== undefined && loading.addTwo(unit, KIND.Before, KIND.Triggers, service, MASK.IMPLICIT);
}

/** `timer_add_default_dependencies`: what goes by the calendar waits for the clock to be right. */
function defaults(settled: Settled): boolean {
  const { loading, unit } = settled;
  if (!unit.defaultDependencies) return true;
  if (!loading.addByName(unit, KIND.Before, 'timers.target', MASK.DEFAULT)) return false;
  if (loading.isSystem) {
    if (!loading.addTwoByName(unit, KIND.After, KIND.Requires, 'sysinit.target', MASK.DEFAULT)) return false;
    const clock = hasCalendar(settled) ? ['time-sync.target', 'time-set.target'] : [];
    if (!clock.every((target) => loading.addByName(unit, KIND.After, target, MASK.DEFAULT))) return false;
  }
  return beforeAndAgainst(settled, 'shutdown.target');
}

/** All triggers fill one list, which an empty one clears. */
function hasCalendar(settled: Settled): boolean {
  const reading = readingFor(settled);
  const found = all(reading, 'Timer', TRIGGERS, (value, one) => {
    if (one.node.key === 'OnCalendar') return isRefused(one) ? undefined : 'calendar';
    const expanded = expand(reading, value);
    return expanded && readSpan(expanded.text) !== undefined ? 'span' : undefined;
  });
  return found.some(({ value }) => value === 'calendar');
}
