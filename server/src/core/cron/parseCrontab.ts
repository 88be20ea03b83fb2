import { append } from '../lists/append.ts';
import { utf8Length } from '../text/utf8.ts';
import type { AssignmentNode, Crontab, CrontabNode, CrontabOptions, EntryNode, TableProblem } from './crontab.ts';
import { readAssignment } from './environment.ts';
import { readEntry } from './readEntry.ts';
import { cutAfter, endOfStatement } from './statement.ts';

/** Bytes of an assignment that are kept: MAX_ENVSTR less the end of the string, and one more in Debian's cron. */
const MOST_ASSIGNMENT = { debian: 998, cronie: 131_071 } as const;
/** MAX_TAB_LINES of Debian's cron; MAX_USER_ENTRIES, MAX_USER_ENVS and MAX_GARBAGE of cronie's macros.h. */
const MOST_LINES = 10_000;
/** A system table may have a few lines more, as the count leaves room for a header that only user tables have. */
const MOST_SYSTEM_LINES = 10_003;
const MOST_ENTRIES = 10_000;
const MOST_ASSIGNMENTS = 1000;
const MOST_GARBAGE = 32_768;

/**
 * Reads a crontab as the program does: `load_user` of user.c with `load_env` and `load_entry`. Never fails; lines that
 * the program refuses carry the problem.
 *
 * Besides newlines, NUL characters end what they read: the rest of such a line is read as a line of its own.
 */
export function parseCrontab(text: string, options: CrontabOptions): Crontab {
  const nodes: CrontabNode[] = [];
  let problem: TableProblem | undefined;
  for (let at = 0; at < text.length; ) {
    const comments = skipComments(text, at, options);
    append(nodes, comments.nodes);
    at = comments.next;
    if (comments.gaveUp) {
      problem ??= { kind: 'too-many-comments', span: { start: comments.gaveUp, end: at } };
      if (!options.system) break;
    }
    if (at >= text.length) break;
    const node = readStatement(text, at, options);
    nodes.push(node);
    at = node.span.end;
  }
  if (options.system && problem?.kind === 'too-many-comments') problem = undefined;
  return { nodes, problem: problem ?? tooMuch(text, nodes, options) };
}

function readStatement(text: string, start: number, options: CrontabOptions): CrontabNode {
  const end = endOfStatement(text, start);
  const finished = end < text.length;
  const assignment = assignmentAt(text, start, end, options);
  const content = assignment ?? readEntry(text, start, options);
  if (finished) return content;
  // What `load_env` cannot read to its end is dropped unread.
  const bounded = assignment ?? readEntry(`${text}\n`, start, options);
  return { type: 'unfinished', span: { start, end: text.length }, content: clip(bounded, text.length) };
}

function clip<T extends AssignmentNode | EntryNode>(node: T, length: number): T {
  return { ...node, span: { start: node.span.start, end: Math.min(node.span.end, length) } };
}

function assignmentAt(
  text: string,
  start: number,
  end: number,
  { implementation }: CrontabOptions,
): AssignmentNode | undefined {
  const most = MOST_ASSIGNMENT[implementation];
  const cut = end - start > most / 3 ? cutAfter(text, start, end, most) : end;
  const read = readAssignment(text, start, cut, implementation);
  if (!read) return undefined;
  return { type: 'assignment', span: { start, end: end + 1 }, ...read, ...(cut < end ? { cutAt: cut } : {}) };
}

interface Skipped {
  readonly nodes: CrontabNode[];
  readonly next: number;
  /** Where the comments began that were too much. */
  readonly gaveUp?: number;
}

/** `skip_comments` of misc.c: blank lines and lines that begin with `#`; a NUL is a character like others here. */
function skipComments(text: string, start: number, { implementation }: CrontabOptions): Skipped {
  const nodes: CrontabNode[] = [];
  const isLimited = implementation === 'cronie';
  let bytes = 0;
  let at = start;
  while (at < text.length) {
    let first = at;
    while (text[first] === ' ' || text[first] === '\t') first++;
    const isComment = text[first] === '#';
    const newline = text.indexOf('\n', first);
    const end = newline < 0 ? text.length : newline + 1;
    const skipped = isComment || first >= text.length || text[first] === '\n';
    if (isLimited) bytes += utf8Length(text.slice(at, skipped ? end : first));
    if (bytes > MOST_GARBAGE) {
      const stop = cutAfter(text, start, skipped ? end : first, MOST_GARBAGE + 1);
      return { nodes, next: stop, gaveUp: Math.max(start, 1) };
    }
    if (!skipped) return { nodes, next: first };
    nodes.push({ type: isComment ? 'comment' : 'blank', span: { start: at, end } });
    at = end;
  }
  return { nodes, next: at };
}

function tooMuch(text: string, nodes: readonly CrontabNode[], options: CrontabOptions): TableProblem | undefined {
  if (options.implementation === 'debian') {
    const most = options.system ? MOST_SYSTEM_LINES : MOST_LINES;
    const start = text.length > most ? startOfLine(text, most) : undefined;
    if (start === undefined) return undefined;
    // The daemon counts only when it has read an entry or an assignment, the program that installs tables at the end.
    const counted = !options.system || nodes.some(({ type, span }) => isRead(type) && span.start >= start);
    return counted ? { kind: 'too-many-lines', span: { start, end: text.length } } : undefined;
  }
  if (options.system) return undefined;
  const entry = nodes.filter((node) => node.type === 'entry')[MOST_ENTRIES];
  if (entry) return { kind: 'too-many-entries', span: entry.span };
  const assignment = nodes.filter((node) => node.type === 'assignment')[MOST_ASSIGNMENTS];
  return assignment && { kind: 'too-many-assignments', span: assignment.span };
}

function isRead(type: CrontabNode['type']): boolean {
  return type === 'entry' || type === 'assignment';
}

/** Where the line with this number, counted from 0, begins; undefined when there is no whole line of that number. */
function startOfLine(text: string, line: number): number | undefined {
  let at = 0;
  for (let left = line; left > 0; left--) {
    at = text.indexOf('\n', at) + 1;
    if (at === 0) return undefined;
  }
  return text.indexOf('\n', at) < 0 ? undefined : at;
}
