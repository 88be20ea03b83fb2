import type { AnacronJob } from '../../cron/anacrontab.ts';
import { renderCron } from '../../cron/documentation.ts';
import { dueDay, stampDay } from '../../cron/due.ts';
import { numericVariable, startHours } from '../../cron/parseAnacrontab.ts';
import { type StartRules, startRules } from '../../cron/startHours.ts';
import { civilTime, dateText } from '../../cron/times.ts';
import { clock } from '../../cron/words.ts';
import { touches } from '../../text/span.ts';
import { timezone, UTC } from '../../values/timezone.ts';
import type { Context, Hover } from '../kind.ts';
import { type AnacrontabDocument, cronOf, lineAt, tableOf } from './document.ts';

/** What the thing under the cursor is, and what the line does. */
export function hoverAnacrontab(document: AnacrontabDocument, offset: number, context: Context): Hover | undefined {
  const line = lineAt(tableOf(document, context).lines, offset);
  if (line?.type === 'job') return hoverJob(line, offset, document, context);
  if (line?.type !== 'assignment') return undefined;
  const { name, value } = line;
  const part = [name, value].find(({ span }) => touches(span, offset));
  if (!part) return undefined;
  const known = cronOf(context).anacron === 'cronie' ? numericVariable(name.text) : undefined;
  const own = renderCron('anacronVariables', known ?? name.text, `${name.text}=`);
  const effect = known && valueText(known, value.text);
  const text = own ?? `**${name.text}**\n\nA variable for the commands of the jobs below.`;
  return { span: part.span, text: [effect, text].filter(Boolean).join('\n\n') };
}

/** What a value does, in numbers. */
function valueText(name: NonNullable<ReturnType<typeof numericVariable>>, value: string): string | undefined {
  if (name === 'START_HOURS_RANGE') {
    const range = startHours(value);
    if (!range) return undefined;
    const text = hoursText(range);
    return text === undefined ? '**no hour at all**: no job that ran before ever starts.' : `Jobs start **${text}**.`;
  }
  if (!/^[0-9]+$/.test(value)) return undefined;
  if (name === 'RANDOM_DELAY')
    return `**0 to ${Number(value)} minutes** are added to the delays below, the same to each.`;
  return Number(value) < 24
    ? `Jobs start **${clock(Number(value), 0)} to ${clock(Number(value), 59)}** only.`
    : undefined;
}

/** `from 03:00 to 21:59`; undefined where no hour is allowed. */
export function hoursText({ from, to }: { readonly from: number; readonly to: number }): string | undefined {
  const last = Math.min(to, 24) - 1;
  return last < from ? undefined : `from ${clock(from, 0)} to ${clock(last, 59)}`;
}

const PARTS = ['period', 'delay', 'identifier', 'command'] as const;

function hoverJob(job: AnacronJob, offset: number, document: AnacrontabDocument, context: Context): Hover | undefined {
  const name = PARTS.find((part) => touches(job[part].span, offset));
  if (name === undefined) return undefined;
  const { text, span } = job[name];
  const own =
    (name === 'period' && text.startsWith('@') ? renderCron('periods', text) : undefined) ??
    renderCron('anacronFields', name, name === 'command' ? 'command' : `${text} · ${name}`);
  if (job.problem) return { span, text: own ?? '' };
  const rules = startRules(tableOf(document, context), cronOf(context).anacron);
  const whole = [jobText(job, rules), windowText(job, rules), stampText(job, context)];
  // What most people want to know comes first: an editor cuts long hovers off.
  const missed = 'Where the machine is off when it is due, the job is made up for once, at the next start of anacron.';
  return { span, text: [...whole, missed, '---', own].filter(Boolean).join('\n\n') };
}

/** A period in words. */
export function periodText(every: AnacronJob['every']): string {
  if (typeof every === 'string')
    return { daily: 'each day', weekly: 'each week', monthly: 'each month', yearly: 'each year' }[every];
  if (every === 0) return 'each time anacron starts';
  return every === 1 ? 'each day' : `each ${every} days`;
}

function jobText(job: AnacronJob, rules: StartRules): string {
  const most = rules.randomDelay(job.span.start);
  const delay = most === 0 ? `${job.minutes}` : `${job.minutes} to ${job.minutes! + most}`;
  const chance = most === 0 ? '' : ` (RANDOM_DELAY adds ${most} at most, the same for all jobs below it)`;
  return `**${job.identifier.text}** runs **${periodText(job.every)}**, ${delay} minutes after anacron starts${chance}.`;
}

/** The hours in which the job can start, and when anacron has to start for it. */
function windowText(job: AnacronJob, { hours, preferredHour, randomDelay }: StartRules): string | undefined {
  if (preferredHour !== undefined)
    return `It can start from ${clock(preferredHour, 0)} to ${clock(preferredHour, 59)} (PREFERRED_HOUR).`;
  if (!hours) return undefined;
  const allowed = hoursText(hours);
  if (allowed === undefined) return '⚠ START_HOURS_RANGE leaves no hour: once it has run, it never starts again.';
  const most = job.minutes! + randomDelay(job.span.start);
  const first = Math.max(hours.from * 60 - job.minutes!, 0);
  const last = Math.min(hours.to, 24) * 60 - most - 1;
  const started =
    last < first
      ? 'which is never sure with this delay'
      : `for which anacron has to start from ${minuteText(first)} to ${minuteText(last)}`;
  return `It can start ${allowed} (START_HOURS_RANGE), ${started}.`;
}

function minuteText(minute: number): string {
  return clock(Math.floor(minute / 60), minute % 60);
}

/** When it was last run by the root's timestamps, and when it is due. */
function stampText(job: AnacronJob, context: Context): string | undefined {
  const { system } = cronOf(context);
  if (!system || !context.clock || job.every === undefined) return undefined;
  const stamp = system.stamps.get(job.identifier.text);
  const last = stamp === undefined ? undefined : stampDay(stamp);
  if (last === undefined) return 'The root has no timestamp of it: it runs at the next start of anacron.';
  const zone = timezone(system.timezone ?? context.clock.timezone) ?? UTC;
  const today = civilTime(zone, Number(context.clock.now / 1_000_000n)).dayNumber;
  const due = dueDay(job.every, last, today);
  const date = (day: number) => dateText(UTC, day * 86_400);
  if (due === undefined) return `It last ran on ${date(last)}.`;
  return `It last ran on ${date(last)} and is due ${due <= today ? 'now' : `on ${date(due)}`}.`;
}
