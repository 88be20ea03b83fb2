import type { AssignmentNode } from '../../parse/unitFile.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { USEC } from '../../values/timespan.ts';
import { commandsOf } from '../verify/commands.ts';
import type { Reading } from '../verify/reading.ts';
import { serviceType } from '../verify/service.ts';
import { count, isOn, last, path, readSpan, span, word } from '../verify/settings.ts';
import { type AdviceRule, addLineBehind, advise } from './report.ts';

/** Whether the file is a whole service that systemd can load. */
function isWholeService(unit: Reading): boolean {
  return unit.type === 'service' && unit.document.identity.role === 'fragment' && !unit.broken;
}

/** Without a PID file systemd guesses which of the processes that are left is the service. */
export const forkingWithoutPidFile: AdviceRule = (unit) => {
  const type = isWholeService(unit) ? word(unit, 'Service', 'Type') : undefined;
  if (type?.value !== 'forking' || path(unit, 'Service', 'PIDFile') || isOn(unit, 'Service', 'RemainAfterExit'))
    return [];
  const guess = last(unit, 'Service', 'GuessMainPID', parseBoolean);
  if (guess || unit.assigned.some(({ node }) => node.key === 'PIDFile')) return [];
  const message =
    'With Type=forking systemd has to guess the main process. Write PIDFile=, or better let the program stay in the foreground and write Type=notify, exec or simple.';
  return [advise(type.node, { code: 'forking-pid-file', message, page: 'systemd.service(5)', anchor: 'PIDFile=' })];
};

/** A oneshot service is over as soon as its commands are, and ExecStop= runs right then. */
export const oneshotStop: AdviceRule = (unit) => {
  if (!isWholeService(unit) || serviceType(unit) !== 'oneshot' || isOn(unit, 'Service', 'RemainAfterExit')) return [];
  const stop = commandsOf(unit, 'ExecStop')[0];
  if (!stop || commandsOf(unit, 'ExecStart').length === 0) return [];
  const message =
    'ExecStop= of a oneshot service runs as soon as ExecStart= is done. Add RemainAfterExit=yes to have it run when the service is stopped.';
  const fixes = [addLineBehind(unit, stop, 'RemainAfterExit=yes')];
  return [
    advise(stop, { code: 'oneshot-stop', message, page: 'systemd.service(5)', anchor: 'RemainAfterExit=', fixes }),
  ];
};

/** `DefaultRestartSec=` of systemd-system.conf(5). */
const DEFAULT_RESTART = 100n * USEC.ms;

/** A service that cannot run is started again ten times a second for ever. */
export const restartLoop: AdviceRule = (unit) => {
  const restart = isWholeService(unit) ? word(unit, 'Service', 'Restart') : undefined;
  if (!restart || restart.value === 'no' || restart.value === 'on-success') return [];
  const limit = switchedOff(unit);
  const delay = span(unit, 'Service', 'RestartSec')?.value ?? DEFAULT_RESTART;
  if (!limit || delay >= USEC.s) return [];
  const message = `Without a start limit, Restart=${restart.value} starts a service that cannot run again and again, ten times a second or faster. Drop ${limit.key}=, or write RestartSec=1 or longer.`;
  return [
    advise(limit, { code: 'restart-loop', message, page: 'systemd.unit(5)', anchor: 'StartLimitIntervalSec=interval' }),
  ];
};

/** The assignment that takes the start limit away. */
function switchedOff(unit: Reading): AssignmentNode | undefined {
  const inUnit = last(unit, 'Unit', ['StartLimitIntervalSec', 'StartLimitInterval'], readSpan);
  const interval = inUnit ?? last(unit, 'Service', 'StartLimitInterval', readSpan);
  if (interval?.value === 0n) return interval.node;
  const burst = count(unit, 'Unit', 'StartLimitBurst') ?? count(unit, 'Service', 'StartLimitBurst');
  return burst?.value === 0 ? burst.node : undefined;
}
