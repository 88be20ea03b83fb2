import { append } from '../lists/append.ts';
import { timezone } from '../values/timezone.ts';
import { type AnacronState, runAnacron, runnableJobs, stampDays } from './anacronRuns.ts';
import { anacronRole, starterTimes } from './anacronStarters.ts';
import type { AnacronJob } from './anacrontab.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Schedule } from './fields.ts';
import { type CronJob, cronJobs, scriptsOf } from './jobsOfTables.ts';
import { lineCounter } from './lineCounter.ts';
import { runsFrom } from './nextRuns.ts';
import { type Uptime, uptimeAt, uptimes } from './offHours.ts';
import { parseAnacrontab } from './parseAnacrontab.ts';
import { peaksOf } from './peaks.ts';
import type { SimulatedJob, SimulatedMiss, SimulatedStart, Simulation, SimulationInput } from './simulation.ts';
import { civilTime } from './times.ts';

/** More starts than this make no answer that anybody reads. */
const MOST_STARTS = 500_000;

/** Plays cron and anacron through: which jobs start when, and which are missed. The same seed gives the same answer. */
export function simulate(input: SimulationInput): Simulation {
  const to = input.from + input.days * 86_400;
  const up = uptimes(input.off, input.zone, input.from, to);
  const played = play(input, up, to, chanceOf(input.seed));
  const plain = play(input, up, to, undefined);
  return { ...played, uptimes: up, peaks: peaksOf(played.starts), peaksWithoutDelay: peaksOf(plain.starts) };
}

type Played = Omit<Simulation, 'uptimes' | 'peaks' | 'peaksWithoutDelay'>;

function play(input: SimulationInput, up: readonly Uptime[], to: number, chance: Chance | undefined): Played {
  const { cron } = input;
  const { jobs, notes } = cronJobs(cron);
  const starts: SimulatedStart[] = [];
  const missed: SimulatedMiss[] = [];
  /** When entries start anacron, and whether only once a day. */
  const starters: { at: number; onceADay: boolean }[] = starterTimes(cron.system, up, input.zone, chance).map((at) => ({
    at,
    onceADay: false,
  }));
  const shares = new Map(up.map((one) => [one, chance ? chance.upTo(999) / 1000 : 0]));
  for (const one of jobs) {
    const role = anacronRole(one.job.command, one.job.scripts, cron.system);
    if (role === 'left-to-anacron' || role === 'left-to-systemd') {
      const why = role === 'left-to-anacron' ? 'anacron is installed and takes it over' : 'systemd starts anacron';
      notes.push(`${one.job.path}:${one.job.line} runs nothing: ${why}.`);
      continue;
    }
    const found = cronStarts(one, input, up, to, chance, shares);
    append(starts, found.starts);
    append(missed, found.missed);
    if (role) for (const { at } of found.starts) starters.push({ at, onceADay: role === 'starts-once-a-day' });
    if (starts.length > MOST_STARTS) break;
  }
  const anacron = anacronStarts(input, up, starters, jobs.length, chance);
  append(notes, anacron.notes);
  const order = (a: { at: number; job: number }, b: { at: number; job: number }) => a.at - b.at || a.job - b.job;
  return {
    jobs: [...jobs.map(({ job }) => job), ...anacron.jobs],
    starts: [...starts, ...anacron.starts].filter(({ at }) => at < to).sort(order),
    missed: [...missed, ...anacron.missed].filter(({ at }) => at < to).sort(order),
    anacronStarts: anacron.times,
    notes,
  };
}

/** The starts of one entry of a crontab. */
function cronStarts(
  { job, entry, timezone: own, randomDelay }: CronJob,
  { zone, from }: SimulationInput,
  up: readonly Uptime[],
  to: number,
  chance: Chance | undefined,
  shares: ReadonlyMap<Uptime, number>,
): { starts: SimulatedStart[]; missed: SimulatedMiss[] } {
  const starts: SimulatedStart[] = [];
  const missed: SimulatedMiss[] = [];
  if (!entry.schedule) {
    append(
      starts,
      up.filter(({ boots }) => boots).map(({ from }) => ({ job: job.id, at: from })),
    );
    return { starts, missed };
  }
  const schedule = drawn(entry.schedule, entry, chance);
  const local = (own === undefined ? undefined : timezone(own)) ?? zone;
  for (const { at } of runsFrom(schedule, { zone: local, foreign: local !== zone }, from)) {
    if (at >= to || starts.length + missed.length > MOST_STARTS) break;
    const awake = uptimeAt(up, at);
    const share = (awake && shares.get(awake)) ?? 0;
    const delayed = Math.floor(randomDelay * share);
    if (uptimeAt(up, at + delayed * 60))
      starts.push({ job: job.id, at: at + delayed * 60, ...(delayed > 0 ? { delayed } : {}) });
    else missed.push({ job: job.id, at, why: 'off' });
  }
  return { starts, missed };
}

