import { physicalLines } from '../parse/lines.ts';
import type { Span } from '../text/span.ts';
import { utf8Length } from '../text/utf8.ts';
import { chase } from '../tree/chase.ts';
import type { SystemTree } from '../tree/systemTree.ts';

/** The actions of inittab(5); case does not count. */
export const INITTAB_ACTIONS = [
  'respawn',
  'wait',
  'once',
  'boot',
  'bootwait',
  'off',
  'ondemand',
  'initdefault',
  'sysinit',
  'powerwait',
  'powerfail',
  'powerokwait',
  'powerfailnow',
  'ctrlaltdel',
  'kbrequest',
] as const;

interface Field {
  readonly text: string;
  readonly span: Span;
}

/** An `id:runlevels:action:process` line; fields that are missing are undefined. */
export interface InittabEntry {
  readonly span: Span;
  readonly id: Field;
  readonly runlevels: Field | undefined;
  readonly action: Field | undefined;
  readonly process: Field | undefined;
}

/** Reads the lines of an inittab that are neither empty nor comments. */
export function parseInittab(text: string): InittabEntry[] {
  const entries: InittabEntry[] = [];
  for (const { span, contentEnd } of physicalLines(text)) {
    const raw = text.slice(span.start, contentEnd);
    const line = raw.trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const start = span.start + raw.length - line.length;
    const [id, runlevels, action, process] = fieldsOf(line, start);
    entries.push({ span: { start, end: contentEnd }, id: id!, runlevels, action, process });
  }
  return entries;
}

/** Cuts at the first three colons; the process may hold more. */
function fieldsOf(line: string, start: number): Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (fields.length < 3) {
    const colon = line.indexOf(':', at);
    if (colon < 0) break;
    fields.push(field(line, start, at, colon));
    at = colon + 1;
  }
  return [...fields, field(line, start, at, line.length)];
}

function field(line: string, start: number, from: number, to: number): Field {
  return { text: line.slice(from, to), span: { start: start + from, end: start + to } };
}

/** Why init leaves a line out. */
export type InittabFault =
  | 'missing-id'
  | 'missing-runlevels'
  | 'missing-action'
  | 'missing-process'
  | 'long-id'
  | 'long-runlevels'
  | 'long-process'
  | 'long-line'
  | 'unended-line'
  | 'unknown-action'
  | 'duplicate-id';

/** In bytes: init.h, and the line buffer of init.c. */
const MOST = { id: 4, runlevels: 11, process: 256, line: 254 };

/** A line with what init has against it, and for an id that is taken the line that took it. */
export interface JudgedEntry {
  readonly entry: InittabEntry;
  readonly fault: InittabFault | undefined;
  readonly first?: InittabEntry;
}

/**
 * What init takes of an inittab: it logs what is wrong with a line and goes on without it. Source: sysvinit 3, init.c
 * `read_inittab`.
 */
export function judgeInittab(text: string): JudgedEntry[] {
  const taken = new Map<string, InittabEntry>();
  return parseInittab(text).map((entry) => {
    const fault = faultOf(entry, text);
    if (fault) return { entry, fault };
    const first = taken.get(entry.id.text);
    if (first && entry.id.text !== '~~') return { entry, fault: 'duplicate-id', first };
    taken.set(entry.id.text, entry);
    return { entry, fault: undefined };
  });
}

function faultOf({ id, runlevels, action, process, span }: InittabEntry, text: string): InittabFault | undefined {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const newline = text.indexOf('\n', span.end);
  if (newline < 0) return 'unended-line';
  if (utf8Length(text.slice(lineStart, newline)) > MOST.line) return 'long-line';
  if (id.text === '') return 'missing-id';
  if (!runlevels) return 'missing-runlevels';
  if (!action || action.text === '') return 'missing-action';
  if (!process) return 'missing-process';
  if (utf8Length(id.text) > MOST.id) return 'long-id';
  if (utf8Length(runlevels.text) > MOST.runlevels) return 'long-runlevels';
  if (utf8Length(process.text) > MOST.process) return 'long-process';
  return inittabAction(action.text) ? undefined : 'unknown-action';
}

/** The action that init takes a word for; undefined for one that it does not know. Blanks around it count. */
export function inittabAction(word: string): (typeof INITTAB_ACTIONS)[number] | undefined {
  return INITTAB_ACTIONS.find((action) => action === word.toLowerCase());
}

/**
 * The runlevel that init boots into: that of the first `initdefault` line that it takes; of several characters the one
 * with the highest code, so that S wins over every digit, and 9 where there is none. Undefined without such a line, and
 * where that is a, b or c: then init asks on the console. Source: sysvinit, init.c `get_init_default`.
 */
export function defaultRunlevel(text: string): string | undefined {
  // Only sysvinit 3 minds a last line that is not ended.
  const taken = judgeInittab(text.endsWith('\n') ? text : `${text}\n`).filter(({ fault }) => fault === undefined);
  const found = taken.find(({ entry }) => inittabAction(entry.action!.text) === 'initdefault');
  if (!found) return undefined;
  const levels = found.entry.runlevels!.text || '0123456789';
  const highest = [...levels].sort().at(-1)!.toUpperCase();
  return /^[0-9S]$/.test(highest) ? highest : undefined;
}

/** The same for a root's /etc/inittab; undefined when it has none or nothing can be read. */
export function rootDefaultRunlevel(tree: SystemTree): string | undefined {
  const end = chase(tree, '/etc/inittab');
  return end.found && end.node.type === 'file' ? defaultRunlevel(end.node.content ?? '') : undefined;
}
