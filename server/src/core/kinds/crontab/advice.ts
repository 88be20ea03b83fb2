import type { EntryNode } from '../../cron/crontab.ts';
import type { FieldText } from '../../cron/fieldList.ts';
import { canRun, eitherDay } from '../../cron/schedule.ts';
import { append } from '../../lists/append.ts';
import type { Diagnostic, Fix } from '../kind.ts';
import type { Judged } from './checks.ts';
import { remove, replace } from './problems.ts';

/** What entries mean that are taken, where that is likely not what was meant. */
export function adviceOf(judged: Judged): Diagnostic[] {
  return judged.entries.flatMap((entry) => {
    if (entry.problem) return [];
    return [
      ...entry.fields.flatMap((field) => ofField(field, judged)),
      ...ofSchedule(entry),
      ...ofCommand(entry, judged),
    ];
  });
}

function ofField(field: FieldText, { document, cron }: Judged): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { rule, ignored } = field;
  if (ignored) {
    const word = document.text.slice(ignored.start, ignored.end);
    const what = word === '\r' ? 'a carriage return' : `\`${word}\``;
    const message = `Debian's cron passes over ${what} behind the ${rule.label} without a word.`;
    found.push({
      span: ignored,
      severity: 'warning',
      code: 'crontab.ignored-text',
      message,
      fixes: [remove('Remove it', ignored)],
    });
  }
  for (const item of field.items) {
    if (item.from > item.to) {
      const message = `This range is empty: it ends before it begins, and cron does not go around${rule.name === 'dayOfWeek' ? '; Sunday at the end of a range is 7' : ''}.`;
      found.push({
        span: item.span,
        severity: 'warning',
        code: 'crontab.empty-range',
        message,
        fixes: wrapFixes(field, item),
      });
    } else if (item.step > 1 && item.step > item.to - item.from) {
      const message = `The step is larger than the range, so that only ${item.from} is left.`;
      const severity = cron.cron === 'cronie' ? 'warning' : 'information';
      found.push({ span: item.span, severity, code: 'crontab.large-step', message });
    }
  }
  return found;
}

function wrapFixes({ rule }: FieldText, { span, from, to, step }: FieldText['items'][number]): Fix[] {
  if (rule.name === 'dayOfWeek' && to === 0)
    return [replace(`Change to ${from}-7`, span, `${from}-7${step > 1 ? `/${step}` : ''}`, true)];
  if (step > 1) return [];
  const left = from === rule.high ? `${from}` : `${from}-${rule.high}`;
  const right = to === rule.low ? `${to}` : `${rule.low}-${to}`;
  return [replace(`Change to ${left},${right}`, span, `${left},${right}`, true)];
}

function ofSchedule({ schedule, fields }: EntryNode): Diagnostic[] {
  const [first, , day, , weekday] = fields;
  const last = fields.at(-1);
  if (!schedule || !first || !day || !weekday || !last) return [];
  const span = { start: first.span.start, end: last.span.end };
  if (!canRun(schedule)) {
    const empty = fields.some((field) => field.set.values.length === 0);
    const why = empty ? 'one of its fields holds nothing' : 'none of its months has such a day';
    return [{ span, severity: 'warning', code: 'crontab.never', message: `This entry never runs: ${why}.` }];
  }
  if (!eitherDay(schedule) || isAll(day) || isAll(weekday)) return [];
  const message = 'Both days are restricted, so that it runs on days that fit either of them, not both.';
  const related = [{ span: weekday.span, message: 'the day of the week' }];
  return [{ span: day.span, severity: 'information', code: 'crontab.either-day', message, related }];
}

function isAll({ rule, set }: FieldText): boolean {
  return set.values.length === (rule.name === 'dayOfWeek' ? 7 : rule.high - rule.low + 1);
}

function ofCommand({ command, user, cutAt, span, macro, fields }: EntryNode, { document, cron }: Judged): Diagnostic[] {
  if (!command) return [];
  const found: Diagnostic[] = [];
  const { text } = command;
  if (text.trim() === '') {
    const at = user?.span ?? fields.at(-1)?.span ?? macro?.span ?? span;
    found.push({
      span: at,
      severity: 'warning',
      code: 'crontab.no-command',
      message: 'There is no command: nothing is run.',
    });
  }
  if (cutAt !== undefined) {
    const message = 'The command is too long: cronie cuts it off here without a word.';
    found.push({
      span: { start: cutAt, end: command.span.end },
      severity: 'warning',
      code: 'crontab.cut-off',
      message,
    });
  }
  if (text.endsWith('\r')) found.push(carriageReturn(command.span.end));
  if (document.text[command.span.end] === '\0') {
    const at = { start: command.span.end, end: command.span.end + 1 };
    const message = 'A NUL character ends the command; what follows is read as a line of its own.';
    found.push({ span: at, severity: 'warning', code: 'crontab.nul', message, fixes: [remove('Remove it', at)] });
  }
  if (text.endsWith('\\') && !text.endsWith('\\\\')) {
    const at = { start: command.span.end - 1, end: command.span.end };
    const message = 'A backslash does not join lines in a crontab: the next line is read on its own.';
    found.push({ span: at, severity: 'warning', code: 'crontab.backslash', message });
  }
  append(found, percent(text, command.span.start, cron.cron));
  return found;
}

/** The line ends in CR LF: the CR goes to the shell. */
function carriageReturn(end: number): Diagnostic {
  const span = { start: end - 1, end };
  const message =
    'The line ends in a carriage return, which becomes part of the command: save the file with Unix line endings.';
  return { span, severity: 'warning', code: 'crontab.carriage-return', message, fixes: [remove('Remove it', span)] };
}

/** The first `%` without a backslash ends the command; what is behind it is its standard input. */
function percent(command: string, start: number, cron: 'debian' | 'cronie'): Diagnostic[] {
  const at = firstPercent(command);
  if (at === undefined) return [];
  const span = { start: start + at, end: start + at + 1 };
  const looksWrong = /^%[A-Za-z+\d]|^%%/.test(command.slice(at)) && /\bdate\b|[+'"(`$]/.test(command.slice(0, at));
  const message = looksWrong
    ? 'The command ends at this `%`, and the rest becomes its standard input: write `\\%`.'
    : 'The command ends at this `%`; what is behind it becomes its standard input, with newlines for further ones.';
  const severity = looksWrong ? 'warning' : 'information';
  const rest = [...command.matchAll(/\\?%/g)].filter((match) => match[0] === '%').map((match) => start + match.index);
  const edits = rest.map((offset) => ({ span: { start: offset, end: offset }, newText: '\\' }));
  const fixes = [{ title: 'Write `\\%`', edits, ...(looksWrong && cron ? { preferred: true } : {}) }];
  return [{ span, severity, code: 'crontab.percent', message, fixes }];
}

/** The offset of the first `%` that has no backslash in front; undefined when there is none. */
export function firstPercent(command: string): number | undefined {
  for (let at = command.indexOf('%'); at >= 0; at = command.indexOf('%', at + 1)) {
    if (command[at - 1] !== '\\') return at;
  }
  return undefined;
}
