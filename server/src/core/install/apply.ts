import { unitNameForm, unitNameIsValid, unitNameReplaceInstance } from '../values/unitNames.ts';
import type { ChangeLog } from './changeLog.ts';
import { aliasesOverBroken, everyFailureCounts } from './differences.ts';
import { type Errno, failed, gather, type Outcome } from './errno.ts';
import { type InstallContext, type InstallInfo, installInfo } from './installInfo.ts';
import { installNamePrintf } from './installPrintf.ts';
import { inSearchPath } from './lookupPaths.ts';
import { installInfoTraverse, unitFileExists, unitFileSearch } from './search.ts';
import type { Session } from './session.ts';
import { createSymlink, type RemovalMarks } from './symlinks.ts';
import type { SearchFlags } from './unitFileLoad.ts';
import { verifyAlias } from './verifyAlias.ts';

/** `UnitFileFlags`, as far as they matter where links are made. */
export interface ApplyFlags {
  readonly force: boolean;
  /** `UNIT_FILE_IGNORE_AUXILIARY_FAILURE`: presets pass over what cannot be done. */
  readonly lenient: boolean;
}

/** Where and how links are made. */
interface Target {
  readonly session: Session;
  readonly configPath: string;
  readonly flags: ApplyFlags;
  readonly log: ChangeLog;
}

/** `install_context_apply`: makes the links of all units to be processed, `Also=` included; gives how many. */
export function installContextApply(
  session: Session,
  context: InstallContext,
  configPath: string,
  flags: ApplyFlags,
  search: SearchFlags,
  log: ChangeLog,
): Outcome {
  const target: Target = { session, configPath, flags, log };
  let result: Outcome = 0;
  for (const info of processing(context)) {
    const found = installInfoTraverse(session, context, info, search);
    if (failed(found)) {
      if (!info.auxiliary) return log.fail(found, info.name);
      log.add('auxiliary unit failed', info.name);
      continue;
    }
    if (info.mode === 'masked') {
      log.add('masked', info.path!);
      if (!failed(result)) result += 1;
      continue;
    }
    if (info.mode !== 'regular') continue;
    const applied = installInfoApply(target, info);
    if (!failed(result)) result = failed(applied) ? applied : result + applied;
  }
  return result;
}

/** `install_context_mark_for_removal`: the names whose links are to go away. */
export function installContextMarkForRemoval(
  session: Session,
  context: InstallContext,
  marks: RemovalMarks,
  log: ChangeLog,
): Outcome {
  for (const info of processing(context)) {
    const found = installInfoTraverse(session, context, info, { load: true, follow: true });
    const path = info.path ?? info.name;
    if (found === 'ENOLINK') log.add('dangling', path);
    else if (found === 'ENOENT') {
      // Links to a unit that is gone are still removed.
      if (!info.auxiliary) log.fail(found, path);
    } else if (failed(found)) log.fail(found, path);
    else if (info.mode === 'masked') {
      log.add('masked', path);
      continue;
    } else if (info.mode !== 'regular') continue;
    marks.add(info.name);
  }
  return 0;
}

/** The units still to be processed; each counts as processed from when it is given. */
function* processing(context: InstallContext): Generator<InstallInfo> {
  for (;;) {
    const next = context.willProcess.values().next();
    if (next.done) return;
    context.willProcess.delete(next.value.name);
    context.haveProcessed.set(next.value.name, next.value);
    yield next.value;
  }
}

/** `install_info_apply`: the link to the unit itself, those of `Alias=`, and those of the three `...By=`. */
function installInfoApply(target: Target, info: InstallInfo): Outcome {
  const linked = installInfoSymlinkLink(target, info);
  if (failed(linked)) return linked;
  let result = installInfoSymlinkAlias(target, info);
  const every = everyFailureCounts(target.session.version);
  for (const [list, suffix] of [
    [info.wantedBy, '.wants/'],
    [info.requiredBy, '.requires/'],
    [info.upheldBy, '.upholds/'],
  ] as const) {
    const made = installInfoSymlinkWants(target, info, list, suffix);
    if (every ? made !== 0 && !failed(result) : result === 0) result = made;
  }
  return result;
}

