import { joinPath } from '../tree/systemTree.ts';
import { nullOrEmpty } from '../units/nullOrEmpty.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import type { ChangeLog } from './changeLog.ts';
import { type Errno, failed, gather, type Outcome } from './errno.ts';
import type { Session } from './session.ts';
import { createSymlink, type RemovalMarks, removeMarkedSymlinks } from './symlinks.ts';

/** `unit_file_mask`: a link to the null device for each unit. */
export function unitFileMask(
  session: Session,
  configPath: string,
  force: boolean,
  names: readonly string[],
  log: ChangeLog,
): Outcome {
  let result: Outcome = 0;
  for (const name of names) {
    const made = unitNameIsValid(name)
      ? createSymlink(session, '/dev/null', joinPath(configPath, name), force, log)
      : 'EINVAL';
    result = gather(result, made);
  }
  return result;
}

/** `unit_file_unmask`: removes masks, be they links or empty files, and links to what goes away with them. */
export function unitFileUnmask(
  session: Session,
  configPath: string,
  names: readonly string[],
  log: ChangeLog,
): Outcome {
  const todo = new Set<string>();
  for (const name of names) {
    if (!unitNameIsValid(name)) return 'EINVAL';
    const masked = isMask(session, joinPath(configPath, name));
    if (failed(masked)) return masked;
    if (masked) todo.add(name);
  }
  let result: Outcome = 0;
  const marks: RemovalMarks = new Set();
  for (const name of todo) {
    const path = joinPath(configPath, name);
    const fault = session.view.unlink(path);
    if (fault) {
      if (fault !== 'ENOENT') result = gather(result, log.fail(fault, path));
      continue;
    }
    log.add('unlink', path);
    marks.add(path);
  }
  return gather(result, removeMarkedSymlinks(session, marks, configPath, log));
}

function isMask({ view }: Session, path: string): boolean | Errno {
  const found = view.resolve(path, true);
  if (failed(found)) return found === 'ENOENT' ? false : found;
  return nullOrEmpty(found.node);
}
