import { anacronTimerIn } from '../core/cron/anacronTimer.ts';
import type { CronScript, CronSystem, CronTableFile, Installed } from '../core/cron/system.ts';
import { usersIn } from '../core/cron/system.ts';
import { decode } from './decode.ts';
import { child, type Host } from './host.ts';
import { resolveInRoot } from './resolve.ts';
import { below } from './root.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_FILES = 2000;
const SCRIPT_FOLDERS = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'].map((name) => `/etc/cron.${name}`);
const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/games'];
const TIMER_FOLDERS = ['/etc/systemd/system', '/run/systemd/system', '/usr/lib/systemd/system', '/lib/systemd/system'];
const TABLE_FOLDERS = ['/etc/cron.d', '/var/spool/cron/crontabs', '/var/spool/cron'];
const SPOOL = '/var/spool/anacron';

/** Reads what a root holds of cron and anacron. What is missing or cannot be read is left out. */
export async function readCronSystem(slow: Host, root: string): Promise<CronSystem> {
  const host = asksOnce(slow);
  const [passwd, found, anacrontab, timezone, scripts, programs, stamps] = await Promise.all([
    textAt(host, root, '/etc/passwd'),
    tablesIn(host, root),
    tableAt(host, root, '/etc/anacrontab'),
    timezoneOf(host, root),
    eachOf(SCRIPT_FOLDERS, (folder) => scriptsIn(host, root, folder)),
    eachOf(PROGRAM_FOLDERS, async (folder) => asSet(await namesIn(host, root, folder))),
    stampsIn(host, root),
  ]);
  const installed = await installedIn(host, root, programs);
  const users = passwd === undefined ? undefined : usersIn(passwd);
  const tables = found.filter((table) => typeof table === 'object');
  const unread = [...found, anacrontab].filter((table) => typeof table === 'string');
  const text = typeof anacrontab === 'object' ? anacrontab.text : undefined;
  return { installed, users, tables, unread, anacrontab: text, scripts, programs, stamps, timezone };
}

/** A host that is asked no question twice: in a browser each takes its time. For one reading of a root. */
function asksOnce(host: Host): Host {
  const kinds = new Map<string, ReturnType<Host['kind']>>();
  return {
    ...host,
    kind: (uri) => {
      const known = kinds.get(uri) ?? host.kind(uri);
      kinds.set(uri, known);
      return known;
    },
  };
}

async function eachOf<T>(
  folders: readonly string[],
  read: (folder: string) => Promise<T | undefined>,
): Promise<Map<string, T>> {
  const all = await Promise.all(folders.map(async (folder) => [folder, await read(folder)] as const));
  return new Map(all.flatMap(([folder, found]) => (found === undefined ? [] : [[folder, found] as const])));
}

function asSet(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  return names && new Set(names);
}

async function stampsIn(host: Host, root: string): Promise<Map<string, string>> {
  const names = (await namesIn(host, root, SPOOL)) ?? [];
  const stamps = await eachOf(names.slice(0, MOST_FILES), (name) => textAt(host, root, `${SPOOL}/${name}`));
  return new Map([...stamps].map(([name, text]) => [name, text.slice(0, 8)]));
}

/** The root that a table belongs to by its path, such as what is in front of `/etc/crontab`; undefined for others. */
export function rootOfTable(uri: string): string | undefined {
  const match = /^(.*?)\/(?:etc\/(?:crontab|anacrontab|cron\.d\/[^/]+)|var\/spool\/cron\/(?:crontabs\/)?[^/]+)$/.exec(
    uri,
  );
  if (!match) return undefined;
  return match[1] === 'file://' ? 'file:///' : match[1];
}

async function textAt(host: Host, root: string, path: string): Promise<string | undefined> {
  const location = await resolveInRoot(host, root, path);
  const bytes = location === undefined ? undefined : await host.read(location, MOST_BYTES);
  return bytes && decode(bytes);
}

async function namesIn(host: Host, root: string, path: string): Promise<string[] | undefined> {
  const location = await resolveInRoot(host, root, path);
  const entries = location === undefined ? undefined : await host.list(location);
  return entries?.map(({ name }) => name).sort();
}

