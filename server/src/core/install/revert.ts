import { joinPath } from '../tree/systemTree.ts';
import { isHiddenFile } from '../units/confFiles.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import type { ChangeLog } from './changeLog.ts';
import { loopingLinkKept, rootLinkKept } from './differences.ts';
import { type Errno, failed, gather, type Outcome } from './errno.ts';
import { pathIsConfig, pathIsControl, pathIsTransient, pathIsVendorOrGenerator } from './lookupPaths.ts';
import type { RootView } from './rootView.ts';
import type { Session } from './session.ts';
import { type RemovalMarks, removeMarkedSymlinks } from './symlinks.ts';

/**
 * `unit_file_revert`: removes the administrator's drop-ins, and, where the vendor has the unit, what the administrator
 * put in its place.
 */
export function unitFileRevert(session: Session, names: readonly string[], log: ChangeLog): Outcome {
  const todo = new Set<string>();
  for (const name of names) {
    if (!unitNameIsValid(name)) return 'EINVAL';
    const fault = collect(session, name, todo, log);
    if (failed(fault)) return fault;
  }
  const marks: RemovalMarks = new Set();
  let result: Outcome = 0;
  for (const path of todo) {
    const refused = mustNotRemove(session, path);
    if (refused) {
      result = gather(result, refused);
      continue;
    }
    const inside = filesIn(session, path);
    removeAll(session.view, path);
    for (const name of inside) log.add('unlink', joinPath(path, name));
    log.add('unlink', path);
    marks.add(path);
  }
  const { runtimeConfig, persistentConfig } = session.lookup;
  result = gather(result, removeMarkedSymlinks(session, marks, runtimeConfig, log));
  return gather(result, removeMarkedSymlinks(session, marks, persistentConfig, log));
}

function collect(session: Session, name: string, todo: Set<string>, log: ChangeLog): Outcome {
  const { view, lookup, version } = session;
  let hasVendor = false;
  for (const folder of lookup.searchPath) {
    const path = joinPath(folder, name);
    const found = view.resolve(path, false);
    if (failed(found) && found !== 'ENOENT') return log.fail(found, path);
    if (!failed(found) && found.node.type === 'file') {
      hasVendor ||= pathIsVendorOrGenerator(lookup, path, version, view.isMachine);
    }
    const dropIns = `${path}.d`;
    const there = view.resolve(dropIns, false);
    if (failed(there) && there !== 'ENOENT') return log.fail(there, dropIns);
    if (!failed(there) && there.node.type === 'directory' && pathShallRevert(session, dropIns)) todo.add(dropIns);
  }
  if (!hasVendor) return 0;
  for (const folder of lookup.searchPath) {
    const path = joinPath(folder, name);
    const found = view.resolve(path, false);
    if (failed(found)) continue;
    const { type } = found.node;
    if ((type === 'file' || type === 'symlink') && pathIsConfig(lookup, path)) todo.add(path);
  }
  return 0;
}

/** `path_shall_revert`: whether drop-ins there are the administrator's. */
function pathShallRevert({ lookup }: Session, path: string): boolean {
  return pathIsConfig(lookup, path) || pathIsControl(lookup, path) || pathIsTransient(lookup, path);
}

/** `path_is_root_at`, by which `rm_rf` refuses to remove the root folder: it follows links to find out. */
function mustNotRemove({ view, version }: Session, path: string): Errno | undefined {
  const found = view.resolve(path, false);
  if (failed(found) || found.node.type !== 'symlink') return undefined;
  if (rootLinkKept(version) && /^\/+$/.test(found.node.target ?? '')) return 'EPERM';
  return loopingLinkKept(version) && view.resolve(path, true) === 'ELOOP' ? 'ELOOP' : undefined;
}

/** `get_files_in_directory`, for what is reported. */
function filesIn({ view, version }: Session, path: string): readonly string[] {
  const found = view.resolve(path, true);
  if (failed(found) || found.node.type !== 'directory') return [];
  return view.names(found.path).filter((name) => {
    const type = view.node(joinPath(found.path, name))?.type;
    return (type === 'file' || type === 'symlink') && !isHiddenFile(name, version);
  });
}

/** `rm_rf`: the folder with all in it, or the file; no link is followed. */
function removeAll(view: RootView, path: string): void {
  const found = view.resolve(path, false);
  if (failed(found)) return;
  if (found.node.type !== 'directory') {
    view.unlink(path);
    return;
  }
  for (const name of [...view.names(found.path)]) removeAll(view, joinPath(path, name));
  view.rmdir(path);
}
