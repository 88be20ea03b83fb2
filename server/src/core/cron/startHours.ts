import type { AnacronAssignment, Anacrontab } from './anacrontab.ts';
import type { AnacronImplementation } from './implementation.ts';
import { numericVariable, startHours } from './parseAnacrontab.ts';

/** When the jobs of an anacrontab may start, besides their periods. */
export interface StartRules {
  /** The first allowed hour and the first one that no longer is; undefined where all are. */
  readonly hours: { readonly from: number; readonly to: number } | undefined;
  readonly preferredHour: number | undefined;
  /** The most minutes that are added by chance to the delay of a job that begins at this offset. */
  randomDelay(offset: number): number;
  /** Where the line stands that sets it; undefined where none does. */
  randomLine(offset: number): number | undefined;
}

const NONE: StartRules = {
  hours: undefined,
  preferredHour: undefined,
  randomDelay: () => 0,
  randomLine: () => undefined,
};

/** The rules that hold for a table: cronie's `parse_tab_line` of readtab.c and `consider_job` of lock.c. */
export function startRules({ lines }: Anacrontab, implementation: AnacronImplementation): StartRules {
  if (implementation === 'debian') return NONE;
  const assignments = lines.filter((line) => line.type === 'assignment');
  const delays = assignments.filter((one) => is(one, 'RANDOM_DELAY') && !one.problem);
  const range = assignments.findLast(
    (one) => is(one, 'START_HOURS_RANGE') && (!one.problem || one.problem.kind === 'reversed-range'),
  );
  const preferred = assignments.findLast(
    (one) => is(one, 'PREFERRED_HOUR') && (one.problem !== undefined || /^[0-9]+$/.test(one.value.text)),
  );
  return {
    hours: range && (range.problem ? { from: 0, to: 0 } : startHours(range.value.text)),
    preferredHour: preferred && !preferred.problem ? Number(preferred.value.text) : undefined,
    randomDelay: (offset) => Number(delays.findLast((one) => one.span.start < offset)?.value.text ?? 0),
    randomLine: (offset) => delays.findLast((one) => one.span.start < offset)?.span.start,
  };
}

function is(assignment: AnacronAssignment, name: ReturnType<typeof numericVariable>): boolean {
  return numericVariable(assignment.name.text) === name;
}
