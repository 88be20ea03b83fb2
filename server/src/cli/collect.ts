import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { kindOf } from '../core/kinds/registry.ts';
import { diskHostAtOnce } from '../hosts/disk.ts';
import { resolveInRoot } from '../hosts/resolve.ts';
import { isRoot, UNIT_FOLDERS, USER_UNIT_FOLDERS } from '../hosts/root.ts';

/** A file that is to be checked. */
export interface Candidate {
  /** As the user knows it: as given, or below the folder that was given. */
  readonly path: string;
  /** Named by the user, not found in a folder. */
  readonly named: boolean;
  readonly root: string | undefined;
}

const SKIPPED = new Set(['.git', 'node_modules', '.hg', '.svn']);
const MOST_FILES = 200_000;
/** What a system root has besides units: files, and folders of files. */
const ROOT_FILES = [
  ...['etc/crontab', 'etc/anacrontab', 'etc/cron.d', 'var/spool/cron', 'etc/ntp.conf', 'etc/ntpsec'],
  ...['etc/init.d', 'etc/rc.d/init.d', 'etc/inittab'],
];

/**
 * The files below the given paths that are of a kind we know. Links found in folders are not followed: what they lead
 * to is checked where it stands.
 * @returns the files in a stable order, the system roots among the folders, and what could not be looked at, in words
 */
export async function collectFiles(
  paths: readonly string[],
  root: string | undefined,
): Promise<{ files: Candidate[]; roots: string[]; problems: string[] }> {
  const files: Candidate[] = [];
  const roots: string[] = [];
  const problems: string[] = [];
  if (root !== undefined && !isFolder(root)) problems.push(`there is no folder ${root} to take as root.`);
  for (const given of paths.length > 0 ? paths : [root ?? '.']) {
    const path = root === undefined ? given : insideRoot(root, given);
    const stat = statOf(path);
    if (!stat) problems.push(`there is no ${given}, or it is a link that leads nowhere.`);
    else if (stat.isDirectory()) await walkFolder(path, root, { files, roots, problems });
    else if (kindOf(resolve(path)) === undefined)
      problems.push(`${given} is no kind of file that is known by its name.`);
    else files.push({ path, named: true, root });
  }
  return { files, roots, problems };
}

/** An absolute path is taken inside the root when it is there. */
function insideRoot(root: string, path: string): string {
  if (!path.startsWith('/') || resolve(path) === resolve(root) || resolve(path).startsWith(resolve(root) + sep))
    return path;
  const inside = join(root, path);
  return statOf(inside) ? inside : path;
}

async function walkFolder(
  folder: string,
  root: string | undefined,
  { files, roots, problems }: { files: Candidate[]; roots: string[]; problems: string[] },
): Promise<void> {
  const uri = pathToFileURL(resolve(folder)).href;
  if (!(await isRoot(diskHostAtOnce, uri))) {
    walk(folder, root, files, problems);
    return;
  }
  roots.push(folder);
  const seen = new Set<string>();
  for (const name of [...UNIT_FOLDERS, ...USER_UNIT_FOLDERS]) {
    // On merged-usr systems lib is a link to usr/lib; no link is followed out of the root.
    const place = await resolveInRoot(diskHostAtOnce, uri, `/${name}`);
    if (place === undefined || seen.has(place) || (await diskHostAtOnce.kind(place)) !== 'directory') continue;
    seen.add(place);
    walk(join(folder, relative(resolve(folder), fileURLToPath(place))), folder, files, problems);
  }
  for (const name of ROOT_FILES) {
    const place = await resolveInRoot(diskHostAtOnce, uri, `/${name}`);
    const kind = place === undefined || seen.has(place) ? undefined : await diskHostAtOnce.kind(place);
    if (place === undefined || kind === undefined) continue;
    seen.add(place);
    const path = join(folder, relative(resolve(folder), fileURLToPath(place)));
    if (kind === 'directory') walk(path, folder, files, problems);
    else if (kind === 'file' && kindOf(resolve(path)) !== undefined) files.push({ path, named: false, root: folder });
  }
}

function walk(folder: string, root: string | undefined, files: Candidate[], problems: string[]): void {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (fault) {
    problems.push(
      `${folder} cannot be read (${fault instanceof Error ? (fault as NodeJS.ErrnoException).code : fault}).`,
    );
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (files.length >= MOST_FILES) return;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) walk(path, root, files, problems);
    else if (entry.isFile() && kindOf(resolve(path)) !== undefined) files.push({ path, named: false, root });
  }
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

/** What is there, links followed; undefined when nothing is, also for links in a circle. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
