import { enumValues } from '../../knowledge/enums.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { formatTimespan, INFINITE } from '../../values/timespan.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Reading } from './reading.ts';
import { assignmentSpan, fixes, type Rule, refuse, replaceValue, warn } from './report.ts';
import { last, readSpanFix0 } from './settings.ts';

/** What `unit_load` of core/unit.c checks of units of any type, last of all. */
export const commonRules: readonly Rule[] = [
  (unit) => isolateSeveral(unit, 'OnSuccess', 'UNIT_ON_SUCCESS', []),
  (unit) => isolateSeveral(unit, 'OnFailure', 'UNIT_ON_FAILURE', ['OnFailureIsolate']),
  runningTimeoutTooLong,
];

/** `unit_validate_on_termination_job_modes`, in older versions `unit_validate_on_failure_job_mode`. */
function isolateSeveral(unit: Reading, setting: string, kind: string, aliases: readonly string[]) {
  const mode = last(unit, 'Unit', [`${setting}JobMode`, ...aliases], (value, { node }) =>
    jobMode(value, node.key, unit.version),
  );
  if (mode?.value !== 'isolate') return undefined;
  // Slices and devices never fail, so systemd drops what they have in OnFailure=.
  const canFail = unit.type !== 'slice' && unit.type !== 'device';
  const several = kind === 'UNIT_ON_FAILURE' && !canFail ? [] : dependenciesOf(unit, kind);
  if (new Set(several.map((one) => one.name)).size < 2) return undefined;
  return refuse(
    unit,
    'isolate-several-units',
    several.at(-1)!.node,
    `${mode.node.key}=${mode.node.value.text} can start only one unit, but ${setting}= names several. Keep one, or write ${setting}JobMode=replace.`,
    {
      ...fixes(mode.node.key === `${setting}JobMode` ? replaceValue(mode.node, 'replace') : undefined),
      related: [{ span: assignmentSpan(mode.node), message: 'The job mode is set here.' }],
    },
  );
}

function jobMode(value: string, key: string, version: number): string | undefined {
  if (key.endsWith('JobMode')) return enumValues('job_mode', version).includes(value) ? value : undefined;
  const isolate = parseBoolean(value);
  return isolate === undefined ? undefined : isolate ? 'isolate' : 'replace';
}

function runningTimeoutTooLong(unit: Reading) {
  const running = last(unit, 'Unit', 'JobRunningTimeoutSec', readSpanFix0);
  const job = last(unit, 'Unit', 'JobTimeoutSec', readSpanFix0);
  if (!running || !job || running.value === INFINITE || running.value <= job.value) return undefined;
  return warn(
    unit,
    'job-running-timeout-too-long',
    running.node,
    `JobRunningTimeoutSec= has no effect, as JobTimeoutSec= ends the job after ${formatTimespan(job.value)} already. Write a shorter one, or a longer JobTimeoutSec=.`,
  );
}
