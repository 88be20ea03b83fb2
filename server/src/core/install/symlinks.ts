import { folderOf, joinPath, nameOf } from '../tree/systemTree.ts';
import { isHiddenFile } from '../units/confFiles.ts';
import { unitNameTemplate } from '../units/names.ts';
import { pathStartsWith } from '../values/paths.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import { byteLength } from '../values/utf8.ts';
import type { ChangeLog } from './changeLog.ts';
import { type Errno, failed, gather, type Outcome } from './errno.ts';
import { belowSearchPath, simple } from './lookupPaths.ts';
import type { Session } from './session.ts';

/**
 * `create_symlink`: makes a link, unless an equal one is there.
 * @param force replace a link to something else
 */
export function createSymlink(session: Session, target: string, path: string, force: boolean, log: ChangeLog): Outcome {
  const { view } = session;
  view.makeParents(path);
  const fault = view.symlink(target, path);
  if (!fault) {
    log.add('symlink', path, target);
    return 1;
  }
  if (fault !== 'EEXIST') return log.fail(fault, path);
  const found = view.resolve(path, false);
  if (failed(found)) return log.fail(found, path);
  if (found.node.type !== 'symlink') return log.fail('EEXIST', path);
  const before = found.node.target;
  if (before === undefined) return log.fail('EUNKNOWN', path);
  if (unitSymlinksEquivalent(session, path, before, target)) return 1;
  if (!force) return log.fail('EEXIST', path, before);
  view.unlink(path);
  view.symlink(target, path);
  log.add('unlink', path);
  log.add('symlink', path, target);
  return 1;
}

/** `chroot_unit_symlinks_equivalent`: the same file, or among the unit files the same name. */
function unitSymlinksEquivalent({ view, lookup }: Session, link: string, one: string, other: string): boolean {
  const folder = folderOf(simple(link));
  const a = simple(one.startsWith('/') ? one : `${folder}/${one}`);
  const b = simple(other.startsWith('/') ? other : `${folder}/${other}`);
  if (a === b) return true;
  const fileA = view.resolve(a, true);
  const fileB = view.resolve(b, true);
  if (!failed(fileA) && !failed(fileB) && fileA.path === fileB.path) return true;
  // Its caller takes the failure to tell the names for a yes.
  if (hasNoName(a, view.isMachine) || hasNoName(b, view.isMachine)) return true;
  return (
    nameOf(a) === nameOf(b) && belowSearchPath(lookup, a) !== undefined && belowSearchPath(lookup, b) !== undefined
  );
}

/** Whether `path_extract_filename` fails. With a root before it, even `/` has a name: that of the root's folder. */
function hasNoName(path: string, isMachine: boolean): boolean {
  if (path.split('/').some((part) => byteLength(part) > NAME_MAX)) return true;
  return nameOf(path) === '..' || (path === '/' && isMachine);
}

const NAME_MAX = 255;

/** The names and paths to which links are to go away: `mark_symlink_for_removal`. */
export type RemovalMarks = Set<string>;

/**
 * `remove_marked_symlinks`: removes from a folder and all below it the links that carry a marked name, or lead to one,
 * and the folders that this empties.
 */
export function removeMarkedSymlinks(
  session: Session,
  marks: RemovalMarks,
  configPath: string,
  log: ChangeLog,
): Outcome {
  if (marks.size === 0) return 0;
  const folder = session.view.list(configPath);
  if (failed(folder)) return folder === 'ENOENT' ? 0 : folder;
  const removal: Removal = { session, marks, configPath, log, restart: false };
  let result: Outcome = 0;
  do {
    removal.restart = false;
    result = gather(result, removeInFolder(removal, configPath));
  } while (removal.restart);
  return result;
}

interface Removal {
  readonly session: Session;
  readonly marks: RemovalMarks;
  readonly configPath: string;
  readonly log: ChangeLog;
  /** Something was removed, so that links to it are to go as well. */
  restart: boolean;
}

function removeInFolder(removal: Removal, folder: string): Outcome {
  const { view, version } = removal.session;
  const listed = view.list(folder);
  if (failed(listed)) return listed === 'ENOENT' ? 0 : listed;
  let result: Outcome = 0;
  for (const name of listed.names) {
    if (isHiddenFile(name, version)) continue;
    const node = view.node(joinPath(listed.path, name));
    const path = joinPath(folder, name);
    if (node?.type === 'directory') result = gather(result, removeInFolder(removal, path));
    else if (node?.type === 'symlink' && unitNameIsValid(name)) result = gather(result, removeIfMarked(removal, path));
  }
  return result;
}

function removeIfMarked(removal: Removal, path: string): Outcome {
  const { session, marks, log } = removal;
  const found = isMarked(removal, path);
  if (failed(found)) return found === 'ENOENT' ? 0 : log.fail(found, path);
  if (!found) return 0;
  const fault = session.view.unlink(path);
  if (fault && fault !== 'ENOENT') return log.fail(fault, path);
  rmdirParents(session, path, removal.configPath);
  log.add('unlink', path);
  // Links to what has just gone are to go as well.
  if (!marks.has(path)) removal.restart = true;
  marks.add(path);
  return 0;
}

function isMarked({ session, marks }: Removal, path: string): boolean | Errno {
  const name = nameOf(path);
  if (marks.has(name) || marks.has(unitNameTemplate(name) ?? '')) return true;
  const end = session.view.chase(path, { nonexistent: true });
  if (failed(end)) return end;
  // With a root, systemctl looks for a path that has the root before it among marks that have not.
  return marks.has(nameOf(end.path)) || (session.view.isMachine && marks.has(end.path));
}

/** `rmdir_parents`: removes the folders above a path that are empty now, up to but not including `stop`. */
function rmdirParents({ view }: Session, path: string, stop: string): void {
  for (let folder = folderOf(path); !pathStartsWith(stop, folder); folder = folderOf(folder)) {
    const fault = view.rmdir(folder);
    if (fault && fault !== 'ENOENT') return;
  }
}
