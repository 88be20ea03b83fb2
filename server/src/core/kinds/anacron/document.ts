import type { AnacronLine, Anacrontab } from '../../cron/anacrontab.ts';
import type { AnacronImplementation } from '../../cron/implementation.ts';
import { parseAnacrontab } from '../../cron/parseAnacrontab.ts';
import { type CronContext, DEFAULT_CRON } from '../../cron/system.ts';
import type { Context, FileKind, ParsedDocument } from '../kind.ts';

/** An anacrontab. It is read when it is known by which program. */
export interface AnacrontabDocument extends ParsedDocument {
  /** The table as a program reads it; kept. */
  as(implementation: AnacronImplementation): Anacrontab;
}

export function parseAnacrontabDocument(kind: FileKind, text: string): AnacrontabDocument {
  const read = new Map<AnacronImplementation, Anacrontab>();
  const as = (implementation: AnacronImplementation) => {
    const known = read.get(implementation) ?? parseAnacrontab(text, implementation);
    read.set(implementation, known);
    return known;
  };
  return { kind, text, as };
}

/** The programs that a document is judged by. */
export function cronOf(context: Context): CronContext {
  return context.cron ?? DEFAULT_CRON;
}

/** The table as the program of the context reads it. */
export function tableOf(document: AnacrontabDocument, context: Context): Anacrontab {
  return document.as(cronOf(context).anacron);
}

/** The line around an offset. */
export function lineAt(lines: readonly AnacronLine[], offset: number): AnacronLine | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (lines[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1];
}
