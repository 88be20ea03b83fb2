import { append } from '../../lists/append.ts';
import { INITTAB_ACTIONS, type InittabFault, inittabAction, type JudgedEntry } from '../../sysv/inittab.ts';
import { bootsWithSystemd } from '../../sysv/rootContext.ts';
import { nearest } from '../../text/nearest.ts';
import type { Span } from '../../text/span.ts';
import { presence } from '../../tree/presence.ts';
import type { Context, Diagnostic, Fix, Severity } from '../kind.ts';
import { flavorIn, type InittabDocument } from './document.ts';

/**
 * Everything there is to say about an inittab, in the order of the file. Errors are what init logs: it goes on without
 * the line. Where systemd boots, nobody reads the file, so that nothing is worse than information.
 */
export function diagnoseInittab(document: InittabDocument, context: Context): Diagnostic[] {
  const tree = context.sysv?.tree;
  const ids = new Set(document.lines.map(({ entry }) => entry.id.text));
  const found = [
    ...document.lines.flatMap((line) => (line.fault ? [refused(line, ids, context)] : [])),
    ...advice(document, context),
  ].sort((a, b) => a.span.start - b.span.start);
  const first = document.lines[0]?.entry.span;
  if (!tree || !first || !bootsWithSystemd(tree)) return found;
  const message =
    'This root boots with systemd, which does not read inittab: a default target takes the place of initdefault, and getty@.service that of getty lines.';
  return [finding('information', 'systemd', first, message), ...found.map(quiet)];
}

function quiet(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === 'error' ? { ...diagnostic, severity: 'information' } : diagnostic;
}

function finding(
  severity: Severity,
  code: string,
  span: Span,
  message: string,
  fixes: readonly Fix[] = [],
): Diagnostic {
  return { span, severity, code: `inittab.${code}`, message, ...(fixes.length > 0 ? { fixes } : {}) };
}

function replace(title: string, span: Span, newText: string): Fix {
  return { title, edits: [{ span, newText }], preferred: true };
}

const SKIPPED = 'init leaves the line out.';
const FORM = 'A line is `id:runlevels:action:process`';

/** What init has against a line. */
function refused({ entry, fault, first }: JudgedEntry, ids: ReadonlySet<string>, context: Context): Diagnostic {
  const { span, id, runlevels, action, process } = entry;
  const error = (code: InittabFault, at: Span, message: string, fixes: readonly Fix[] = []) =>
    finding('error', code, at, `${message} ${SKIPPED}`, fixes);
  switch (fault) {
    case 'missing-id':
      return error(fault, span, `The id is missing. ${FORM}.`);
    case 'missing-runlevels':
    case 'missing-action':
      return error(fault, span, `The ${fault === 'missing-action' ? 'action' : 'runlevel field'} is missing. ${FORM}.`);
    case 'missing-process': {
      const fix = replace('Add the last colon', { start: span.end, end: span.end }, ':');
      return error(fault, span, `The process is missing, with its colon. ${FORM}.`, [fix]);
    }
    case 'long-id':
      return error(fault, id.span, 'An id has four characters at most.');
    case 'long-runlevels':
      return error(fault, runlevels!.span, 'The runlevels are more than 11 characters.');
    case 'long-process':
      return error(fault, process!.span, 'The process is longer than 256 characters: put it into a script.');
    case 'long-line':
      return error(fault, span, 'The line is longer than 254 characters: put the process into a script.');
    case 'unended-line': {
      const fix = replace('End the line', { start: span.end, end: span.end }, '\n');
      const message = 'The last line is not ended by a line break, which sysvinit 3 takes for a line that is too long.';
      const level = flavorIn(context) === 'redhat' ? 'information' : 'error';
      return finding(level, fault, span, `${message} ${SKIPPED}`, [fix]);
    }
    case 'duplicate-id': {
      const free = freeId(id.text, ids);
      const fixes = free === undefined ? [] : [replace(`Change to ${free}`, id.span, free)];
      const related = [{ span: first!.id.span, message: 'the line that counts' }];
      return { ...error(fault, id.span, `The id ${id.text} is that of another line.`, fixes), related };
    }
    default:
      return unknownAction(action!);
  }
}

function unknownAction({ text, span }: { readonly text: string; readonly span: Span }): Diagnostic {
  const plain = inittabAction(text.trim()) ? text.trim() : undefined;
  const meant = plain ?? nearest(text.trim(), INITTAB_ACTIONS);
  const fixes = meant ? [replace(`Change to ${meant}`, span, meant)] : [];
  const why = plain
    ? `The blanks belong to the action: there is none called "${text}".`
    : `There is no action ${text}; known are ${INITTAB_ACTIONS.join(', ')}.`;
  return finding('error', 'unknown-action', span, `${why} ${SKIPPED}`, fixes);
}

