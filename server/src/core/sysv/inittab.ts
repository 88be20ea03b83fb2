import { physicalLines } from '../parse/lines.ts';
import type { Span } from '../text/span.ts';
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

/**
 * The runlevel that init boots into: that of the first `initdefault` line; of several characters the one with the
 * highest code, so that S wins over every digit. Undefined without such a line: then init asks on the console.
 * Source: sysvinit, init.c `get_init_default`.
 */
export function defaultRunlevel(text: string): string | undefined {
  const entry = parseInittab(text).find(({ action }) => action?.text.toLowerCase() === 'initdefault');
  const levels = [...(entry?.runlevels?.text.toUpperCase() ?? '')].filter((char) => /[0-9S]/.test(char));
  return levels.sort().at(-1);
}

/** The same for a root's /etc/inittab; undefined when it has none or nothing can be read. */
export function rootDefaultRunlevel(tree: SystemTree): string | undefined {
  const end = chase(tree, '/etc/inittab');
  return end.found && end.node.type === 'file' ? defaultRunlevel(end.node.content ?? '') : undefined;
}
