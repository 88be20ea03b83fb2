import { append } from '../lists/append.ts';
import { unitFileAddDependency } from './addDependency.ts';
import { ChangeLog } from './changeLog.ts';
import { unitFileGetDefault, unitFileSetDefault } from './defaultTarget.ts';
import { failedChangeFails, isEnabledNotFound, presetAllGoesOn } from './differences.ts';
import { unitFileDisable, unitFileEnable, unitFileReenable } from './enable.ts';
import { type Errno, errnoText, failed, type Outcome } from './errno.ts';
import { fileName } from './installInfo.ts';
import { unitFileLink } from './link.ts';
import { formatUnitFileList, unitFileGetList } from './list.ts';
import { mangleNames, unitNameMangle } from './mangle.ts';
import { unitFileMask, unitFileUnmask } from './mask.ts';
import type { InstallOptions, Verb } from './plan.ts';
import { unitFilePreset, unitFilePresetAll } from './preset.ts';
import { unitFileRevert } from './revert.ts';
import { type Session, say } from './session.ts';
import { type UnitFileState, unitFileLookupState } from './state.ts';
import { enableSysvUnits } from './sysv.ts';

/** A verb with all that it works with; `output` takes what systemctl prints. */
export interface Call {
  readonly session: Session;
  readonly verb: Verb;
  readonly args: readonly string[];
  readonly options: InstallOptions;
  readonly output: string[];
}

/** Runs a verb as src/systemctl does when it does the work itself; gives the exit status. */
export function runVerb(call: Call): number {
  switch (call.verb) {
    case 'get-default':
      return verbGetDefault(call);
    case 'set-default':
      return verbSetDefault(call);
    case 'is-enabled':
      return verbIsEnabled(call);
    case 'list-unit-files':
      return verbListUnitFiles(call);
    case 'add-wants':
    case 'add-requires':
      return verbAddDependency(call, call.verb === 'add-wants' ? 'wants' : 'requires');
    case 'preset-all':
      return verbPresetAll(call);
    default:
      return verbEnable(call, call.verb);
  }
}

type EnableVerb = Exclude<
  Verb,
  'get-default' | 'set-default' | 'is-enabled' | 'list-unit-files' | 'add-wants' | 'add-requires' | 'preset-all'
>;

function configPathOf({ session, options }: Call): string {
  return options.runtime ? session.lookup.runtimeConfig : session.lookup.persistentConfig;
}

/** `verb_enable` of systemctl-enable.c, for all its verbs. */
function verbEnable(call: Call, verb: EnableVerb): number {
  const { session, args, options } = call;
  const mangled = mangleNames(session, args, options.workingDirectory ?? '');
  if (failed(mangled)) return 1;
  let names = mangled;
  if (verb === 'enable' || verb === 'disable') {
    const sysv = enableSysvUnits(session, verb, names);
    if (failed(sysv)) return 1;
    if (sysv.names.length === 0) return 0;
    names = sysv.names;
  }
  if (verb === 'disable') {
    const normalized = normalizeNames(session, names);
    if (failed(normalized)) return 1;
    names = normalized;
  }
  const relative = verb === 'link' ? args.find((path) => !path.includes('/')) : undefined;
  if (relative !== undefined) {
    say(session, 'error', `"${relative}" is no absolute path; with a root, write the path from the root on.`);
    return 1;
  }
  const log = new ChangeLog();
  const result = enableWith(call, verb, names, log);
  const exitStatus = finish(session, verb, result, log);
  const counts = verb === 'enable' || verb === 'reenable' || (verb === 'disable' && session.version >= 253);
  if (exitStatus === 0 && counts && result === 0) {
    say(session, 'notice', 'The units have no installation config in [Install], so there is nothing to link.');
  }
  return exitStatus;
}

function enableWith(call: Call, verb: EnableVerb, names: readonly string[], log: ChangeLog): Outcome {
  const { session, options } = call;
  const path = configPathOf(call);
  const force = options.force ?? false;
  switch (verb) {
    case 'enable':
      return unitFileEnable(session, path, force, names, log);
    case 'disable':
      return unitFileDisable(session, path, names, log);
    case 'reenable':
      return unitFileReenable(session, path, force, names, log);
    case 'link':
      return unitFileLink(session, path, force, names, log);
    case 'mask':
      return unitFileMask(session, path, force, names, log);
    case 'unmask':
      return unitFileUnmask(session, path, names, log);
    case 'revert':
      return unitFileRevert(session, names, log);
    case 'preset':
      return unitFilePreset(session, { configPath: path, force, mode: options.presetMode ?? 'full' }, names, log);
  }
}

