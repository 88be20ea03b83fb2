import type { Assigned, Reading } from './reading.ts';
import { isRefused } from './refused.ts';
import { type Rule, refuse } from './report.ts';
import { all, assignmentsOf, expand, isOn, readSpan } from './settings.ts';

/** `timer_verify` of core/timer.c. */
export const timerRules: readonly Rule[] = [neverElapses];

const TRIGGERS = ['OnCalendar', 'OnActiveSec', 'OnBootSec', 'OnStartupSec', 'OnUnitActiveSec', 'OnUnitInactiveSec'];

function neverElapses(unit: Reading) {
  if (all(unit, 'Timer', TRIGGERS, (value, one) => isTrigger(unit, value, one) || undefined).length > 0)
    return undefined;
  if (isOn(unit, 'Timer', 'OnClockChange') || isOn(unit, 'Timer', 'OnTimezoneChange')) return undefined;
  return refuse(
    unit,
    'timer-without-trigger',
    assignmentsOf(unit, 'Timer', [...TRIGGERS, 'OnClockChange', 'OnTimezoneChange']).at(-1)?.node,
    'The timer says nothing about when it elapses. Add OnCalendar= with a time, or OnBootSec=, OnUnitActiveSec= or the like with a span.',
  );
}

/** `config_parse_timer` of core/load-fragment.c. All triggers fill one list, which an empty one clears. */
function isTrigger(unit: Reading, value: string, assigned: Assigned): boolean {
  if (assigned.node.key === 'OnCalendar') return !isRefused(assigned);
  const expanded = expand(unit, value);
  return expanded !== undefined && readSpan(expanded.text) !== undefined;
}
