import { spawnSync } from 'node:child_process';

/** A systemd to ask: the host's, or an image's by its directory. */
export interface Systemd {
  readonly image: string | undefined;
  readonly version: number;
}

/** What systemd says of a calendar event: nothing when it refuses it. */
export interface CalendarAnswer {
  readonly expression: string;
  readonly normalized?: string;
  /** Seconds since the epoch; shorter than asked for where the event elapses no more. */
  readonly next?: readonly number[];
  /** systemd takes the event, but gives up the search for one of the elapses, and tells nothing. */
  readonly stuck?: true;
}

/** What systemd says of a timestamp: nothing when it refuses it. */
export interface TimestampAnswer {
  readonly timestamp: string;
  /** Microseconds since the epoch. */
  readonly usec?: string;
  /** As systemd writes it; absent for 0 and 2^64-1. */
  readonly written?: string;
}

/** The systemd of the host, or of an image; undefined where there is none to ask. */
export function findSystemd(image: string | undefined): Systemd | undefined {
  const { stdout, status } = run(image, 'UTC', ['--version']);
  const version = /^systemd (\d+)/.exec(stdout ?? '');
  return status === 0 && version ? { image, version: Number(version[1]) } : undefined;
}

function run(image: string | undefined, timezone: string, args: readonly string[]) {
  const command = ['env', `TZ=${timezone}`, 'COLUMNS=4000', 'LC_ALL=C.UTF-8', 'systemd-analyze', ...args];
  const [program, ...rest] = image === undefined ? command : ['chroot', image, ...command];
  return spawnSync(program!, rest, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** Asks for many calendar events at once, and when each elapses after `base`, in seconds since the epoch. */
export function askCalendar(
  systemd: Systemd,
  timezone: string,
  base: number,
  iterations: number,
  expressions: readonly string[],
): CalendarAnswer[] {
  const options = [`--iterations=${iterations}`, `--base-time=@${base}`];
  const { stdout, stderr } = run(systemd.image, timezone, ['calendar', ...options, '--', ...expressions]);
  const found = blocks(stdout);
  return expressions.map((expression, i) => {
    if (stderr.includes(`Failed to determine next elapse for '${expression}'`)) return { expression, stuck: true };
    return calendarAnswer(expression, found[i] ?? []);
  });
}

function calendarAnswer(expression: string, rows: readonly Row[]): CalendarAnswer {
  const normalized = rows.find(([key]) => key === 'Normalized form')?.[1];
  if (normalized === undefined) return { expression };
  const inUtc = rows.filter(
    ([key, value]) => key !== 'Original form' && key !== 'Normalized form' && / UTC$/.test(value),
  );
  return { expression, normalized, next: inUtc.map(([, value]) => utcSeconds(value)) };
}

function utcSeconds(written: string): number {
  const [, date, time] = /(\d+-\d+-\d+) (\d+:\d+:\d+) UTC$/.exec(written) ?? [];
  return Date.parse(`${date}T${time}Z`) / 1000;
}

/** Asks for each timestamp in a process of its own, since they remember the offset of the one before. */
export function askTimestamps(systemd: Systemd, timezone: string, timestamps: readonly string[]): TimestampAnswer[] {
  return timestamps.map((timestamp) => {
    const [rows = []] = blocks(run(systemd.image, timezone, ['timestamp', '--', timestamp]).stdout);
    const unix = rows.find(([key]) => key === 'UNIX seconds')?.[1];
    if (unix === undefined) return { timestamp };
    const [seconds, fraction = ''] = unix.slice(1).split('.');
    const usec = String(BigInt(seconds! + fraction.padEnd(6, '0')));
    const written = rows.find(([key]) => key === 'Normalized form')?.[1];
    return written === undefined || UNSET.includes(written) ? { timestamp, usec } : { timestamp, usec, written };
  });
}

/** What the table shows for 0 and 2^64-1, by version. */
const UNSET = ['n/a', '-'];

type Row = readonly [key: string, value: string];

/** The tables that systemd-analyze prints, one for each argument; nothing but the blank line for a refused one. */
function blocks(stdout: string): Row[][] {
  const found: Row[][] = [[]];
  for (const line of stdout.split('\n')) {
    const row = /^\s*([^:]+): (.*)$/.exec(line);
    if (row) found.at(-1)!.push([row[1]!, row[2]!]);
    else found.push([]);
  }
  return found;
}
