import type { Span } from '../text/span.ts';
import { utf8Length } from '../text/utf8.ts';
import type { CrontabOptions, EntryNode, EntryProblem, MacroText } from './crontab.ts';
import { type FieldText, readField, skipBlanks } from './fieldList.ts';
import { FIELDS, MACROS } from './fields.ts';
import { macroSchedule, scheduleOf } from './schedule.ts';
import { cutAfter, endOfStatement } from './statement.ts';

/** MAX_COMMAND less the end of the string. Debian's cron refuses what fills it, cronie cuts it off. */
const MOST_COMMAND = { debian: 999, cronie: 131_071 } as const;

type Parts = Partial<Omit<EntryNode, 'type' | 'span' | 'fields' | 'problem'>> & { fields: FieldText[] };

/**
 * Reads an entry that begins at an offset: `load_entry` of entry.c. The entry ends behind the newline or NUL that ends
 * its command, or behind the newline that ends the line in which it was refused.
 */
export function readEntry(text: string, start: number, options: CrontabOptions): EntryNode {
  const parts: Parts = { fields: [], schedule: undefined };
  let at = start;
  if (text[at] === '-' && options.implementation === 'cronie') {
    const dash = { start: at, end: at + 1 };
    if (!options.system && options.owner !== undefined && options.owner !== 'root') {
      return refused(text, start, parts, { kind: 'dash-not-allowed', span: dash });
    }
    Object.assign(parts, { dash });
    at++;
  }
  if (text[at] === '@') return withMacro(text, start, at, parts, options);
  for (const rule of FIELDS) {
    if (parts.fields.length > 0 && isEnd(text, at)) {
      return refused(text, start, parts, { kind: 'missing-field', span: lastOf(parts, at) });
    }
    const field = readField(text, at, rule, options.implementation);
    parts.fields.push(field);
    if (field.problem) {
      const kind = parts.fields.length === 1 && looksAssigned(text, start) ? 'assignment' : 'field';
      const span = kind === 'assignment' ? lineSpan(text, start) : field.problem.span;
      return refused(text, start, parts, { kind, span, field } as EntryProblem);
    }
    at = field.next;
  }
  Object.assign(parts, { schedule: scheduleOf(parts.fields.map(({ set }) => set)) });
  return withUser(text, start, at, parts, options);
}

function withMacro(text: string, start: number, at: number, parts: Parts, options: CrontabOptions): EntryNode {
  let end = at + 1;
  while (end < text.length && !/[ \t\n\0]/.test(text[end]!)) end++;
  const macro: MacroText = { span: { start: at, end }, name: text.slice(at + 1, end) };
  Object.assign(parts, { macro });
  if (!Object.hasOwn(MACROS, macro.name))
    return refused(text, start, parts, { kind: 'unknown-macro', span: macro.span });
  Object.assign(parts, { schedule: macroSchedule(macro.name) });
  return withUser(text, start, skipBlanks(text, end), parts, options);
}

function withUser(text: string, start: number, at: number, parts: Parts, options: CrontabOptions): EntryNode {
  if (options.implementation === 'cronie' && (text[at] === '\n' || at >= text.length)) {
    const kind = options.system ? 'no-user' : 'no-command';
    return refused(text, start, parts, { kind, span: lastOf(parts, at) });
  }
  if (text[at] === '*' && (options.implementation === 'cronie' || !options.system)) {
    return refused(text, start, parts, { kind: 'star-command', span: { start: at, end: at + 1 } });
  }
  if (!options.system) return withCommand(text, start, at, parts, options);
  return options.implementation === 'debian'
    ? debianUser(text, start, at, parts, options)
    : cronieUser(text, start, at, parts, options);
}

/** Debian's cron reads the user up to a blank, even across lines, so that a missing command takes the next line along. */
function debianUser(text: string, start: number, at: number, parts: Parts, options: CrontabOptions): EntryNode {
  let end = at;
  while (end < text.length && !/[ \t\n\0]/.test(text[end]!)) end++;
  const user = { span: { start: at, end }, text: text.slice(at, end) };
  if (end === at) return refused(text, start, parts, { kind: 'no-user', span: lastOf(parts, at) });
  Object.assign(parts, { user });
  if (end >= text.length || text[end] === '\n') {
    return refused(text, start, parts, { kind: 'no-command', span: user.span });
  }
  return withCommand(text, start, end + 1, parts, options);
}

function cronieUser(text: string, start: number, at: number, parts: Parts, options: CrontabOptions): EntryNode {
  let end = at;
  while (end < text.length && !/[ \t\n\0]/.test(text[end]!)) end++;
  const user = { span: { start: at, end }, text: text.slice(at, end) };
  Object.assign(parts, { user });
  const next = skipBlanks(text, end);
  if (next >= text.length || text[next] === '\n') {
    return refused(text, start, parts, { kind: 'no-command', span: user.span });
  }
  return withCommand(text, start, next, parts, options);
}

function withCommand(text: string, start: number, from: number, parts: Parts, options: CrontabOptions): EntryNode {
  let at = from;
  if (options.implementation === 'cronie') {
    while (text[at] === '-') {
      const span = { start: at, end: Math.min(at + 2, endOfLine(text, at)) };
      if (text[at + 1] !== 'n' || parts.option || !/[ \t]/.test(text[at + 2] ?? '')) {
        return refused(text, start, parts, { kind: 'bad-option', span });
      }
      Object.assign(parts, { option: span });
      at = skipBlanks(text, at + 2);
      if (at >= text.length || text[at] === '\n') return refused(text, start, parts, { kind: 'no-command', span });
    }
  }
  const end = endOfStatement(text, at);
  const most = MOST_COMMAND[options.implementation];
  const command = { span: { start: at, end }, text: text.slice(at, end) };
  Object.assign(parts, { command });
  if (end - at > most / 3 && utf8Length(command.text) >= most) {
    if (options.implementation === 'debian') {
      return refused(text, start, parts, { kind: 'command-too-long', span: command.span });
    }
    const cut = cutAfter(text, at, end, most);
    if (cut < end) Object.assign(parts, { cutAt: cut });
  }
  return { type: 'entry', span: { start, end: Math.min(end + 1, text.length) }, ...parts, schedule: parts.schedule };
}

function refused(text: string, start: number, parts: Parts, problem: EntryProblem): EntryNode {
  const end = Math.min(endOfLine(text, Math.max(start, problem.span.start)) + 1, text.length);
  return { type: 'entry', span: { start, end }, ...parts, schedule: undefined, problem };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

function lineSpan(text: string, start: number): Span {
  return { start, end: endOfLine(text, start) };
}

function isEnd(text: string, at: number): boolean {
  return at >= text.length || text[at] === '\n';
}

/** The last thing that was read, to point at where something is missing. */
function lastOf(parts: Parts, at: number): Span {
  return parts.fields.at(-1)?.span ?? parts.macro?.span ?? { start: at, end: at };
}

/** Whether a line that is no entry was meant as an assignment. */
function looksAssigned(text: string, start: number): boolean {
  return /^\s*["']?[A-Za-z_]\w*["']?\s*=/.test(text.slice(start, endOfLine(text, start)).slice(0, 300));
}
