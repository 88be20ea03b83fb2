import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { kindOf } from '../core/kinds/registry.ts';
import { UNIT_FOLDERS, USER_UNIT_FOLDERS } from '../hosts/root.ts';

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

/**
 * The files below the given paths that are of a kind we know. Links found in folders are not followed: what they lead
 * to is checked where it stands.
 * @returns the files in a stable order, and what could not be looked at, in words
 */
export async function collectFiles(
  paths: readonly string[],
  root: string | undefined,
): Promise<{ files: Candidate[]; problems: string[] }> {
  const files: Candidate[] = [];
  const problems: string[] = [];
  if (root !== undefined && !isFolder(root)) problems.push(`there is no folder ${root} to take as root.`);
  for (const given of paths.length > 0 ? paths : [root ?? '.']) {
    const path = root === undefined ? given : insideRoot(root, given);
    const stat = statOf(path);
    if (!stat) problems.push(`there is no ${given}, or it is a link that leads nowhere.`);
    else if (stat.isDirectory()) walkFolder(path, root, files, problems);
    else if (kindOf(resolve(path)) === undefined)
      problems.push(`${given} is no kind of file that is known by its name.`);
    else files.push({ path, named: true, root });
  }
  return { files, problems };
}

/** An absolute path is taken inside the root when it is there. */
function insideRoot(root: string, path: string): string {
  if (!path.startsWith('/') || resolve(path) === resolve(root) || resolve(path).startsWith(resolve(root) + sep))
    return path;
  const inside = join(root, path);
  return statOf(inside) ? inside : path;
}

function walkFolder(folder: string, root: string | undefined, files: Candidate[], problems: string[]): void {
  if (!isSystemRoot(folder)) {
    walk(folder, root, files, problems, new Set());
    return;
  }
  const seen = new Set<string>();
  for (const name of [...UNIT_FOLDERS, ...USER_UNIT_FOLDERS]) {
    const path = join(folder, name);
    const real = realFolder(path);
    // On merged-usr systems lib is a link to usr/lib; a link that leaves the root is not ours to follow.
    if (real === undefined || seen.has(real) || !isInside(folder, real)) continue;
    seen.add(real);
    walk(path, folder, files, problems, seen);
  }
}

function walk(
  folder: string,
  root: string | undefined,
  files: Candidate[],
  problems: string[],
  seen: Set<string>,
): void {
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
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) walk(path, root, files, problems, seen);
    else if (entry.isFile() && kindOf(resolve(path)) !== undefined) files.push({ path, named: false, root });
  }
}

function isSystemRoot(folder: string): boolean {
  return ['etc/systemd', 'usr/lib/systemd', 'lib/systemd'].some((mark) => isFolder(join(folder, mark)));
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

function realFolder(path: string): string | undefined {
  try {
    return lstatSync(path) && realpathSync(path);
  } catch {
    return undefined;
  }
}

function isInside(root: string, path: string): boolean {
  const inside = relative(realpathSync(root), path);
  return inside === '' || (!inside.startsWith('..') && !inside.startsWith('/'));
}
