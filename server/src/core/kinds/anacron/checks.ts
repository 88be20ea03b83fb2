import type { AnacronAssignment, AnacronJob, Anacrontab } from '../../cron/anacrontab.ts';
import type { CronContext } from '../../cron/system.ts';
import type { Context, Diagnostic } from '../kind.ts';
import { type AnacrontabDocument, cronOf } from './document.ts';
import { jobFindings } from './jobs.ts';
import { complaint } from './problems.ts';
import { assignmentFindings } from './variables.ts';

/** What a rule of anacrontabs works with. */
export interface Judged {
  readonly text: string;
  readonly table: Anacrontab;
  readonly cron: CronContext;
  readonly jobs: readonly AnacronJob[];
  readonly assignments: readonly AnacronAssignment[];
}

/**
 * Everything there is to say about an anacrontab, in the order of the file. Errors are what the program complains about,
 * and what makes it fail when it runs; warnings are what it takes in another sense than it was meant in.
 */
export function diagnoseAnacrontab(document: AnacrontabDocument, context: Context): Diagnostic[] {
  const cron = cronOf(context);
  const table = document.as(cron.anacron);
  const judged: Judged = {
    text: document.text,
    table,
    cron,
    jobs: table.lines.filter((line) => line.type === 'job'),
    assignments: table.lines.filter((line) => line.type === 'assignment'),
  };
  const complaints = table.lines.flatMap((line) => (line.problem ? [complaint(line, line.problem, cron.anacron)] : []));
  const found = [...complaints, ...assignmentFindings(judged), ...jobFindings(judged)];
  return found.sort((a, b) => a.span.start - b.span.start);
}