function freeId(id: string, taken: ReadonlySet<string>): string | undefined {
  for (let n = 1; n < 100; n++) {
    const free = `${id.slice(0, 4 - String(n).length)}${n}`;
    if (!taken.has(free)) return free;
  }
  return undefined;
}

const BOOTING = ['sysinit', 'boot', 'bootwait'];

/** What init takes, but not as it was meant. It says nothing of this. */
function advice(document: InittabDocument, context: Context): Diagnostic[] {
  const taken = document.lines.filter(({ fault }) => !fault).map(({ entry }) => entry);
  const defaults = taken.filter(({ action }) => inittabAction(action!.text) === 'initdefault');
  const found = taken.flatMap((entry) => {
    const action = inittabAction(entry.action!.text)!;
    const { text: levels, span } = entry.runlevels!;
    const out: Diagnostic[] = [];
    if (action === 'initdefault') append(out, ofDefault(entry, defaults[0] === entry));
    else if (BOOTING.includes(action) && levels !== '') {
      const message = `With ${action} the runlevels count for nothing: the process runs while the machine boots.`;
      out.push({ ...finding('information', 'ignored-runlevels', span, message), tag: 'unnecessary' });
    } else if (/[^0-9SsABCabc]/.test(levels)) {
      const message = `${[...levels].find((char) => /[^0-9SsABCabc]/.test(char))} is no runlevel, and fits none: runlevels are 0 to 9, S, and a, b, c, without blanks or commas.`;
      const fixed = levels.replace(/[^0-9SsABCabc]/g, '');
      out.push(finding('information', 'odd-runlevel', span, message, [replace(`Change to ${fixed}`, span, fixed)]));
    }
    return [...out, ...ofProcess(entry.process!, action, context)];
  });
  if (defaults.length > 0 || taken.length === 0) return found;
  const first = taken[0]!.span;
  const message = 'No line has the action initdefault: init asks for the runlevel on the console each time it boots.';
  const fix = replace('Add an initdefault line', { start: first.start, end: first.start }, 'id:3:initdefault:\n');
  return [...found, finding('information', 'no-default', first, message, [fix])];
}

function ofDefault({ id, runlevels, process }: JudgedEntry['entry'], counts: boolean): Diagnostic[] {
  if (!counts) {
    const message = 'The first initdefault line counts; this one has no effect.';
    return [{ ...finding('information', 'second-default', id.span, message), tag: 'unnecessary' }];
  }
  const { text, span } = runlevels!;
  const at = text === '' ? { start: span.start - 1, end: span.end + 1 } : span;
  const highest = [...(text || '0123456789')].sort().at(-1)!.toUpperCase();
  const found: Diagnostic[] = [];
  if (!/^[0-9S]$/.test(highest)) {
    const message = `init cannot boot into ${highest}, says so, and asks for the runlevel on the console.`;
    found.push(finding('warning', 'bad-default', at, message));
  } else if (highest === '0' || highest === '6') {
    const what = highest === '0' ? 'halts' : 'reboots';
    found.push(finding('information', 'deadly-default', at, `The machine ${what} as soon as it has booted.`));
  } else if (text.length !== 1) {
    const message = `One runlevel is wanted here. Of several init takes the one with the highest code: ${highest}.`;
    found.push(finding('information', 'many-defaults', at, message, [replace(`Change to ${highest}`, span, highest)]));
  }
  if (process!.text.trim() !== '') {
    const message = 'With initdefault the process counts for nothing.';
    found.push({ ...finding('information', 'ignored-process', process!.span, message), tag: 'unnecessary' });
  }
  return found;
}

/** A program that is not in the root; where the root was not read that far, nothing is said. */
function ofProcess({ text, span }: { readonly text: string; readonly span: Span }, action: string, context: Context) {
  if (action === 'initdefault' || action === 'off') return [];
  if (text.trim() === '')
    return [finding('information', 'no-process', span, `There is no process to run with ${action}.`)];
  const match = /^([+@]*)(\/[^\s;|&<>"'`$*?]+)(?=\s|$)/.exec(text);
  const tree = context.sysv?.tree;
  if (!match || !tree || presence(tree, match[2]!) !== 'absent') return [];
  const start = span.start + match[1]!.length;
  const at = { start, end: start + match[2]!.length };
  return [finding('information', 'missing-program', at, `There is no ${match[2]} in this root.`)];
}
