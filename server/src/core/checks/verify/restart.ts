import { formatTimespan, INFINITE, USEC } from '../../values/timespan.ts';
import type { Reading } from './reading.ts';
import { fixes, type Rule, replaceValue, warn } from './report.ts';
import { count, span } from './settings.ts';

/** `DefaultRestartSec=` of systemd-system.conf(5), which holds while RestartSec= is not set. */
const DEFAULT_RESTART = 100n * USEC.ms;

/** What `service_verify` of core/service.c says of the delays between restarts. */
export const restartWarnings: readonly Rule[] = [
  stepsWithoutMaximum,
  maximumWithoutSteps,
  maximumBelowDelay,
  endlessRandomDelay,
];

function maximum(unit: Reading) {
  const found = span(unit, 'Service', 'RestartMaxDelaySec');
  return found?.value === INFINITE ? undefined : found;
}

function stepsOf(unit: Reading) {
  const found = count(unit, 'Service', 'RestartSteps');
  return found?.value === 0 ? undefined : found;
}

function stepsWithoutMaximum(unit: Reading) {
  const found = stepsOf(unit);
  if (!found || maximum(unit)) return undefined;
  return warn(
    unit,
    'restart-steps-without-max-delay',
    found.node,
    'RestartSteps= has no effect without RestartMaxDelaySec=, up to which the delay grows. Set that too.',
  );
}

function maximumWithoutSteps(unit: Reading) {
  const found = maximum(unit);
  if (!found || stepsOf(unit)) return undefined;
  return warn(
    unit,
    'restart-max-delay-without-steps',
    found.node,
    'RestartMaxDelaySec= has no effect without RestartSteps=, in which the delay grows. Set that too.',
  );
}

function maximumBelowDelay(unit: Reading) {
  const most = maximum(unit);
  const delay = span(unit, 'Service', 'RestartSec');
  const least = delay?.value ?? DEFAULT_RESTART;
  if (!most || most.value >= least) return undefined;
  return warn(
    unit,
    'restart-max-delay-below-restart',
    most.node,
    `RestartMaxDelaySec= is shorter than RestartSec= (${formatTimespan(least)}), which systemd lowers to it. Write a longer RestartMaxDelaySec=.`,
  );
}

function endlessRandomDelay(unit: Reading) {
  const found = span(unit, 'Service', 'RestartRandomizedDelaySec');
  if (found?.value !== INFINITE) return undefined;
  return warn(
    unit,
    'restart-random-delay-infinite',
    found.node,
    'RestartRandomizedDelaySec= cannot be infinite; systemd takes 0. Write a time span.',
    fixes(replaceValue(found.node, '0')),
  );
}
