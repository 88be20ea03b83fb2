import { commandFindings, pathAt } from '../../cron/commandChecks.ts';
import type { EntryNode } from '../../cron/crontab.ts';
import { append } from '../../lists/append.ts';
import { nearest } from '../../text/nearest.ts';
import type { Diagnostic } from '../kind.ts';
import { firstPercent } from './advice.ts';
import type { Judged } from './checks.ts';
import { replace } from './problems.ts';

/** What is to be said because of the other files of the root: users, scripts, programs. Nothing without a root. */
export function systemFindings(judged: Judged): Diagnostic[] {
  const { entries, cron } = judged;
  const assignments = judged.assignments.filter(({ name }) => name === 'PATH');
  const found = [...modeFindings(judged), ...strangeUserField(judged)];
  for (const entry of entries) {
    if (entry.problem) continue;
    append(found, unknownUser(entry, judged));
    const { command } = entry;
    if (!command || !cron.system) continue;
    const path = pathAt(assignments, entry.span.start, DEFAULT_PATH[cron.cron]);
    const text = command.text.slice(0, firstPercent(command.text) ?? command.text.length);
    append(found, commandFindings(text, command.span.start, path, cron.system, 'crontab'));
  }
  return found;
}

/** _PATH_DEFPATH of Debian's pathnames.h, _PATH_STDPATH of cronie's. */
export const DEFAULT_PATH = { debian: '/usr/bin:/bin', cronie: '/usr/bin:/bin:/usr/sbin:/sbin' } as const;

function unknownUser(entry: EntryNode, { cron }: Judged): Diagnostic[] {
  const users = cron.system?.users;
  const { user } = entry;
  if (!users || !user || users.has(user.text)) return [];
  const meant = nearest(user.text, users.keys());
  const effect =
    cron.cron === 'debian'
      ? "Debian's cron ignores the whole table because of it"
      : 'cronie takes the line, but cannot run it';
  const message = `There is no user ${user.text} in /etc/passwd: ${effect}.`;
  const fixes = meant === undefined ? [] : [replace(`Change to ${meant}`, user.span, meant, true)];
  const severity = cron.cron === 'debian' ? 'error' : 'warning';
  return [{ span: user.span, severity, code: 'crontab.unknown-user', message, fixes }];
}

/** A user's table whose commands begin with a user, as those of /etc/crontab do. */
function strangeUserField({ document, entries, cron }: Judged): Diagnostic[] {
  if (document.system || document.place.kind !== 'user') return [];
  return entries.flatMap(({ command }) => {
    const first = /^([a-z_][\w-]*)[ \t]+(?=\S)/.exec(command?.text ?? '');
    if (!command || !first || !(first[1] === 'root' || cron.system?.users?.has(first[1]!))) return [];
    if (cron.system && [...cron.system.programs.values()].some((names) => names.has(first[1]!))) return [];
    const { start } = command.span;
    const message = `A user's table has no field for the user: \`${first[1]}\` is run as a command.`;
    const fixes = [replace('Remove it', { start, end: start + first[0].length }, '', true)];
    const span = { start, end: start + first[1]!.length };
    return [{ span, severity: 'warning' as const, code: 'crontab.user-in-user-table', message, fixes }];
  });
}

/** cronie reads no table that may be executed: `check_open` of database.c. */
function modeFindings({ document, cron }: Judged): Diagnostic[] {
  if (cron.cron !== 'cronie' || !cron.system) return [];
  const { kind, name } = document.place;
  const own = cron.system.tables.find(
    ({ path }) => kind !== 'unknown' && path.endsWith(`/${name}`) && placed(path, kind),
  );
  if (own?.executable !== true) return [];
  const newline = document.text.indexOf('\n');
  const span = { start: 0, end: newline < 0 ? document.text.length : newline };
  const message = 'cronie does not read this table, as its mode lets it be executed: chmod a-x.';
  return [{ span, severity: 'error', code: 'crontab.executable', message }];
}

function placed(path: string, kind: string): boolean {
  if (kind === 'fragment') return path.includes('/cron.d/');
  return kind === 'system' ? path === '/etc/crontab' : path.includes('/spool/');
}
