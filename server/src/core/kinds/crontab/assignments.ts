import type { AssignmentNode } from '../../cron/crontab.ts';
import type { Span } from '../../text/span.ts';
import { timezone } from '../../values/timezone.ts';
import type { Diagnostic } from '../kind.ts';
import type { Judged } from './checks.ts';

/** What is to be said of assignments that are taken as such. */
export function environmentFindings(judged: Judged): Diagnostic[] {
  return judged.assignments.flatMap((node) => [...cutOff(node), ...ofVariable(node, judged)]);
}

function cutOff(node: AssignmentNode): Diagnostic[] {
  if (node.cutAt === undefined) return [];
  const message = 'The assignment is too long: what is behind this point is cut off without a word.';
  return [warning({ start: node.cutAt, end: node.span.end - 1 }, 'cut-off', message)];
}

function ofVariable(node: AssignmentNode, { cron, document }: Judged): Diagnostic[] {
  const { name, value, valueSpan, nameSpan } = node;
  const cronie = cron.cron === 'cronie';
  const found: Diagnostic[] = [];
  if (name === 'PATH' && /\$\{?\w/.test(value)) {
    const message = 'cron does not expand variables: `$` stays as it is in PATH. Write all folders out.';
    found.push(warning(valueSpan, 'unexpanded', message));
  }
  if (name === 'LOGNAME' || (cronie && name === 'USER')) {
    const message = `${name} cannot be set: cron always sets it to the user that the command runs as.`;
    found.push({ ...warning(nameSpan, 'forced-variable', message), severity: 'information' });
  }
  if (name === 'CRON_TZ') found.push(...ofTimezone(node, cronie));
  if (name === 'RANDOM_DELAY') found.push(...ofDelay(node, cronie));
  if (name === 'SHELL' && value !== '' && !value.startsWith('/')) {
    found.push(
      warning(valueSpan, 'relative-shell', 'SHELL has to be the full path of a program; no entry below can run.'),
    );
  }
  if (node.quote === undefined && /^[^'"]*["'][^'"]*$/.test(value) && document.text.length > 0) {
    const message = 'The quote becomes part of the value: quotes count only around all of it.';
    found.push({ ...warning(valueSpan, 'stray-quote', message), severity: 'information' });
  }
  return found;
}

function ofTimezone({ value, valueSpan, nameSpan }: AssignmentNode, cronie: boolean): Diagnostic[] {
  if (!cronie) {
    const message =
      "CRON_TZ has no effect in Debian's cron: it is given to the commands, and the times stay those of the machine.";
    return [warning(nameSpan, 'ignored-variable', message)];
  }
  if (value === '' || timezone(value) || /[<:,/]\w*\d|^[A-Z]{3,}[-+\d]/.test(value)) return [];
  return [warning(valueSpan, 'unknown-timezone', `There is no time zone ${value}: the entries below are run by UTC.`)];
}

function ofDelay({ value, valueSpan, nameSpan }: AssignmentNode, cronie: boolean): Diagnostic[] {
  if (!cronie) {
    return [
      warning(
        nameSpan,
        'ignored-variable',
        "RANDOM_DELAY has no effect in Debian's cron: it is only given to the commands.",
      ),
    ];
  }
  const digits = /^\s*([-+]?\d*)/.exec(value)![1]!;
  const minutes = Number(digits);
  if (minutes < 0 || minutes > 1440) {
    return [
      warning(
        valueSpan,
        'bad-delay',
        'RANDOM_DELAY has to be 0 to 1440 minutes: cronie says so in its log and delays nothing.',
      ),
    ];
  }
  if (/^\d+$/.test(value)) return [];
  const message = `cronie reads ${digits === '' || digits === '-' || digits === '+' ? 'no number here, so nothing is delayed' : `${minutes} minutes here and passes over the rest`}.`;
  return [warning(valueSpan, 'bad-delay', message)];
}

function warning(span: Span, code: string, message: string): Diagnostic {
  return { span, severity: 'warning', code: `crontab.${code}`, message };
}
