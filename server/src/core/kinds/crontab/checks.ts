import type { AssignmentNode, Crontab, EntryNode } from '../../cron/crontab.ts';
import type { CronContext } from '../../cron/system.ts';
import type { Context, Diagnostic } from '../kind.ts';
import { adviceOf } from './advice.ts';
import { environmentFindings } from './assignments.ts';
import { type CrontabDocument, contentOf, cronOf } from './document.ts';
import { fileFindings } from './files.ts';
import { refusal } from './problems.ts';
import { systemFindings } from './surroundings.ts';

/** What a rule of crontabs works with. */
export interface Judged {
  readonly document: CrontabDocument;
  readonly table: Crontab;
  readonly cron: CronContext;
  readonly entries: readonly EntryNode[];
  readonly assignments: readonly AssignmentNode[];
}

/**
 * Everything there is to say about a crontab, in the order of the file. Errors are what the program refuses, warnings
 * what it takes in another sense than it was meant in; the rest is advice.
 */
export function diagnoseCrontab(document: CrontabDocument, context: Context): Diagnostic[] {
  const cron = cronOf(context);
  const table = document.as(cron.cron);
  const contents = table.nodes.flatMap((node) => contentOf(node) ?? []);
  const judged: Judged = {
    document,
    table,
    cron,
    entries: contents.filter((one) => one.type === 'entry'),
    assignments: contents.filter((one) => one.type === 'assignment'),
  };
  const refused = judged.entries.flatMap((entry) =>
    entry.problem ? [refusal(entry, entry.problem, document.text, cron.cron)] : [],
  );
  const found = [
    ...refused,
    ...fileFindings(judged),
    ...environmentFindings(judged),
    ...adviceOf(judged),
    ...systemFindings(judged),
  ];
  return found.sort((a, b) => a.span.start - b.span.start);
}
