import type { AnacronLine, AnacronProblem } from '../../cron/anacrontab.ts';
import type { AnacronImplementation } from '../../cron/implementation.ts';
import { startHours } from '../../cron/parseAnacrontab.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/span.ts';
import type { Diagnostic, Fix } from '../kind.ts';

type Problem = { readonly kind: AnacronProblem; readonly span: Span };

/** The names of periods that a program takes, as they are documented. */
export const PERIOD_NAMES: Readonly<Record<AnacronImplementation, readonly string[]>> = {
  debian: ['@monthly', '@yearly'],
  cronie: ['@daily', '@weekly', '@monthly', '@yearly', '@annually'],
};

/** What the program complains about, and what it does then. */
export function complaint(line: AnacronLine, problem: Problem, implementation: AnacronImplementation): Diagnostic {
  const { span } = problem;
  const error = (code: string, message: string, fixes: readonly Fix[] = []): Diagnostic => ({
    span,
    severity: 'error',
    code: `anacrontab.${code}`,
    message,
    ...(fixes.length > 0 ? { fixes } : {}),
  });
  const skipped = 'anacron leaves the line out.';
  switch (problem.kind) {
    case 'syntax':
      return error(
        'syntax',
        `This is neither \`NAME=value\` nor a job: period in days, delay in minutes, identifier, command. ${skipped}`,
      );
    case 'missing-fields':
      return error(
        'missing-fields',
        `A job has four fields: period in days, delay in minutes, identifier, command. ${skipped}`,
      );
    case 'identifier-slash': {
      const word = line.type === 'broken' ? (line.words[2]?.text ?? '') : '';
      const fixed = word.replaceAll('/', '.').replace(/^\.+|\.+$/g, '') || 'job';
      const message = `An identifier cannot have a slash, as it is the name of a file in /var/spool/anacron. ${skipped}`;
      return error('identifier-slash', message, [edit(`Change to ${fixed}`, span, fixed)]);
    }
    case 'period-too-large':
      return error('too-large', `The period can be no more than 2147483647 days. ${skipped}`);
    case 'delay-too-large':
      return error('too-large', `The delay can be no more than 2147483647 minutes. ${skipped}`);
    case 'unknown-period':
      return unknownPeriod(line, span, implementation);
    case 'bad-range': {
      const value = line.type === 'assignment' ? line.value.text : '';
      const meant = /^\s*["']?\s*(\d+)\s*[-–—:.]+\s*(\d+)\s*["']?\s*$/.exec(value);
      const fixes = meant ? [edit(`Change to ${meant[1]}-${meant[2]}`, span, `${meant[1]}-${meant[2]}`)] : [];
      const message =
        'START_HOURS_RANGE takes two hours with a dash and nothing around, such as `3-22`. anacron leaves the line out, so that an earlier range, or none, holds.';
      return error('bad-range', message, fixes);
    }
    case 'reversed-range':
      return reversedRange(line, span);
    case 'bad-random-delay': {
      const digits = line.type === 'assignment' ? /\d+/.exec(line.value.text)?.[0] : undefined;
      const message =
        'RANDOM_DELAY takes a number of minutes and nothing around it. anacron leaves the line out: nothing is delayed by it.';
      return error('bad-random-delay', message, digits ? [edit(`Change to ${digits}`, span, digits)] : []);
    }
    case 'deadly-random-delay':
      return error(
        'bad-random-delay',
        'anacron cannot count with a RANDOM_DELAY this large and dies or hangs while it reads the file: no job runs.',
      );
    case 'bad-preferred-hour':
      return error(
        'bad-preferred-hour',
        'PREFERRED_HOUR is an hour from 0 to 23. anacron leaves the line out, and no earlier one holds any more.',
      );
  }
}

function unknownPeriod(line: AnacronLine, span: Span, implementation: AnacronImplementation): Diagnostic {
  const word = line.type === 'job' ? line.period.text : '';
  const days =
    implementation === 'debian' ? { '@daily': '1', '@weekly': '7', '@annually': '@yearly' }[word] : undefined;
  const meant = days ?? nearest(word, PERIOD_NAMES[implementation]);
  const known = PERIOD_NAMES[implementation].join(', ');
  const since =
    implementation === 'debian' && days ? " (Debian's anacron knows @daily and @weekly from 2.3-44 on)" : '';
  const message =
    `There is no period ${word}${since}; known are ${known}, and numbers of days. ` +
    'anacron says that it leaves the line out, but keeps the job with a period that is left to chance: it may run at every start, or stop anacron.';
  const fixes = meant ? [edit(`Change to ${meant}`, span, meant)] : [];
  return { span, severity: 'error', code: 'anacrontab.unknown-period', message, fixes };
}

/** `23-6`: refused, with both hours set to 0, so that no hour is allowed any more. */
function reversedRange(line: AnacronLine, span: Span): Diagnostic {
  const range = line.type === 'assignment' ? startHours(line.value.text) : undefined;
  const [from, to] = [range?.from ?? 0, range?.to ?? 0];
  const message =
    `The hours cannot go around midnight: anacron refuses ${from}-${to}, and from then on allows no hour at all, so that no job that has run before ever starts again. ` +
    `Write a range within one day, such as ${Math.min(from, 23)}-24 or 0-${Math.min(to, 24)}, or leave the line out and give the jobs a time in a crontab.`;
  const fixes = [
    ...(to > 0 ? [edit(`Change to 0-${Math.min(to, 24)}: after midnight`, span, `0-${Math.min(to, 24)}`, true)] : []),
    ...(from < 24 ? [edit(`Change to ${from}-24: before midnight`, span, `${from}-24`, to === 0)] : []),
    edit('Change to 0-24: at every hour', span, '0-24', false),
  ];
  return { span, severity: 'error', code: 'anacrontab.reversed-range', message, fixes };
}

/** A fix that puts other text in the place of a span. */
export function edit(title: string, span: Span, newText: string, preferred = true): Fix {
  return { title, edits: [{ span, newText }], ...(preferred ? { preferred } : {}) };
}