async function isThere(host: Host, root: string, path: string): Promise<boolean> {
  return (await resolveInRoot(host, root, path)) !== undefined;
}

/** A table, or the path of one that cannot be read; undefined where there is none. */
type FoundTable = CronTableFile | string | undefined;

async function tablesIn(host: Host, root: string): Promise<FoundTable[]> {
  const inFolders = await eachOf(TABLE_FOLDERS, (folder) => namesIn(host, root, folder));
  const paths = [...inFolders].flatMap(([folder, names]) => names.map((name) => `${folder}/${name}`));
  return Promise.all(['/etc/crontab', ...paths].slice(0, MOST_FILES).map((path) => tableAt(host, root, path)));
}

async function tableAt(host: Host, root: string, path: string): Promise<FoundTable> {
  const location = await resolveInRoot(host, root, path);
  if (location === undefined) return undefined;
  const bytes = await host.read(location, MOST_BYTES);
  if (!bytes) return (await host.kind(location)) === 'file' ? path : undefined;
  return { path, text: decode(bytes), executable: await host.isExecutable?.(location) };
}

async function scriptsIn(host: Host, root: string, folder: string): Promise<CronScript[] | undefined> {
  const names = await namesIn(host, root, folder);
  return names && Promise.all(names.slice(0, MOST_FILES).map((name) => scriptAt(host, root, folder, name)));
}

async function scriptAt(host: Host, root: string, folder: string, name: string): Promise<CronScript> {
  const end = await resolveInRoot(host, root, `${folder}/${name}`);
  const kind = end === undefined ? undefined : await host.kind(end);
  const type = kind === 'file' || kind === 'directory' ? kind : 'other';
  const executable = type === 'file' && end !== undefined ? await host.isExecutable?.(end) : undefined;
  return { name, type, executable };
}

async function installedIn(
  host: Host,
  root: string,
  programs: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Installed> {
  const has = (name: string) => [...programs.values()].some((names) => names.has(name));
  const [isDebian, ownAnacron, systemd, splitSystemd, anacronTimer, anacronAtBoot] = await Promise.all([
    isThere(host, root, '/etc/debian_version'),
    isThere(host, root, '/etc/cron.hourly/0anacron'),
    isThere(host, root, '/usr/lib/systemd/systemd'),
    isThere(host, root, '/lib/systemd/systemd'),
    timerIn(host, root),
    startsAtBoot(host, root),
  ]);
  const cron = has('crond') ? 'cronie' : has('cron') ? 'debian' : undefined;
  const isCronies = ownAnacron || !(isDebian || cron === 'debian');
  const anacron = !has('anacron') ? undefined : isCronies ? 'cronie' : 'debian';
  const runParts = isDebian || cron !== 'cronie' ? 'debian' : 'cronie';
  return { cron, anacron, systemd: systemd || splitSystemd, runParts, anacronTimer, anacronAtBoot };
}

async function timerIn(host: Host, root: string) {
  const link = await host.kind(below(root, 'etc/systemd/system/timers.target.wants/anacron.timer'));
  if (link === undefined) return undefined;
  for (const folder of TIMER_FOLDERS) {
    const text = await textAt(host, root, `${folder}/anacron.timer`);
    if (text !== undefined) return text === '' ? undefined : anacronTimerIn(text);
  }
  return undefined;
}

async function startsAtBoot(host: Host, root: string): Promise<boolean> {
  const link = 'etc/systemd/system/multi-user.target.wants/anacron.service';
  if ((await host.kind(below(root, link))) !== undefined) return true;
  return ((await namesIn(host, root, '/etc/rc2.d')) ?? []).some((name) => /^S\d+anacron$/.test(name));
}

async function timezoneOf(host: Host, root: string): Promise<string | undefined> {
  const etc = await resolveInRoot(host, root, '/etc');
  const target = etc === undefined ? undefined : await host.readLink(child(etc, 'localtime'));
  const linked = target && /zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(target)?.[1];
  if (linked) return linked;
  return (await textAt(host, root, '/etc/timezone'))?.trim() || undefined;
}
