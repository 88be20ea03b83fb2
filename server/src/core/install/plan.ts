import type { SystemTree } from '../tree/systemTree.ts';
import { unitFileAddDependency } from './addDependency.ts';
import { ChangeLog } from './changeLog.ts';
import { unitFileGetDefault, unitFileSetDefault } from './defaultTarget.ts';
import { failedChangeFails, isEnabledNotFound, presetAllGoesOn } from './differences.ts';
import { unitFileDisable, unitFileEnable, unitFileReenable } from './enable.ts';
import { type Errno, errnoText, failed, type Outcome } from './errno.ts';
import { fileName } from './installInfo.ts';
import { unitFileLink } from './link.ts';
import { formatUnitFileList, unitFileGetList } from './list.ts';
import { type InstallScope, lookupPaths } from './lookupPaths.ts';
import { mangleNames, unitNameMangle } from './mangle.ts';
import { unitFileMask, unitFileUnmask } from './mask.ts';
import { type PresetMode, unitFilePreset, unitFilePresetAll } from './preset.ts';
import { unitFileRevert } from './revert.ts';
import { RootView, type SymlinkChange } from './rootView.ts';
import { type InstallMessage, type MachineFacts, type Session, say } from './session.ts';
import { type UnitFileState, unitFileLookupState } from './state.ts';
import { enableSysvUnits } from './sysv.ts';

export type { InstallScope } from './lookupPaths.ts';
export type { PresetMode } from './preset.ts';
export type { SymlinkChange } from './rootView.ts';
export type { InstallMessage, MachineFacts } from './session.ts';

/** The verbs of systemctl that work on a root which is not running, and how many arguments each takes. */
const ARGUMENTS = {
  enable: [1, Infinity],
  disable: [1, Infinity],
  reenable: [1, Infinity],
  mask: [1, Infinity],
  unmask: [1, Infinity],
  preset: [1, Infinity],
  'preset-all': [0, 0],
  link: [1, Infinity],
  revert: [1, Infinity],
  'set-default': [1, 1],
  'get-default': [0, 0],
  'add-wants': [2, Infinity],
  'add-requires': [2, Infinity],
  'is-enabled': [1, Infinity],
  'list-unit-files': [0, Infinity],
} as const;

export type Verb = keyof typeof ARGUMENTS;
export const VERBS = Object.keys(ARGUMENTS) as readonly Verb[];

/** The switches of systemctl that matter to a plan. */
export interface InstallOptions {
  /** The major version of systemd whose answer is wanted. */
  readonly version: number;
  readonly runtime?: boolean;
  readonly force?: boolean;
  readonly presetMode?: PresetMode;
  readonly scope?: InstallScope;
  /** The root is `/`, the machine's own: no link leaves it. With `--root=DIR` systemctl is a little less thorough. */
  readonly rootIsMachine?: boolean;
  /** What relative paths among the arguments start from. */
  readonly workingDirectory?: string;
  readonly facts?: MachineFacts;
}

/** What a verb would do, and say. Nothing has been written. */
export interface InstallPlan {
  /** That of systemctl. */
  readonly exitStatus: number;
  /** In the order in which systemctl makes them; what it finds in a folder it takes by name here. */
  readonly changes: readonly SymlinkChange[];
  readonly messages: readonly InstallMessage[];
  /** The root with the changes made, empty folders gone that systemctl removes. */
  readonly tree: SystemTree;
  /** What systemctl prints as its answer: `get-default`, `is-enabled`, `list-unit-files`. */
  readonly output: readonly string[];
}

/** Whether the word is a verb that can be planned. */
export function isVerb(word: string): word is Verb {
  return Object.hasOwn(ARGUMENTS, word);
}

/**
 * What `systemctl --root=... VERB ARGS` would do to a root: the links, in order, the exit status and the answer. The
 * steps are those of shared/install.c and src/systemctl, function by function, for 252, 257 and 262.
 */
export function planInstall(
  tree: SystemTree,
  verb: Verb,
  args: readonly string[],
  options: InstallOptions,
): InstallPlan {
  const session = installSession(tree, options);
  const output: string[] = [];
  const [least, most] = ARGUMENTS[verb];
  let exitStatus = 1;
  if (args.length < least) say(session, 'error', `"${verb}" needs ${least === 1 ? 'an argument' : 'two arguments'}.`);
  else if (args.length > most) say(session, 'error', `"${verb}" takes fewer arguments.`);
  else exitStatus = run({ session, verb, args, options, output });
  const { view, messages } = session;
  return { exitStatus, changes: view.changes, messages, tree: view.tree(), output };
}

/** What the steps of a verb work with, for those who ask for states directly. */
export function installSession(tree: SystemTree, options: InstallOptions): Session {
  const scope = options.scope ?? 'system';
  return {
    view: new RootView(tree, options.rootIsMachine ?? false),
    lookup: lookupPaths(scope, options.version),
    version: options.version,
    scope,
    facts: options.facts ?? {},
    messages: [],
  };
}

interface Call {
  readonly session: Session;
  readonly verb: Verb;
  readonly args: readonly string[];
  readonly options: InstallOptions;
  readonly output: string[];
}

function run(call: Call): number {
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
  output.push(...sysv.output);
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
  output.push(...formatUnitFileList(rows));
  return rows.length === 0 ? 1 : 0;
}
