import { parseSec } from '../../values/timespan.ts';
import { readJournal } from './journal.ts';

/** The steps of a boot that systemd measures; microseconds. */
export interface Stages {
  readonly firmware?: number;
  readonly loader?: number;
  readonly kernel?: number;
  readonly initrd?: number;
  readonly userspace?: number;
}

/** Takes what is found; of a unit that is told of twice the later word counts. */
export interface TimesFound {
  unit(name: string, took: number): void;
  stage(name: keyof Stages, took: number): void;
}

export interface MeasurementFormat {
  readonly from: 'plot' | 'blame' | 'journal';
  read(text: string, found: TimesFound): void;
}

const PLOT: MeasurementFormat = { from: 'plot', read: readPlot };
const JOURNAL: MeasurementFormat = { from: 'journal', read: readJournal };
const BLAME: MeasurementFormat = { from: 'blame', read: readBlame };

/** Which program wrote a text. */
export function formatOf(text: string): MeasurementFormat {
  if (text.startsWith('[')) return PLOT;
  return text.startsWith('{') ? JOURNAL : BLAME;
}

/** An array of `{"name": ..., "activated": ..., "activating": ..., "time": ...}` in microseconds: analyze-plot.c. */
function readPlot(text: string, found: TimesFound): void {
  for (const row of jsonOf(text) ?? []) {
    if (typeof row !== 'object' || row === null) continue;
    const { name, time } = row as { name?: unknown; time?: unknown };
    if (typeof name === 'string' && typeof time === 'number' && time >= 0) found.unit(name, time);
  }
}

function jsonOf(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const BLAME_ROW = /^\s*(\d[\d.\sa-z]*[a-z])\s+(\S+\.[a-z]+)\s*$/;
const STAGE = /(\d[\d.\sa-z]*[a-z]) \((firmware|loader|kernel|initrd|userspace)\)/g;

/** Rows such as ` 1min 2.345s apt-daily.service`; other lines are passed over. */
function readBlame(text: string, found: TimesFound): void {
  for (const line of text.split('\n')) {
    const row = BLAME_ROW.exec(line);
    const took = row ? microseconds(row[1]!) : undefined;
    if (row && took !== undefined) found.unit(row[2]!, took);
    if (line.includes('Startup finished in')) readStages(line, found);
  }
}

/** The line of `systemd-analyze time`: analyze-time-data.c, `pretty_boot_time`. */
function readStages(line: string, found: TimesFound): void {
  for (const [, span, stage] of line.matchAll(STAGE)) {
    const took = microseconds(span!);
    if (took !== undefined) found.stage(stage as keyof Stages, took);
  }
}

function microseconds(span: string): number | undefined {
  const usec = parseSec(span);
  return typeof usec === 'bigint' && usec < BigInt(Number.MAX_SAFE_INTEGER) ? Number(usec) : undefined;
}