/** The schedule with one number for each `~` of cronie. */
function drawn(schedule: Schedule, { fields }: CronJob['entry'], chance: Chance | undefined): Schedule {
  if (!fields.some(({ items }) => items.some(({ random }) => random))) return schedule;
  const sets = fields.map((field) => {
    const values = field.items.flatMap((item) => {
      if (item.random) return [item.from + (chance?.upTo(item.to - item.from) ?? 0)];
      return field.set.values.filter((value) => value >= item.from && value <= item.to);
    });
    return { ...field.set, values: [...new Set(values)].sort((a, b) => a - b) };
  });
  const [minute, hour, dayOfMonth, month, dayOfWeek] = sets;
  return { minute: minute!, hour: hour!, dayOfMonth: dayOfMonth!, month: month!, dayOfWeek: dayOfWeek! };
}

interface AnacronPlayed {
  readonly jobs: SimulatedJob[];
  readonly starts: SimulatedStart[];
  readonly missed: SimulatedMiss[];
  readonly times: number[];
  readonly notes: string[];
}

function anacronStarts(
  { cron, zone }: SimulationInput,
  up: readonly Uptime[],
  starters: readonly { readonly at: number; readonly onceADay: boolean }[],
  firstId: number,
  chance: Chance | undefined,
): AnacronPlayed {
  const played: AnacronPlayed = { jobs: [], starts: [], missed: [], times: [], notes: [] };
  const { anacrontab, installed } = cron.system;
  if (anacrontab === undefined) return played;
  if (!installed.anacron) {
    played.notes.push('/etc/anacrontab is not read: anacron is not installed.');
    return played;
  }
  const table = parseAnacrontab(anacrontab, cron.anacron);
  if (table.lines.some(({ problem }) => problem?.kind === 'deadly-random-delay')) {
    played.notes.push('anacron dies when it reads /etc/anacrontab: RANDOM_DELAY is too large.');
    return played;
  }
  const jobs = runnableJobs(table);
  const ids = new Map<AnacronJob, number>(jobs.map((job, index) => [job, firstId + index]));
  const lineOf = lineCounter(anacrontab);
  for (const [index, job] of jobs.entries()) {
    played.jobs.push(jobOf(job, firstId + index, lineOf(job.span.start), cron));
  }
  if (starters.length === 0) played.notes.push('Nothing starts anacron: no timer, no service and no crontab does.');
  const stamps = stampDays(cron.system.stamps);
  const state: AnacronState = { table, implementation: cron.anacron, zone, ids, stamps, held: new Map(), uptimes: up };
  for (const { at, onceADay } of [...starters].sort((a, b) => a.at - b.at)) {
    if (onceADay && stamps.get('cron.daily') === civilTime(zone, at).dayNumber) continue;
    played.times.push(at);
    const run = runAnacron(state, at, chance);
    append(played.starts, run.starts);
    append(played.missed, run.missed);
  }
  return played;
}

function jobOf(job: AnacronJob, id: number, line: number, cron: SimulationInput['cron']): SimulatedJob {
  const command = job.command.text.trim();
  const named = { daily: 'each day', weekly: 'each week', monthly: 'each month', yearly: 'each year' };
  const when =
    typeof job.every === 'string' ? named[job.every] : job.every === 1 ? 'each day' : `each ${job.every} days`;
  return {
    id,
    by: 'anacron',
    path: '/etc/anacrontab',
    line,
    name: job.identifier.text,
    command,
    user: 'root',
    when,
    ...scriptsOf(command, cron.system),
  };
}
