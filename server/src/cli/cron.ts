import { fileURLToPath } from 'node:url';
import { parseHours } from '../core/cron/offHours.ts';
import { simulate } from '../core/cron/simulate.ts';
import { secondsAt } from '../core/cron/times.ts';
import { type Timezone, timezone, UTC } from '../core/values/timezone.ts';
import { readClock } from '../hosts/clock.ts';
import { chosenPrograms, contextOf, PROGRAM_OPTIONS, systemIn } from './chosenPrograms.ts';
import { chosenRoot } from './chosenRoot.ts';
import { oneOf, readOptions } from './options.ts';
import { simulationAsJson } from './report/cronJson.ts';
import { simulationAsText } from './report/cronText.ts';
import { type Command, UsageError } from './terminal.ts';

const MOST_DAYS = 400;

/** Plays cron and anacron of a root through. */
export const cron: Command = {
  usage:
    'cron [--root DIR] [--days N] [--from TIME] [--off HH:MM-HH:MM] [--seed N] [--cron NAME] [--anacron NAME] [--format text|json]',
  summary: 'says which jobs of cron and anacron start when over the coming days, and which are missed',
  help: `Reads /etc/crontab, /etc/cron.d, the tables of users, /etc/anacrontab and the timestamps in /var/spool/anacron.

  --root DIR        the system root (default: the one around the current folder, else /)
  --days N          how many days (default 7, at most ${MOST_DAYS})
  --from TIME       when it begins, such as 2026-01-05 or "2026-01-05 06:00" (default: now)
  --off HOURS       when the machine is off each day, such as 22:00-07:00; several with commas
  --seed N          decides what is left to chance, such as RANDOM_DELAY (default 1)
  --cron NAME       debian or cronie (default: the one that is installed, else debian)
  --anacron NAME    the same for anacron
  --format FORMAT   text (default) or json

Times are those of the root's time zone. Exit status: 0, or 2 when it could not be done.
`,
  run: async (args, terminal) => {
    const names = ['root', 'days', 'from', 'off', 'seed', ...PROGRAM_OPTIONS, 'format'];
    const { values, rest } = readOptions(args, names);
    if (rest.length > 0) throw new UsageError(`${rest[0]} is too much; write --root=${rest[0]} for a folder.`);
    const format = oneOf('format', values.format, ['text', 'json'] as const, 'text');
    const programs = chosenPrograms(values);
    const days = numberIn('days', values.days, 7, 1, MOST_DAYS);
    const seed = numberIn('seed', values.seed, 1, 0, 4294967295);
    const off = parseHours(values.off ?? '');
    if (!off) throw new UsageError(`--off=${values.off} is not understood; write hours such as 22:00-07:00.`);
    const folder = await chosenRoot(values.root);
    const system = await systemIn(folder.startsWith('file:') ? fileURLToPath(folder) : folder);
    const clock = readClock();
    const zone = timezone(system.timezone ?? '') ?? timezone(clock.timezone) ?? UTC;
    const from = values.from === undefined ? thisMinute(clock.now) : timeIn(values.from, zone);
    const context = { ...contextOf(system, programs), system };
    const input = { cron: context, zone, from, days, off, seed };
    const simulation = simulate(input);
    terminal.out(
      format === 'json' ? simulationAsJson(input, simulation) : simulationAsText(input, simulation, terminal.colours),
    );
    return 0;
  },
};

function numberIn(option: string, value: string | undefined, fallback: number, low: number, high: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < low || number > high) {
    throw new UsageError(`--${option}=${value} is not a number from ${low} to ${high}.`);
  }
  return number;
}

function thisMinute(now: bigint): number {
  return Number(now / 60_000_000n) * 60;
}

function timeIn(text: string, zone: Timezone): number {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?)?$/.exec(text);
  const day = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : Number.NaN;
  const [hour, minute] = [Number(match?.[4] ?? 0), Number(match?.[5] ?? 0)];
  if (!match || new Date(day).toISOString().slice(0, 10) !== text.slice(0, 10) || hour > 23 || minute > 59) {
    throw new UsageError(`--from=${text} is no time; write it as 2026-01-05 or "2026-01-05 06:00".`);
  }
  return secondsAt(zone, day / 86_400_000, hour * 60 + minute);
}
