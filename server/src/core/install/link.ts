import { joinPath } from '../tree/systemTree.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import type { ChangeLog } from './changeLog.ts';
import { trailingSlashNames } from './differences.ts';
import { type Errno, failed, gather, type Outcome } from './errno.ts';
import { fileName } from './installInfo.ts';
import { belowSearchPath, inSearchPath, simple } from './lookupPaths.ts';
import type { Session } from './session.ts';
import { createSymlink } from './symlinks.ts';

/** `unit_file_link`: makes unit files that lie elsewhere known by a link. */
export function unitFileLink(
  session: Session,
  configPath: string,
  force: boolean,
  files: readonly string[],
  log: ChangeLog,
): Outcome {
  const todo = new Map<string, { readonly path: string; readonly name: string }>();
  for (const path of files) {
    // 252 compares the texts of the paths, later versions what they mean.
    const key = trailingSlashNames(session.version) ? simple(path) : path;
    if (todo.has(key)) continue;
    const name = linkable(session, path);
    if (failed(name)) return log.fail(name, path);
    if (name) todo.set(key, { path, name: name.text });
  }
  let result: Outcome = 0;
  for (const { path, name } of todo.values()) {
    result = gather(result, createSymlink(session, path, joinPath(configPath, name), force, log));
  }
  return result;
}

/** The name of the link; undefined when there is nothing to do, as the file is in the search path. */
function linkable(session: Session, path: string): { readonly text: string } | undefined | Errno {
  const { view, lookup } = session;
  if (!path.startsWith('/')) return 'EINVAL';
  const name = fileName(session, path);
  if (failed(name)) return name;
  if (!unitNameIsValid(name.text)) return 'EUCLEAN';
  const found = view.resolve(path, false);
  if (failed(found)) return found;
  const { type } = found.node;
  if (type !== 'file') return type === 'directory' ? 'EISDIR' : type === 'symlink' ? 'ELOOP' : 'EBADFD';
  // With a root, systemctl compares the path as given with folders that have the root before them: never the same.
  if (!view.isMachine) return name;
  if (inSearchPath(lookup, path)) return undefined;
  return belowSearchPath(lookup, path) === undefined ? name : 'ETXTBSY';
}
