import { append } from '../lists/append.ts';
import { whySkipped } from './commandChecks.ts';
import type { EntryNode } from './crontab.ts';
import { lineCounter } from './lineCounter.ts';
import { parseCrontab } from './parseCrontab.ts';
import { runPartsFolders } from './runParts.ts';
import type { SimulatedJob } from './simulation.ts';
import type { CronContext, CronSystem, CronTableFile } from './system.ts';
import { isFragmentName, tablePlace } from './tablePlace.ts';
import { scheduleInWords } from './words.ts';

/** An entry that cron runs, with the variables that hold for it. */
export interface CronJob {
  readonly job: SimulatedJob;
  readonly entry: EntryNode;
  readonly timezone: string | undefined;
  /** Of cronie, in minutes. */
  readonly randomDelay: number;
}

/** The entries of all tables that the program reads; and why it does not read others. */
export function cronJobs(cron: CronContext & { readonly system: CronSystem }): { jobs: CronJob[]; notes: string[] } {
  const jobs: CronJob[] = [];
  const notes = cron.system.unread.map((path) => `${path} was not read: it is too large, or may not be read.`);
  for (const table of cron.system.tables) {
    const read = readTable(table, cron, jobs.length);
    append(jobs, read.jobs);
    if (read.note !== undefined) notes.push(read.note);
  }
  return { jobs, notes };
}

function readTable(table: CronTableFile, cron: CronContext & { readonly system: CronSystem }, firstId: number) {
  const none = (note?: string): { jobs: CronJob[]; note: string | undefined } => ({ jobs: [], note });
  const place = tablePlace(table.path);
  if (!place || (place.kind === 'user') !== isUserFolder(table.path, cron.cron)) return none();
  const system = place.kind !== 'user';
  const { nodes, problem } = parseCrontab(table.text, { implementation: cron.cron, system, owner: place.owner });
  if (!nodes.some(({ type }) => type === 'entry' || type === 'unfinished')) return none();
  if (place.kind === 'fragment' && !isFragmentName(place.name, cron.cron)) {
    return none(`${table.path} is not read: cron passes over its name.`);
  }
  if (cron.cron === 'cronie' && table.executable === true) {
    return none(`${table.path} is not read: its mode lets it be executed.`);
  }
  const users = cron.system.users;
  if (place.owner !== undefined && users && !users.has(place.owner)) {
    return none(`${table.path} is not read: there is no user ${place.owner}.`);
  }
  const isBad = (node: (typeof nodes)[number]) =>
    node.type === 'unfinished' ||
    (node.type === 'entry' && (node.problem !== undefined || (node.user && users && !users.has(node.user.text))));
  const lineOf = lineCounter(table.text);
  const bad = nodes.find(isBad);
  if (problem || (bad && cron.cron === 'debian')) {
    const line = lineOf((problem ?? bad)!.span.start);
    return none(`${table.path} is ignored as a whole, because of line ${line}.`);
  }
  const jobs: CronJob[] = [];
  const variables = new Map<string, string>();
  for (const node of nodes) {
    if (node.type === 'assignment') variables.set(node.name, node.value);
    if (node.type !== 'entry' || isBad(node) || !node.command || node.command.text.trim() === '') continue;
    const id = firstId + jobs.length;
    const user = node.user?.text ?? place.owner ?? 'root';
    jobs.push({
      job: jobOf(id, table.path, lineOf(node.span.start), node, user, cron.system),
      entry: node,
      timezone: cron.cron === 'cronie' ? variables.get('CRON_TZ') || undefined : undefined,
      randomDelay: cron.cron === 'cronie' ? delayIn(variables.get('RANDOM_DELAY')) : 0,
    });
  }
  return { jobs, note: undefined };
}

/** Debian keeps the tables of users one folder deeper than cronie. */
function isUserFolder(path: string, cron: CronContext['cron']): boolean {
  const folder = path.slice(0, path.lastIndexOf('/'));
  // cronie of Debian uses Debian's folder.
  return folder.endsWith('/spool/cron/crontabs') || (cron === 'cronie' && folder.endsWith('/spool/cron'));
}

function delayIn(value: string | undefined): number {
  const minutes = Number.parseInt(value ?? '', 10);
  return minutes > 0 && minutes <= 1440 ? minutes : 0;
}

function jobOf(
  id: number,
  path: string,
  line: number,
  node: EntryNode,
  user: string,
  system: CronSystem,
): SimulatedJob {
  const command = node.command!.text.trim();
  return {
    id,
    by: 'cron',
    path,
    line,
    name: command,
    command,
    user,
    when: node.schedule ? scheduleInWords(node.schedule) : 'after each boot',
    ...scriptsOf(command, system),
  };
}

/** The scripts that a command runs by run-parts, and those that it passes over. */
export function scriptsOf(command: string, system: CronSystem): Pick<SimulatedJob, 'scripts' | 'skipped'> {
  const all = runPartsFolders(command).flatMap(
    ({ folder }) => system.scripts.get(folder.replace(/(?<=.)\/+$/, '')) ?? [],
  );
  const visible = all.filter(({ name, type }) => !name.startsWith('.') && type === 'file');
  const isSkipped = (name: string) => whySkipped(visible.find((one) => one.name === name)!, system) !== undefined;
  const names = visible.map(({ name }) => name);
  return { scripts: names.filter((name) => !isSkipped(name)), skipped: names.filter(isSkipped) };
}
