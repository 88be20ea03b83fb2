import type { TableProblem } from '../../cron/crontab.ts';
import { isFragmentName } from '../../cron/tablePlace.ts';
import type { Diagnostic } from '../kind.ts';
import type { Judged } from './checks.ts';
import { replace } from './problems.ts';

const TOO_MUCH: Readonly<Record<TableProblem['kind'], string>> = {
  'too-many-lines': "The table is longer than the 10000 lines that Debian's cron reads, and is ignored as a whole.",
  'too-many-entries':
    'The table has more than the 10000 entries that cronie takes from a user, and is ignored as a whole.',
  'too-many-assignments':
    'The table sets more than the 1000 variables that cronie takes from a user, and is ignored as a whole.',
  'too-many-comments':
    'Comments and blanks fill more than 32768 bytes here without an entry: cronie takes that for garbage and ignores the whole table.',
};

/** What is to be said of a table as a whole. */
export function fileFindings({ document, table, cron, entries }: Judged): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { text, place } = document;
  const last = table.nodes.at(-1);
  if (last?.type === 'unfinished') found.push(unfinished(text, last.span.start, cron.cron));
  if (table.problem) {
    const { kind, span } = table.problem;
    found.push({ span, severity: 'error', code: `crontab.${kind}`, message: TOO_MUCH[kind] });
  }
  if (place.kind === 'fragment' && entries.length > 0 && !isFragmentName(place.name, cron.cron)) {
    const rule =
      cron.cron === 'debian'
        ? "Debian's cron reads only names of letters, digits, `_` and `-` in cron.d"
        : 'cronie passes over names that begin with `.` or `#` or end like a backup in cron.d';
    const message = `${rule}: this file, ${place.name}, is never read.`;
    const span = { start: 0, end: firstLineEnd(text) };
    found.push({ span, severity: 'warning', code: 'crontab.unread-name', message });
  }
  return found;
}

function unfinished(text: string, start: number, cron: 'debian' | 'cronie'): Diagnostic {
  const message =
    cron === 'debian'
      ? "The last line does not end in a newline: Debian's cron ignores the whole table because of it."
      : 'The last line does not end in a newline: cronie leaves it out.';
  const end = { start: text.length, end: text.length };
  const fixes = [replace('Add the newline', end, '\n', true)];
  return { span: { start, end: text.length }, severity: 'error', code: 'crontab.no-final-newline', message, fixes };
}

function firstLineEnd(text: string): number {
  const newline = text.indexOf('\n');
  return newline < 0 ? text.length : newline;
}