/** `install_changes_dump` and the exit status that follows from it. */
function finish(session: Session, what: string, result: Outcome, log: ChangeLog): number {
  log.dump(session, what, failed(result) ? result : undefined);
  if (failed(result)) return 1;
  return failedChangeFails(session.version) && log.hasFailure ? 1 : 0;
}

/** `normalize_names`: what is disabled are names, so of a path the last part is taken. */
function normalizeNames(session: Session, given: readonly string[]): readonly string[] | Errno {
  const names: string[] = [];
  for (const one of given) {
    const name = one.includes('/') ? fileName(session, one) : { text: one };
    if (failed(name)) {
      say(session, 'error', `"${one}" names no file.`);
      return name;
    }
    names.push(name.text);
  }
  if (given.some((one) => one.includes('/'))) {
    say(session, 'warning', 'Paths cannot be disabled; the names of the units are taken from them.');
  }
  return names;
}

function verbPresetAll(call: Call): number {
  const { session, options } = call;
  const log = new ChangeLog();
  const mode = options.presetMode ?? 'full';
  const result = unitFilePresetAll(
    session,
    { configPath: configPathOf(call), force: options.force ?? false, mode },
    log,
  );
  log.dump(session, 'preset', failed(result) ? result : undefined);
  return failed(result) && !presetAllGoesOn(session.version) ? 1 : 0;
}

function verbAddDependency(call: Call, dependency: 'wants' | 'requires'): number {
  const { session, args, options } = call;
  const target = unitNameMangle(session, args[0]!, 'target');
  if (failed(target)) return 1;
  const names = mangleNames(session, args.slice(1), options.workingDirectory ?? '');
  if (failed(names)) return 1;
  const log = new ChangeLog();
  const force = options.force ?? false;
  const path = configPathOf(call);
  const result = unitFileAddDependency(session, path, force, target.name, names, dependency, log);
  return finish(session, 'add the dependency', result, log);
}

function verbSetDefault({ session, args }: Call): number {
  const name = unitNameMangle(session, args[0]!, 'target');
  if (failed(name)) return 1;
  const log = new ChangeLog();
  const status = finish(session, 'set the default target', unitFileSetDefault(session, name.name, log), log);
  if (status !== 0) return status;
  const now = unitFileGetDefault(session);
  if (failed(now)) return cannotGetDefault(session, errnoText(now));
  if (now.name !== name.name) say(session, 'notice', `The default target is ${now.name}.`);
  return 0;
}

function verbGetDefault({ session, output }: Call): number {
  const info = unitFileGetDefault(session);
  if (failed(info)) return cannotGetDefault(session, errnoText(info));
  output.push(info.name);
  return 0;
}

function cannotGetDefault(session: Session, why: string): number {
  say(session, 'error', `Cannot tell the default target: ${why}.`);
  return 1;
}

const ENABLED: readonly UnitFileState[] = ['enabled', 'enabled-runtime', 'static', 'alias', 'indirect', 'generated'];
const UNKNOWN_UNIT = 4;

/** `verb_is_enabled` of systemctl-is-enabled.c. */
function verbIsEnabled({ session, args, options, output }: Call): number {
  const names = mangleNames(session, args, options.workingDirectory ?? '');
  if (failed(names)) return 1;
  const sysv = enableSysvUnits(session, 'is-enabled', names);
  if (failed(sysv)) return 1;
  append(output, sysv.output);
  let [enabled, known] = [sysv.anyEnabled, sysv.anyFound];
  for (const name of sysv.names) {
    const looked = unitFileLookupState(session, name);
    if (looked === 'ENOENT' && isEnabledNotFound(session.version)) {
      output.push('not-found');
      continue;
    }
    if (failed(looked)) {
      say(session, 'error', `Cannot tell the state of ${name}: ${errnoText(looked)}.`);
      return 1;
    }
    known = true;
    enabled ||= ENABLED.includes(looked.state);
    output.push(looked.state);
  }
  if (enabled) return 0;
  return known || !isEnabledNotFound(session.version) ? 1 : UNKNOWN_UNIT;
}

function verbListUnitFiles({ session, args, output }: Call): number {
  const rows = unitFileGetList(session, args);
  if (failed(rows)) {
    say(session, 'error', `Cannot list the unit files: ${errnoText(rows)}.`);
    return 1;
  }
  append(output, formatUnitFileList(rows));
  return rows.length === 0 ? 1 : 0;
}
