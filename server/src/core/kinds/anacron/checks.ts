import type { AnacronAssignment, AnacronJob, Anacrontab } from '../../cron/anacrontab.ts';
import { pathAt } from '../../cron/commandChecks.ts';
import type { CronContext } from '../../cron/system.ts';
import type { Context, Diagnostic } from '../kind.ts';
import { type AnacrontabDocument, cronOf } from './document.ts';
import { jobFindings } from './jobs.ts';
import { complaint } from './problems.ts';
import { assignmentFindings } from './variables.ts';

/** What whoever starts anacron hands it, as a service or as cron does. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What a rule of anacrontabs works with. */
export interface Judged {
  readonly text: string;
  readonly table: Anacrontab;
  readonly cron: CronContext;
  readonly jobs: readonly AnacronJob[];
  readonly assignments: readonly AnacronAssignment[];
  /** The PATH that holds for a job that begins at an offset. */
  pathAbove(offset: number): string;
}

/**
 * Everything there is to say about an anacrontab, in the order of the file. Errors are what the program complains about,
 * and what makes it fail when it runs; warnings are what it takes in another sense than it was meant in.
 */
export function diagnoseAnacrontab(document: AnacrontabDocument, context: Context): Diagnostic[] {
  const cron = cronOf(context);
  const table = document.as(cron.anacron);
  const assignments = table.lines.filter((line) => line.type === 'assignment');
  const paths = assignments.filter(({ name }) => name.text === 'PATH');
  const named = paths.map(({ value, span }) => ({ name: 'PATH', value: value.text, span }));
  const judged: Judged = {
    text: document.text,
    table,
    cron,
    jobs: table.lines.filter((line) => line.type === 'job'),
    assignments,
    pathAbove: (offset) => pathAt(named, offset, DEFAULT_PATH),
  };
  const complaints = table.lines.flatMap((line) => (line.problem ? [complaint(line, line.problem, cron.anacron)] : []));
  const found = [...complaints, ...assignmentFindings(judged), ...jobFindings(judged)];
  return found.sort((a, b) => a.span.start - b.span.start);
}
