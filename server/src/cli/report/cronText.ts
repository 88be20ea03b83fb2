import { daysOf, type JobDay, missesOf } from '../../core/cron/daily.ts';
import { programsInWords, startNotes, WHY_MISSED } from '../../core/cron/inWords.ts';
import type { Peak, Simulation, SimulationInput } from '../../core/cron/simulation.ts';
import { civilTime, dateText, timeText } from '../../core/cron/times.ts';
import { clock } from '../../core/cron/words.ts';

/** More starts of one job on one day are counted, not listed. */
const MOST_LISTED = 3;
const WIDEST = 60;

type Paint = (code: string, text: string) => string;

/** A simulation for people: day by day, then what is missed and where many jobs start together. */
export function simulationAsText(input: SimulationInput, simulation: Simulation, colours: boolean): string {
  const paint: Paint = (code, text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
  const days = daysOf(simulation, input.zone, input.from, input.days).map((day) => {
    const boots = day.boots.map((at) => [at, `${time(input, at)}  ${paint('2', 'the machine boots')}`] as const);
    const jobs = day.jobs.map((one) => [one.starts[0]!.at, jobLine(input, one, paint)] as const);
    const lines = [...boots, ...jobs].sort((a, b) => a[0] - b[0]).map(([, line]) => `  ${line}\n`);
    const empty = lines.length === 0 ? `  ${paint('2', 'nothing starts')}\n` : '';
    return `${paint('1', dateText(input.zone, day.start))}\n${lines.join('')}${empty}`;
  });
  return [
    head(input, paint),
    ...days,
    ...missedText(input, simulation, paint),
    ...peaksText(input, simulation, paint),
    ...notesText(simulation, paint),
  ].join('\n');
}

function head(input: SimulationInput, paint: Paint): string {
  const { zone, from, days, off } = input;
  const hours = off.map((one) => `${minutes(one.from)}-${minutes(one.to)}`).join(', ');
  const asleep = hours === '' ? '' : `, off ${hours}`;
  const what = `${days} ${days === 1 ? 'day' : 'days'} from ${timeText(zone, from)}`;
  return paint('2', `${programsInWords(input)}, ${zone.name}, ${what}${asleep}\n`);
}

function minutes(minute: number): string {
  return clock(Math.floor(minute / 60), minute % 60);
}

function time({ zone }: SimulationInput, at: number): string {
  const { hour, minute } = civilTime(zone, at);
  return clock(hour, minute);
}

function jobLine(input: SimulationInput, { job, starts }: JobDay, paint: Paint): string {
  const times =
    starts.length > MOST_LISTED ? [`${time(input, starts[0]!.at)}…`] : starts.map(({ at }) => time(input, at));
  const first = starts[0]!;
  const where = job.by === 'anacron' ? `anacron ${job.name}` : `${job.path}:${job.line}`;
  const facts = [
    ...(starts.length > MOST_LISTED ? [`${starts.length} times, ${job.when}`] : []),
    ...(job.scripts.length > 0
      ? [`${job.scripts.length} ${job.scripts.length === 1 ? 'script' : 'scripts'}: ${job.scripts.join(', ')}`]
      : []),
    ...startNotes(first),
  ];
  const more = facts.length > 0 ? ` ${paint('2', `(${facts.join('; ')})`)}` : '';
  return `${paint('36', times.join(' '))}  ${paint('2', where)}  ${shortened(job.command)}${more}`;
}

function shortened(text: string): string {
  const plain = printable(text);
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain;
}

/** Control characters must not reach the terminal. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
  return text.replace(/[\x00-\x1f\x7f-\x9f\ud800-\udfff]/gu, '\ufffd');
}

function missedText(input: SimulationInput, simulation: Simulation, paint: Paint): string[] {
  const missed = missesOf(simulation);
  if (missed.length === 0) return [];
  const lines = missed.map(({ job, why, at, count }) => {
    const where = job.by === 'anacron' ? `anacron ${job.name}` : `${job.path}:${job.line}`;
    const often = count === 1 ? timeText(input.zone, at) : `${count} times, first ${timeText(input.zone, at)}`;
    return `  ${paint('33', often)}  ${paint('2', where)}  ${shortened(job.command)} ${paint('2', `(${WHY_MISSED[why]})`)}\n`;
  });
  return [`${paint('1', 'Missed')}\n${lines.join('')}`];
}

function peaksText(input: SimulationInput, { peaks, peaksWithoutDelay, jobs }: Simulation, paint: Paint): string[] {
  if (peaks.length === 0 && peaksWithoutDelay.length === 0) return [];
  const name = (id: number) => (jobs[id]!.by === 'anacron' ? jobs[id]!.name : `${jobs[id]!.path}:${jobs[id]!.line}`);
  const line = ({ at, jobs: ids }: Peak) =>
    `  ${paint('36', timeText(input.zone, at))}  ${ids.length} jobs  ${paint('2', ids.map(name).join(', '))}\n`;
  const without = peaksWithoutDelay[0]?.jobs.length ?? 1;
  const most = peaks[0]?.jobs.length ?? 1;
  const random =
    without === most ? '' : `  ${paint('2', `without random delays ${without} jobs would start together at most`)}\n`;
  return [`${paint('1', 'Starting together')}\n${peaks.slice(0, 5).map(line).join('')}${random}`];
}

function notesText({ notes }: Simulation, paint: Paint): string[] {
  return notes.length === 0
    ? []
    : [`${paint('1', 'Notes')}\n${notes.map((note) => `  ${printable(note)}\n`).join('')}`];
}
