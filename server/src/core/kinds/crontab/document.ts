import type { AssignmentNode, Crontab, CrontabNode, CrontabOptions, EntryNode } from '../../cron/crontab.ts';
import type { CronImplementation } from '../../cron/implementation.ts';
import { parseCrontab } from '../../cron/parseCrontab.ts';
import { type CronContext, DEFAULT_CRON } from '../../cron/system.ts';
import { namesUsers, type TablePlace, tablePlace } from '../../cron/tablePlace.ts';
import type { Context, FileKind, ParsedDocument } from '../kind.ts';

/** A crontab. It is read when it is known by which program. */
export interface CrontabDocument extends ParsedDocument {
  readonly place: TablePlace;
  /** Whether entries name their user. */
  readonly system: boolean;
  /** The table as a program reads it; kept. */
  as(implementation: CronImplementation): Crontab;
}

const UNKNOWN: TablePlace = { kind: 'unknown', owner: undefined, name: '' };

export function parseCrontabDocument(kind: FileKind, text: string, context: Pick<Context, 'path'>): CrontabDocument {
  const place = tablePlace(context.path) ?? UNKNOWN;
  const system = place.kind === 'unknown' ? looksSystem(text) : place.kind !== 'user';
  const read = new Map<CronImplementation, Crontab>();
  const as = (implementation: CronImplementation) => {
    const known = read.get(implementation) ?? parseCrontab(text, optionsOf(place, system, implementation));
    read.set(implementation, known);
    return known;
  };
  return { kind, text, place, system, as };
}

/** How a table of a document is read. */
export function optionsOf(place: TablePlace, system: boolean, implementation: CronImplementation): CrontabOptions {
  return { implementation, system, owner: place.owner };
}

/** Users that are found on every machine, for tables of which nothing else is known. */
const COMMON_USERS = /^(?:root|daemon|nobody|www-data|apache|nginx|backup|mail|munin|man|bin|sys|postgres|mysql)$/;

function looksSystem(text: string): boolean {
  const words: string[] = [];
  for (const line of text.slice(0, 65536).split('\n')) {
    const match = /^\s*(?:@[a-z]+|(?:[\d*~][^\s=]*\s+){4}\S+)\s+(\S+)\s+\S/.exec(line);
    if (match) words.push(match[1]!);
  }
  return namesUsers(words, (word) => COMMON_USERS.test(word));
}

/** The programs that a document is judged by. */
export function cronOf(context: Context): CronContext {
  return context.cron ?? DEFAULT_CRON;
}

/** The table as the program of the context reads it. */
export function tableOf(document: CrontabDocument, context: Context): Crontab {
  return document.as(cronOf(context).cron);
}

/** What stands in a node that says something. */
export function contentOf(node: CrontabNode): AssignmentNode | EntryNode | undefined {
  if (node.type === 'unfinished') return node.content;
  return node.type === 'assignment' || node.type === 'entry' ? node : undefined;
}

/** The node around an offset: the last one that begins at or before it. */
export function nodeAt(nodes: readonly CrontabNode[], offset: number): CrontabNode | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nodes[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}
