import { nameOf } from '../tree/systemTree.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import { type ApplyFlags, installContextApply, installContextMarkForRemoval } from './apply.ts';
import type { ChangeLog } from './changeLog.ts';
import { disableLooksUp, reenableKeepsInstance } from './differences.ts';
import { type Errno, failed, type Outcome } from './errno.ts';
import { fileName, type InstallInfo, installContext, installInfoAdd, installInfoHasRules } from './installInfo.ts';
import { installInfoDiscover, installInfoDiscoverAndCheck, installInfoTraverse } from './search.ts';
import type { Session } from './session.ts';
import { type RemovalMarks, removeMarkedSymlinks } from './symlinks.ts';

/** `do_unit_file_enable`: gives how many links the units ask for, 0 when they have no installation config. */
export function unitFileEnable(
  session: Session,
  configPath: string,
  force: boolean,
  namesOrPaths: readonly string[],
  log: ChangeLog,
): Outcome {
  const context = installContext();
  for (const name of namesOrPaths) {
    const info = installInfoDiscoverAndCheck(session, context, name, { load: true, follow: true }, log);
    if (failed(info)) return info;
  }
  const flags: ApplyFlags = { force, lenient: false };
  return installContextApply(session, context, configPath, flags, { load: true }, log);
}

/**
 * `do_unit_file_disable`: removes every link to the units. From 253 on it gives 0 when the units have no installation
 * config and nothing was done.
 */
export function unitFileDisable(
  session: Session,
  configPath: string,
  names: readonly string[],
  log: ChangeLog,
): Outcome {
  const context = installContext();
  const infos: InstallInfo[] = [];
  for (const name of names) {
    if (!unitNameIsValid(name)) return log.fail('EUCLEAN', name);
    const info = installInfoAdd(context, name, false);
    if (failed(info)) return info;
    infos.push(info);
    const fault = disableLooksUp(session.version) ? lookUp(session, context, info, log) : undefined;
    if (fault) return fault;
  }
  const hasInstallInfo = infos.some((info) => installInfoHasRules(info) || info.also.length > 0);
  const marks: RemovalMarks = new Set();
  const marked = installContextMarkForRemoval(session, context, marks, log);
  if (failed(marked)) return marked;
  const removed = removeMarkedSymlinks(session, marks, configPath, log);
  if (failed(removed) || !disableLooksUp(session.version)) return removed;
  return log.hasModification || hasInstallInfo ? 1 : 0;
}

/** `unit_file_reenable`: removes the links of the units and makes them anew. */
export function unitFileReenable(
  session: Session,
  configPath: string,
  force: boolean,
  namesOrPaths: readonly string[],
  log: ChangeLog,
): Outcome {
  const normalized = normalizeLinkedFiles(session, namesOrPaths);
  if (failed(normalized)) return normalized;
  const disabled = unitFileDisable(session, configPath, normalized.names, log);
  if (failed(disabled)) return disabled;
  return unitFileEnable(session, configPath, force, normalized.files, log);
}

function lookUp(
  session: Session,
  context: ReturnType<typeof installContext>,
  info: InstallInfo,
  log: ChangeLog,
): Errno | undefined {
  const found = installInfoTraverse(session, context, info, { load: true, follow: true });
  if (!failed(found)) return undefined;
  log.fail(found, info.name);
  // Links to a unit that is gone are still removed.
  return found === 'ENOENT' ? undefined : found;
}

/** `normalize_linked_files`: names to disable, and paths to enable, so that linked units are linked again. */
function normalizeLinkedFiles(
  session: Session,
  namesOrPaths: readonly string[],
): { readonly names: readonly string[]; readonly files: readonly string[] } | Errno {
  const names: string[] = [];
  const files: string[] = [];
  for (const given of namesOrPaths) {
    if (given.endsWith('/')) return 'EISDIR';
    const name = fileName(session, given);
    if (failed(name)) return name;
    names.push(name.text);
    files.push(linkedFile(session, given) ?? given);
  }
  return { names, files };
}

function linkedFile(session: Session, given: string): string | undefined {
  // Without --root systemctl has no root to take off the path, and goes by the name.
  if (given.includes('/') || session.view.isMachine) return undefined;
  if (reenableKeepsInstance(session.version) && unitNameIsValid(given, ['instance'])) return undefined;
  const info = installInfoDiscover(session, installContext(), nameOf(given), { load: true, follow: true }, undefined);
  return failed(info) ? undefined : info.path;
}
