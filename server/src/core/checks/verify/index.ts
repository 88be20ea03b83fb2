import type { Diagnostic } from '../../kinds/kind.ts';
import type { UnitText } from '../../kinds/unit/document.ts';
import type { UnitType } from '../../knowledge/directives.ts';
import { automountRules } from './automount.ts';
import { commonRules } from './common.ts';
import { contextRules } from './contexts.ts';
import { mountPathRules, mountRules } from './mount.ts';
import { nameRules } from './name.ts';
import { pathRules } from './path.ts';
import { type Reading, readingOf } from './reading.ts';
import { refreshWarnings } from './refresh.ts';
import type { Rule } from './report.ts';
import { restartWarnings } from './restart.ts';
import { serviceRules, serviceWarnings } from './service.ts';
import { socketRules } from './socket.ts';
import { swapPathRules, swapRules } from './swap.ts';
import { timerRules } from './timer.ts';

/** The checks of each type in the order in which systemd makes them. */
const RULES: Readonly<Partial<Record<UnitType, readonly Rule[]>>> = {
  service: [...contextRules, ...serviceRules, ...serviceWarnings, ...restartWarnings, ...refreshWarnings],
  socket: [...contextRules, ...socketRules],
  mount: [...mountPathRules, ...contextRules, ...mountRules],
  automount: automountRules,
  swap: [...swapPathRules, ...contextRules, ...swapRules],
  timer: timerRules,
  path: pathRules,
};

/**
 * What systemd says of a unit as a whole once it has read all lines: the `..._verify` functions of its unit types and
 * `unit_load` of core/unit.c. The dependencies that it drops while it reads are told with the value that names them.
 *
 * Only for fragments, as a drop-in alone is no unit. Like systemd, it stops at the first error, and says nothing of the
 * whole when a line has ended the reading.
 *
 * @param version major version of systemd
 */
export function verifyUnit(document: UnitText, version: number): Diagnostic[] {
  const { type, identity } = document;
  // An empty file masks the unit.
  if (identity.role !== 'fragment' || type === undefined || document.text === '') return [];
  const unit = readingOf(document, type, version);
  const named = check(unit, nameRules);
  if (named.length > 0) return named;
  return unit.broken ? [] : check(unit, [...(RULES[type] ?? []), ...commonRules]);
}

function check(unit: Reading, rules: readonly Rule[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of rules) {
    const one = rule(unit);
    if (one) found.push(one);
    if (one?.severity === 'error') break;
  }
  return found;
}
