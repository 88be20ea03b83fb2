import type { Span } from '../../text/span.ts';

/** A function of the script, as far as its lines tell. */
export interface ShellFunction {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** One `start|"")` of the case over the first argument, up to its `;;`. */
export interface ActionBranch {
  readonly patterns: readonly { readonly text: string; readonly span: Span }[];
  readonly span: Span;
}

/** The `case "$1" in` that takes the action of the script. */
export interface ActionCase {
  readonly span: Span;
  readonly branches: readonly ActionBranch[];
  /** Where its `esac` begins. */
  readonly end: number;
}

/** What the shell part of a script is made of. */
export interface ScriptOutline {
  readonly functions: readonly ShellFunction[];
  /** Undefined where the script does not choose by its first argument in a way that is understood. */
  readonly actions: ActionCase | undefined;
}

const FUNCTION = /^(?:function[ \t]+)?([A-Za-z_][\w-]*)[ \t]*\(\)[ \t]*(?:\{.*)?$/;
/** `case "$1" in`, also through a variable that was given `$1`. */
const CASE = /^[ \t]*case[ \t]+["']?\$\{?(\w+)(?!\w)[^}"'\s]*\}?["']?[ \t]+in\b/;
const LONGEST_LINE = 1000;
/** No script looks at its action more often. */
const MOST_CASES = 20;

/** Reads functions and actions line by line: enough for scripts as people write them, never wrong enough to matter. */
export function outlineOf(text: string): ScriptOutline {
  const functions: ShellFunction[] = [];
  const firsts = new Set(['1']);
  const lines = linesOf(text);
  const cases: ActionCase[] = [];
  let open: { name: string; nameSpan: Span; start: number } | undefined;
  for (const [index, { start, end, line }] of lines.entries()) {
    const named = FUNCTION.exec(line)?.[1];
    if (named !== undefined) {
      const at = start + line.indexOf(named);
      open = { name: named, nameSpan: { start: at, end: at + named.length }, start };
      if (/\}[ \t]*$/.test(line)) open = closed(functions, open, end);
    } else if (open && /^\}/.test(line)) open = closed(functions, open, end);
    const assigned = /^[ \t]*(\w+)=["']?\$\{?1\b/.exec(line)?.[1];
    if (assigned !== undefined && !open) firsts.add(assigned);
    const subject = CASE.exec(line)?.[1];
    if (!open && subject !== undefined && firsts.has(subject) && cases.length < MOST_CASES)
      cases.push(actionCase(lines, index));
  }
  // Some scripts look for odd actions first, and turn away.
  return { functions, actions: cases.find(starts) ?? cases[0] };
}

function starts({ branches }: ActionCase): boolean {
  return branches.some(({ patterns }) => patterns.some(({ text }) => text === 'start'));
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly line: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const stop = newline < 0 ? text.length : newline;
    const end = text[stop - 1] === '\r' && stop > start ? stop - 1 : stop;
    lines.push({ start, end, line: text.slice(start, Math.min(end, start + LONGEST_LINE)) });
    start = stop + 1;
  }
  return lines;
}

function closed(
  functions: ShellFunction[],
  { name, nameSpan, start }: { name: string; nameSpan: Span; start: number },
  end: number,
): undefined {
  functions.push({ name, nameSpan, span: { start, end } });
  return undefined;
}

/** The branches of a case whose first line is at `from`; those of a case inside are passed over. */
function actionCase(lines: readonly Line[], from: number): ActionCase {
  const branches: ActionBranch[] = [];
  const first = lines[from]!;
  let depth = 0;
  let current: { patterns: ActionBranch['patterns']; start: number } | undefined;
  const close = (end: number) => {
    if (current) branches.push({ patterns: current.patterns, span: { start: current.start, end } });
    current = undefined;
  };
  for (const { start, end, line } of lines.slice(from + 1)) {
    const bare = line.replace(/^[ \t]*#.*/, '');
    if (/^[ \t]*esac\b/.test(bare)) {
      if (depth === 0) {
        close(start - 1);
        return { span: { start: first.start, end }, branches, end: start };
      }
      depth--;
      continue;
    }
    const patterns = depth === 0 && !current ? patternsIn(bare, start) : [];
    if (patterns.length > 0) current = { patterns, start };
    if (/\bcase[ \t]/.test(bare) && /[ \t]in\b/.test(bare) && !/\besac\b/.test(bare)) depth++;
    if (depth === 0 && /;;[ \t]*(?:#.*)?$/.test(bare)) close(end);
  }
  const last = lines.at(-1)!;
  close(last.end);
  return { span: { start: first.start, end: last.end }, branches, end: last.end };
}

/** The patterns in front of the first `)`, such as `start|"")`; none for a line that begins no branch. */
function patternsIn(line: string, lineStart: number): ActionBranch['patterns'] {
  const end = line.indexOf(')');
  const all = line.slice(0, Math.max(end, 0)).replace('(', ' ');
  if (all.trim() === '' || /[()#;&`$]/.test(all)) return [];
  let at = lineStart;
  return all.split('|').map((part) => {
    const start = at + (part.length - part.trimStart().length);
    const raw = part.trim();
    at += part.length + 1;
    return { text: raw.replace(/^(["'])(.*)\1$/, '$2'), span: { start, end: start + raw.length } };
  });
}

/** The branch of an action; undefined when the case has none. */
export function branchOf(outline: ScriptOutline, action: string): ActionBranch | undefined {
  return outline.actions?.branches.find(({ patterns }) => patterns.some(({ text }) => text === action));
}

/** Whether the case takes an action: by name, or by a pattern that fits. */
export function takesAction({ actions }: ScriptOutline, action: string): boolean {
  return (actions?.branches ?? []).some(({ patterns }) =>
    patterns.some(({ text }) => text === action || (text.includes('*') && text !== '*' && fits(text, action))),
  );
}

function fits(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(action);
}
