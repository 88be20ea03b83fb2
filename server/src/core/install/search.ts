import { joinPath, nameOf } from '../tree/systemTree.ts';
import { unitNameTemplate } from '../units/names.ts';
import { unitNameForm, unitNameParts, unitNameReplaceInstance } from '../values/unitNames.ts';
import type { ChangeLog } from './changeLog.ts';
import { confFilesList } from './confFiles.ts';
import { type Errno, failed, type Outcome } from './errno.ts';
import { fileName, type InstallContext, type InstallInfo, installInfoAdd, installInfoAddAuto } from './installInfo.ts';
import { pathIsConfig, pathIsGenerator, pathIsTransient } from './lookupPaths.ts';
import type { Session } from './session.ts';
import { dropInLoad, refusesTemplate, type SearchFlags, unitFileLoadOrReadlink } from './unitFileLoad.ts';

const FOLLOW_MAX = 64;
const PASSED_OVER: readonly Errno[] = ['ENOENT', 'ENOTDIR'];

/** `unit_file_search`: finds the unit's file, or that of its template, and its drop-ins. */
export function unitFileSearch(
  session: Session,
  context: InstallContext | undefined,
  info: InstallInfo,
  flags: SearchFlags,
): Outcome {
  if (info.mode !== undefined) return 0;
  if (info.path !== undefined) return unitFileLoadOrReadlink(session, context, info, info.path, flags);
  const template = unitNameForm(info.name) === 'instance' ? unitNameTemplate(info.name) : undefined;
  const refused = refusesTemplate(session, info);
  if (refused) return refused;
  let found = searchName(session, context, info, info.name, flags);
  if (found === 'ENOENT' && template !== undefined) found = searchName(session, context, info, template, flags);
  if (failed(found)) return found;
  // searchName sets it, which the type checker cannot see.
  if ((info.mode as string | undefined) === 'masked') return 0;
  const names = template === undefined ? [info.name] : [info.name, template];
  const folders = names.flatMap((name) => dropInFolders(session, name));
  for (const path of confFilesList(session, '.conf', folders, false)) {
    const result = dropInLoad(session, context, info, path, flags);
    if (failed(result)) return result;
  }
  return 0;
}

/** `install_info_traverse`: finds the unit and goes through aliases and links to what they stand for. */
export function installInfoTraverse(
  session: Session,
  context: InstallContext,
  start: InstallInfo,
  flags: SearchFlags,
): InstallInfo | Errno {
  const searched = unitFileSearch(session, context, start, flags);
  if (failed(searched)) return searched;
  let info = start;
  for (let steps = 1; info.mode === 'alias' || info.mode === 'linked'; steps++) {
    if (steps > FOLLOW_MAX) return 'ELOOP';
    if (!flags.follow && pathIsConfig(session.lookup, info.path!)) return 'ELOOP';
    const followed = installInfoFollow(session, context, info, flags, info.mode === 'linked');
    if (followed === 'EXDEV' && info.symlinkTarget !== undefined) {
      const next = aliasTarget(session, context, info, flags);
      if (failed(next)) return next;
      info = next;
    } else if (failed(followed)) return followed;
  }
  return info;
}

/** `install_info_discover`: a unit by name or path, ready for use; a failure is noted in the log. */
export function installInfoDiscover(
  session: Session,
  context: InstallContext,
  nameOrPath: string,
  flags: SearchFlags,
  log: ChangeLog | undefined,
): InstallInfo | Errno {
  const info = installInfoAddAuto(session, context, nameOrPath);
  const found = failed(info) ? info : installInfoTraverse(session, context, info, flags);
  return failed(found) && log ? log.fail(found, nameOrPath) : found;
}

/** `install_info_discover_and_check`: the same, but neither masked nor generated nor transient units. */
export function installInfoDiscoverAndCheck(
  session: Session,
  context: InstallContext,
  nameOrPath: string,
  flags: SearchFlags,
  log: ChangeLog,
): InstallInfo | Errno {
  const info = installInfoDiscover(session, context, nameOrPath, flags, log);
  if (failed(info)) return info;
  if (info.mode === 'masked') return log.fail('ERFKILL', info.path!);
  if (pathIsGenerator(session.lookup, info.path!) || pathIsTransient(session.lookup, info.path!)) {
    return log.fail('EADDRNOTAVAIL', info.path!);
  }
  return info;
}

/** `unit_file_exists`: whether there is a unit of that name; links of the administrator are not followed. */
export function unitFileExists(session: Session, name: string): boolean | Errno {
  if (unitNameForm(name) === undefined) return 'EINVAL';
  const context: InstallContext = { willProcess: new Map(), haveProcessed: new Map() };
  const found = installInfoDiscover(session, context, name, {}, undefined);
  if (found === 'ENOENT') return false;
  return failed(found) ? found : true;
}

function searchName(
  session: Session,
  context: InstallContext | undefined,
  info: InstallInfo,
  name: string,
  flags: SearchFlags,
): Outcome {
  for (const folder of session.lookup.searchPath) {
    if (!session.view.mayHold(folder, name)) continue;
    const path = joinPath(folder, name);
    const result = unitFileLoadOrReadlink(session, context, info, path, flags);
    if (!failed(result)) {
      info.path = path;
      return result;
    }
    if (!PASSED_OVER.includes(result)) return result;
  }
  return 'ENOENT';
}

function dropInFolders({ view, lookup }: Session, name: string): string[] {
  const folder = `${name}.d`;
  return lookup.searchPath.filter((one) => view.mayHold(one, folder)).map((one) => `${one}/${folder}`);
}

/** `install_info_follow`: goes one link further; `EXDEV` when the target has another name. */
function installInfoFollow(
  session: Session,
  context: InstallContext,
  info: InstallInfo,
  flags: SearchFlags,
  ignoreDifferentName: boolean,
): Outcome {
  const target = info.symlinkTarget;
  if (target === undefined) return 'EINVAL';
  if (!ignoreDifferentName && nameOf(target) !== info.name) return 'EXDEV';
  info.path = target;
  info.symlinkTarget = undefined;
  info.mode = undefined;
  return unitFileLoadOrReadlink(session, context, info, target, flags);
}

/** The unit that an alias stands for, with the instance of the alias if it is one. */
function aliasTarget(
  session: Session,
  context: InstallContext,
  info: InstallInfo,
  flags: SearchFlags,
): InstallInfo | Errno {
  const named = fileName(session, info.symlinkTarget!);
  if (failed(named)) return named;
  let name = named.text;
  if (unitNameForm(info.name) === 'instance' && unitNameForm(name) === 'template') {
    const instance = unitNameReplaceInstance(name, unitNameParts(info.name)!.instance!);
    if (instance === undefined) return 'EINVAL';
    if (instance === info.name) {
      const followed = installInfoFollow(session, context, info, flags, true);
      return failed(followed) ? followed : info;
    }
    name = instance;
  }
  const next = installInfoAdd(context, name, false);
  if (failed(next)) return next;
  const searched = unitFileSearch(session, context, next, flags);
  if (searched === 'ENOENT') return 'ENOLINK';
  return failed(searched) ? searched : next;
}
