import type { AnacronAssignment } from '../../cron/anacrontab.ts';
import { numericVariable, startHours } from '../../cron/parseAnacrontab.ts';
import type { Span } from '../../text/span.ts';
import type { Diagnostic, Fix } from '../kind.ts';
import type { Judged } from './checks.ts';
import { edit } from './problems.ts';

const CRONIE_ONLY = ['START_HOURS_RANGE', 'RANDOM_DELAY', 'PREFERRED_HOUR', 'MAILFROM', 'NO_MAIL_OUTPUT'];

/** What is to be said of assignments that are taken as such. */
export function assignmentFindings(judged: Judged): Diagnostic[] {
  return judged.assignments.flatMap((node) => {
    if (node.problem) return [];
    return [...ofWriting(node), ...(judged.cron.anacron === 'cronie' ? ofCronie(node, judged) : ofDebian(node))];
  });
}

/** Blanks and quotes become part of the value: anacron takes it as it stands. */
function ofWriting({ name, value }: AnacronAssignment): Diagnostic[] {
  const { text, span } = value;
  const plain = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  const found: Diagnostic[] = [];
  if (plain === text) return ofPath(name.text, value);
  const what = /^\s*["']/.test(text)
    ? 'The quotes become'
    : text.endsWith('\r')
      ? 'The carriage return becomes'
      : 'The blanks become';
  const message = `${what} part of the value: anacron takes all behind the \`=\` as it stands.`;
  const fixes = [edit('Remove them', span, plain)];
  found.push({ span, severity: 'warning', code: 'anacrontab.verbatim-value', message, fixes });
  return found;
}

function ofPath(name: string, { text, span }: AnacronAssignment['value']): Diagnostic[] {
  if (name !== 'PATH' || !/\$\{?\w/.test(text)) return [];
  const message = 'anacron does not expand variables: `$` stays as it is in PATH. Write all folders out.';
  return [{ span, severity: 'warning', code: 'anacrontab.unexpanded', message }];
}

function ofDebian({ name }: AnacronAssignment): Diagnostic[] {
  const known = CRONIE_ONLY.find((one) => one === name.text);
  if (!known) return [];
  const message = `${known} has no effect in Debian's anacron, which only hands it to the commands; cronie's anacron knows it.`;
  return [{ span: name.span, severity: 'warning', code: 'anacrontab.ignored-variable', message }];
}

function ofCronie(node: AnacronAssignment, judged: Judged): Diagnostic[] {
  const { name, value } = node;
  const known = numericVariable(name.text);
  if (!known) return [];
  const found: Diagnostic[] = [];
  if (known !== name.text) {
    const message = `cronie compares only the first letters of this name: it sets ${known}.`;
    found.push(warning(name.span, 'prefix', message, [edit(`Change to ${known}`, name.span, known)]));
  }
  if (known === 'START_HOURS_RANGE') found.push(...ofRange(node, judged));
  if (known === 'RANDOM_DELAY') found.push(...ofDelay(node, judged));
  if (known === 'PREFERRED_HOUR' && !/^[0-9]+$/.test(value.text)) {
    found.push(
      warning(value.span, 'bad-preferred-hour', 'PREFERRED_HOUR is an hour from 0 to 23; anything else has no effect.'),
    );
  } else if (known === 'PREFERRED_HOUR' && Number(value.text) === 24) {
    const fixes = [edit('Change to 0', value.span, '0')];
    found.push(warning(value.span, 'bad-preferred-hour', 'No job ever starts in hour 24; midnight is hour 0.', fixes));
  }
  return found;
}

function ofRange({ value, name }: AnacronAssignment, judged: Judged): Diagnostic[] {
  const range = startHours(value.text);
  if (!range) return [];
  const found: Diagnostic[] = [];
  const last = judged.assignments.findLast((one) => isRange(one));
  if (last && last.name.span.start !== name.span.start) {
    const related = [{ span: last.name.span, message: 'this one counts' }];
    const message = 'The last START_HOURS_RANGE counts for all jobs, also those above it: this one has no effect.';
    return [{ ...warning(name.span, 'overridden', message), tag: 'unnecessary', related }];
  }
  if (range.from === range.to || range.from > 23) {
    const wider = range.from > 22 ? '0-24' : `${range.from}-${range.from + 1}`;
    const message = `No hour is in ${value.text}, as the second one is the first in which no job starts any more: no job that has run before ever starts again.`;
    found.push(warning(value.span, 'empty-range', message, [edit(`Change to ${wider}`, value.span, wider)]));
  } else if (range.to > 24) {
    const message = `A day ends with hour 24: ${range.from}-24 says the same.`;
    const fixes = [edit(`Change to ${range.from}-24`, value.span, `${range.from}-24`)];
    found.push({ ...warning(value.span, 'wide-range', message, fixes), severity: 'information' });
  }
  return found;
}

/** Whether an assignment sets the range of hours; one that goes backwards does too, to none. */
export function isRange({ name, problem }: AnacronAssignment): boolean {
  return numericVariable(name.text) === 'START_HOURS_RANGE' && (!problem || problem.kind === 'reversed-range');
}

function ofDelay({ name }: AnacronAssignment, { jobs, assignments }: Judged): Diagnostic[] {
  const first = assignments.find((one) => numericVariable(one.name.text) === 'RANDOM_DELAY');
  if (first?.name.span.start !== name.span.start) return [];
  const above = jobs.filter((job) => job.span.start < name.span.start);
  if (above.length === 0) return [];
  const message = `RANDOM_DELAY counts for jobs below it: ${above.map((job) => job.identifier.text).join(', ')} above ${above.length === 1 ? 'is' : 'are'} not delayed.`;
  return [{ ...warning(name.span, 'late-random-delay', message), severity: 'information' }];
}

function warning(span: Span, code: string, message: string, fixes: readonly Fix[] = []): Diagnostic {
  return { span, severity: 'warning', code: `anacrontab.${code}`, message, ...(fixes.length > 0 ? { fixes } : {}) };
}
