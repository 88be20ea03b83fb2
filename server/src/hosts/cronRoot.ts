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
export async function readCronSystem(host: Host, root: string): Promise<CronSystem> {
  const passwd = await textAt(host, root, '/etc/passwd');
  const tables = await tablesIn(host, root);
  const scripts = new Map<string, readonly CronScript[]>();
  for (const folder of SCRIPT_FOLDERS) {
    const found = await scriptsIn(host, root, folder);
    if (found) scripts.set(folder, found);
  }
  const programs = new Map<string, ReadonlySet<string>>();
  for (const folder of PROGRAM_FOLDERS) {
    const names = await namesIn(host, root, folder);
    if (names) programs.set(folder, new Set(names));
  }
  const stamps = new Map<string, string>();
  for (const name of (await namesIn(host, root, SPOOL)) ?? []) {
    const text = await textAt(host, root, `${SPOOL}/${name}`);
    if (text !== undefined) stamps.set(name, text.slice(0, 8));
  }
  return {
    installed: await installedIn(host, root, programs),
    users: passwd === undefined ? undefined : usersIn(passwd),
    tables,
    anacrontab: await textAt(host, root, '/etc/anacrontab'),
    scripts,
    programs,
    stamps,
    timezone: await timezoneOf(host, root),
  };
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

async function tablesIn(host: Host, root: string): Promise<CronTableFile[]> {
  const paths = ['/etc/crontab'];
  for (const folder of TABLE_FOLDERS) {
    for (const name of (await namesIn(host, root, folder)) ?? []) paths.push(`${folder}/${name}`);
  }
  const tables: CronTableFile[] = [];
  for (const path of paths.slice(0, MOST_FILES)) {
    const location = await resolveInRoot(host, root, path);
    const bytes = location === undefined ? undefined : await host.read(location, MOST_BYTES);
    if (bytes && location !== undefined) {
      tables.push({ path, text: decode(bytes), executable: await host.isExecutable?.(location) });
    }
  }
  return tables;
}

async function scriptsIn(host: Host, root: string, folder: string): Promise<CronScript[] | undefined> {
  const location = await resolveInRoot(host, root, folder);
  const entries = location === undefined ? undefined : await host.list(location);
  if (!entries || location === undefined) return undefined;
  const scripts: CronScript[] = [];
  for (const { name } of entries.slice(0, MOST_FILES)) {
    const end = await resolveInRoot(host, root, `${folder}/${name}`);
    const kind = end === undefined ? undefined : await host.kind(end);
    const type = kind === 'file' || kind === 'directory' ? kind : 'other';
    const executable = type === 'file' && end !== undefined ? await host.isExecutable?.(end) : undefined;
    scripts.push({ name, type, executable });
  }
  return scripts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function installedIn(
  host: Host,
  root: string,
  programs: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Installed> {
  const has = (name: string) => [...programs.values()].some((names) => names.has(name));
  const isDebian =
    (await isThere(host, root, '/etc/debian_version')) || (await isThere(host, root, '/etc/debian_release'));
  const cron = has('crond') ? 'cronie' : has('cron') ? 'debian' : undefined;
  const ownAnacron = await isThere(host, root, '/etc/cron.hourly/0anacron');
  const anacron = !has('anacron') ? undefined : ownAnacron || !(isDebian || cron === 'debian') ? 'cronie' : 'debian';
  const systemd = await isThere(host, root, '/usr/lib/systemd/systemd');
  return {
    cron,
    anacron,
    systemd: systemd || (await isThere(host, root, '/lib/systemd/systemd')),
    runParts: isDebian || cron !== 'cronie' ? 'debian' : 'cronie',
    anacronTimer: await timerIn(host, root),
  };
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

async function timezoneOf(host: Host, root: string): Promise<string | undefined> {
  const etc = await resolveInRoot(host, root, '/etc');
  const target = etc === undefined ? undefined : await host.readLink(child(etc, 'localtime'));
  const linked = target && /zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(target)?.[1];
  if (linked) return linked;
  return (await textAt(host, root, '/etc/timezone'))?.trim() || undefined;
}
