import { formatOf, type Stages } from './measurementFormats.ts';

/** What was measured when a machine booted; plain data. All times are in microseconds. */
export interface Measurements {
  readonly from: 'plot' | 'blame' | 'journal';
  /** How long each unit took to start, by its name. */
  readonly took: Readonly<Record<string, number>>;
  /** How long the steps before the units took, as far as the file says. */
  readonly stages: Stages;
}

/**
 * Reads measurements of a real boot: the output of `systemd-analyze plot --json=short`, of `systemd-analyze blame` (with
 * that of `systemd-analyze time` before or after it, if you like), or of `journalctl -b -o json`. Which of them it is,
 * its first character tells. Undefined when there is not a single time in the text.
 */
export function readMeasurements(text: string): Measurements | undefined {
  const { from, read } = formatOf(text.trimStart());
  const times = new Map<string, number>();
  const stages: { -readonly [stage in keyof Stages]: Stages[stage] } = {};
  read(text, { unit: (name, took) => times.set(name, took), stage: (name, took) => (stages[name] = took) });
  if (times.size === 0 && Object.keys(stages).length === 0) return undefined;
  return { from, took: Object.fromEntries(times), stages };
}
