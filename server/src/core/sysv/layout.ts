import { chase } from '../tree/chase.ts';
import { joinPath, type SystemTree } from '../tree/systemTree.ts';

/** Which scripts run the links: those of Red Hat's initscripts, or of Debian's sysv-rc. */
export type Flavor = 'redhat' | 'debian';

/** The runlevels that have a folder of links, in the order of insserv and `chkconfig --list`; S is Debian's boot. */
export const RUNLEVELS = ['0', '1', '2', '3', '4', '5', '6', 'S'] as const;
export type Runlevel = (typeof RUNLEVELS)[number];

export function isRunlevel(word: string): word is Runlevel {
  return (RUNLEVELS as readonly string[]).includes(word);
}

/**
 * Tells the flavor of a root by what only one of the two has; where both or neither are there, Debian's layout, links
 * directly in /etc, is taken.
 */
export function flavorOf(tree: SystemTree): Flavor {
  const has = (path: string) => chase(tree, path).found;
  if (has('/etc/redhat-release')) return 'redhat';
  if (has('/etc/debian_version') || has('/usr/sbin/update-rc.d') || has('/lib/init/rc')) return 'debian';
  return folderAt(tree, '/etc/rc.d') === undefined ? 'debian' : 'redhat';
}

/** The folder of the init scripts, links followed: /etc/init.d, else /etc/rc.d/init.d. Undefined when there is none. */
export function initFolder(tree: SystemTree): string | undefined {
  return folderAt(tree, '/etc/init.d') ?? folderAt(tree, '/etc/rc.d/init.d');
}

/** The folder of a runlevel's links, links followed: /etc/rcN.d, else /etc/rc.d/rcN.d. Undefined when there is none. */
export function rcFolder(tree: SystemTree, level: string): string | undefined {
  return folderAt(tree, `/etc/rc${level}.d`) ?? folderAt(tree, `/etc/rc.d/rc${level}.d`);
}

/** The path where links of a runlevel are to be made: the folder that is there, else the one the flavor would have. */
export function rcFolderToWrite(tree: SystemTree, flavor: Flavor, level: string): string {
  const found = rcFolder(tree, level);
  if (found !== undefined) return found;
  return flavor === 'redhat' && folderAt(tree, '/etc/rc.d') !== undefined
    ? `/etc/rc.d/rc${level}.d`
    : `/etc/rc${level}.d`;
}

/** An init script, as far as one may be read. */
export interface InitScript {
  readonly name: string;
  /** As the folder has it, no link at the end followed. */
  readonly path: string;
  /** Where the path ends; undefined when it leads nowhere or to what is no file. */
  readonly file:
    | { readonly path: string; readonly content: string | undefined; readonly executable: boolean }
    | undefined;
}

/** A script of the root by its name; undefined when the folder has no such name. */
export function initScript(tree: SystemTree, name: string): InitScript | undefined {
  const folder = initFolder(tree);
  if (folder === undefined || name === '' || name.includes('/')) return undefined;
  const path = joinPath(folder, name);
  return tree.node(path) ? { name, path, file: fileAt(tree, path) } : undefined;
}

/** All that the folder of init scripts holds except folders, sorted by name. */
export function initScripts(tree: SystemTree): InitScript[] {
  const folder = initFolder(tree);
  if (folder === undefined) return [];
  return tree.names(folder).flatMap((name) => {
    const path = joinPath(folder, name);
    return tree.node(path)?.type === 'directory' ? [] : [{ name, path, file: fileAt(tree, path) }];
  });
}

/** The regular file that a path leads to. */
export function fileAt(tree: SystemTree, path: string): InitScript['file'] {
  const end = chase(tree, path);
  if (!end.found || end.node.type !== 'file') return undefined;
  return { path: end.path, content: end.node.content, executable: end.node.executable };
}

/** Where a path leads when that is a folder. */
export function folderAt(tree: SystemTree, path: string): string | undefined {
  const end = chase(tree, path);
  return end.found && end.node.type === 'directory' ? end.path : undefined;
}
