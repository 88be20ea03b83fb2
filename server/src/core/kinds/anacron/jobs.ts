import type { AnacronJob } from '../../cron/anacrontab.ts';
import { commandFindings } from '../../cron/commandChecks.ts';
import { type StartRules, startRules } from '../../cron/startHours.ts';
import type { Span } from '../../text/span.ts';
import { utf8Length } from '../../text/utf8.ts';
import type { Diagnostic, Fix } from '../kind.ts';
import type { Judged } from './checks.ts';
import { edit, PERIOD_NAMES } from './problems.ts';

/** What is to be said of jobs that are taken. */
export function jobFindings(judged: Judged): Diagnostic[] {
  const seen = new Map<string, AnacronJob>();
  const rules = startRules(judged.table, judged.cron.anacron);
  const free = freeNames(judged.jobs);
  return judged.jobs.flatMap((job) => {
    if (job.every === undefined || job.minutes === undefined) return [];
    const first = seen.get(job.identifier.text);
    if (!first) seen.set(job.identifier.text, job);
    return [
      ...ofPeriod(job, judged),
      ...ofDelay(job, rules),
      ...ofIdentifier(job),
      ...(first ? [duplicate(job, first, free)] : []),
      ...ofCommand(job, judged),
    ];
  });
}

function ofPeriod({ period, every }: AnacronJob, { cron }: Judged): Diagnostic[] {
  if (every === 0)
    return [information(period.span, 'every-start', 'A period of 0 days: the job runs each time anacron starts.')];
  const { text, span } = period;
  if (!text.startsWith('@') || PERIOD_NAMES[cron.anacron].includes(text) || text === '@annualy') return [];
  const meant = PERIOD_NAMES[cron.anacron].find((one) => text.startsWith(one.slice(0, 7))) ?? `@${every}`;
  const message = `anacron compares only the first letters: this is ${meant}.`;
  return [
    {
      ...information(span, 'period-prefix', message),
      severity: 'warning',
      fixes: [edit(`Change to ${meant}`, span, meant)],
    },
  ];
}

function ofDelay(job: AnacronJob, rules: StartRules): Diagnostic[] {
  const { span } = job.delay;
  const minutes = job.minutes!;
  if (minutes > 1440) {
    const message = 'anacron takes a delay of more than a day for a change of the clock and starts the job at once.';
    return [warning(span, 'long-delay', message)];
  }
  if (!rules.hours) return [];
  const { from, to } = rules.hours;
  const length = (Math.min(to, 24) - from) * 60;
  const most = minutes + rules.randomDelay(job.span.start);
  if (length <= 0 || most < 60) return [];
  const sum = most === minutes ? `${minutes} minutes` : `${minutes} to ${most} minutes`;
  if (most >= length) {
    const message = `With a delay of ${sum} the job can miss the ${length / 60} hours of START_HOURS_RANGE even when anacron starts at ${from}:00: it is then skipped.`;
    return [warning(span, 'delay-leaves-range', message)];
  }
  const message = `The hour that counts is that of the start, ${sum} after anacron's: where anacron starts late, this leaves START_HOURS_RANGE, and the job is skipped until anacron starts again.`;
  return [information(span, 'delay-leaves-range', message)];
}

/** NAME_MAX of Linux. */
const LONGEST_NAME = 255;

function ofIdentifier({ identifier }: AnacronJob): Diagnostic[] {
  const { text, span } = identifier;
  if (text === '.' || text === '..') {
    const message = `${text} is a folder: anacron cannot keep a timestamp there, and stops with all jobs.`;
    return [{ ...warning(span, 'bad-identifier', message), severity: 'error' }];
  }
  if (utf8Length(text) <= LONGEST_NAME) return [];
  const message = 'No file can have a name this long: anacron cannot keep a timestamp, and stops with all jobs.';
  return [{ ...warning(span, 'bad-identifier', message), severity: 'error' }];
}

/** Gives names that no job has, by a name that one has. */
function freeNames(jobs: readonly AnacronJob[]): (name: string) => string {
  const taken = new Set(jobs.map((job) => job.identifier.text));
  const last = new Map<string, number>();
  return (name) => {
    let n = (last.get(name) ?? 1) + 1;
    while (taken.has(`${name}-${n}`)) n++;
    last.set(name, n);
    return `${name}-${n}`;
  };
}

function duplicate(job: AnacronJob, first: AnacronJob, free: (name: string) => string): Diagnostic {
  const { text, span } = job.identifier;
  const other = free(text);
  const message = `${text} is the identifier of another job: both share one timestamp, so that one of them keeps the other from running.`;
  const related = [{ span: first.identifier.span, message: 'the first one' }];
  const fixes = [edit(`Change to ${other}`, span, other)];
  return { ...warning(span, 'duplicate-identifier', message, fixes), related };
}

function ofCommand(job: AnacronJob, { cron, text, pathAbove }: Judged): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { command } = job;
  const source = text.slice(command.span.start, command.span.end);
  if (cron.anacron === 'debian') {
    for (const match of source.matchAll(/\\(?![\n])/g)) {
      const at = command.span.start + match.index;
      const message =
        "Debian's anacron removes this backslash, as every one. Put the command into a script, or quote otherwise.";
      found.push(warning({ start: at, end: at + 1 }, 'backslash', message));
    }
  }
  if (source.endsWith('\r')) {
    const span = { start: command.span.end - 1, end: command.span.end };
    const message =
      'The line ends in a carriage return, which becomes part of the command: save the file with Unix line endings.';
    found.push(warning(span, 'carriage-return', message, [edit('Remove it', span, '')]));
  }
  if (!cron.system || source !== command.text) return found;
  const path = pathAbove(job.span.start);
  return [...found, ...commandFindings(command.text, command.span.start, path, cron.system, 'anacrontab')];
}

function warning(span: Span, code: string, message: string, fixes: readonly Fix[] = []): Diagnostic {
  return { span, severity: 'warning', code: `anacrontab.${code}`, message, ...(fixes.length > 0 ? { fixes } : {}) };
}

function information(span: Span, code: string, message: string): Diagnostic {
  return { span, severity: 'information', code: `anacrontab.${code}`, message };
}