/** `install_info_symlink_link`: a unit outside of the search path gets a link into it. */
function installInfoSymlinkLink({ session, configPath, flags, log }: Target, info: InstallInfo): Outcome {
  if (inSearchPath(session.lookup, info.path!)) return 0;
  return createSymlink(session, info.path!, `${configPath}/${info.name}`, flags.force, log);
}

/** `install_info_symlink_alias`. */
function installInfoSymlinkAlias(target: Target, info: InstallInfo): Outcome {
  let result: Outcome = 0;
  for (const alias of info.aliases) {
    const made = symlinkOneAlias(target, info, alias);
    if (made !== undefined && !failed(result) && made !== 0) result = made;
  }
  return result;
}

function symlinkOneAlias(target: Target, info: InstallInfo, alias: string): Outcome | undefined {
  const { session, configPath, flags, log } = target;
  const printed = installNamePrintf(session, info, alias);
  if (failed(printed)) return log.fail(printed, alias);
  const verified = verifyAlias(info, printed.text, log);
  if (verified === 'ELOOP') return undefined;
  if (failed(verified)) return verified;
  const path = `${configPath}/${verified.name}`;
  if (!aliasesOverBroken(session.version)) return createSymlink(session, info.path!, path, flags.force, log);
  const unit = inSearchPath(session.lookup, info.path!) ? info.path! : `${configPath}/${info.name}`;
  const end = session.view.chase(path, { nonexistent: true });
  if (failed(end) && end !== 'ENOENT') return end;
  const broken = !failed(end) && end.node === undefined;
  const made = createSymlink(session, unit, path, flags.force || broken, log);
  // Another unit has the alias; presets leave it at that.
  return made === 'EEXIST' && flags.lenient ? undefined : made;
}

/** `install_info_symlink_wants`. */
function installInfoSymlinkWants(target: Target, info: InstallInfo, list: readonly string[], suffix: string): Outcome {
  if (list.length === 0) return 0;
  const name = wantedName(target, info);
  if (failed(name)) return name;
  let result: Outcome = 0;
  for (const word of list) {
    const made = symlinkOneWant(target, info, name, word, suffix);
    if (made === undefined) continue;
    if (failed(made)) result = gather(result, made);
    else if (made !== 0 && !failed(result)) result = made;
  }
  return result;
}

function symlinkOneWant(
  { session, configPath, flags, log }: Target,
  info: InstallInfo,
  name: WantedName,
  word: string,
  suffix: string,
): Outcome | undefined {
  const printed = installNamePrintf(session, info, word);
  if (failed(printed)) return log.fail(printed, word);
  const wanting = printed.text;
  if (!unitNameIsValid(wanting) || (name.forTemplates && unitNameForm(wanting) === 'plain')) {
    if (flags.lenient) return undefined;
    return unitNameIsValid(wanting) ? log.fail('EIDRM', wanting, name.text) : log.fail('EUCLEAN', wanting);
  }
  const made = createSymlink(session, info.path!, `${configPath}/${wanting}${suffix}${name.text}`, true, log);
  if (unitFileExists(session, wanting) === false) log.add('destination not present', wanting, info.path!);
  return made;
}

interface WantedName {
  readonly text: string;
  /** A template without an instance: only templates and instances can want it. */
  readonly forTemplates: boolean;
}

/** The name of the links: a template is there as its default instance, if it has one. */
function wantedName({ session, log }: Target, info: InstallInfo): WantedName | Errno {
  if (unitNameForm(info.name) !== 'template') return { text: info.name, forTemplates: false };
  if (info.defaultInstance === undefined) return { text: info.name, forTemplates: true };
  const text = unitNameReplaceInstance(info.name, info.defaultInstance);
  if (text === undefined) return 'EINVAL';
  const instance = installInfo(text, undefined, false);
  const found = unitFileSearch(session, undefined, instance, { follow: true });
  if (failed(found)) return found;
  return instance.mode === 'masked' ? log.fail('ERFKILL', instance.path!) : { text, forTemplates: false };
}
