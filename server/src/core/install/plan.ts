import type { SystemTree } from '../tree/systemTree.ts';
import { type InstallScope, lookupPaths } from './lookupPaths.ts';
import type { PresetMode } from './preset.ts';
import { RootView, type SymlinkChange } from './rootView.ts';
import { type InstallMessage, type MachineFacts, type Session, say } from './session.ts';
import { runVerb } from './verbs.ts';

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
  /** Just these folders of unit files, instead of the usual ones; the first one wins: `$SYSTEMD_UNIT_PATH`. */
  readonly unitPath?: readonly string[];
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
  else exitStatus = runVerb({ session, verb, args, options, output });
  const { view, messages } = session;
  return { exitStatus, changes: view.changes, messages, tree: view.tree(), output };
}

/** What the steps of a verb work with, for those who ask for states directly. */
export function installSession(tree: SystemTree, options: InstallOptions): Session {
  const scope = options.scope ?? 'system';
  const lookup = lookupPaths(scope, options.version, tree);
  return {
    view: new RootView(tree, options.rootIsMachine ?? false, options.version),
    lookup: options.unitPath ? { ...lookup, searchPath: options.unitPath } : lookup,
    version: options.version,
    scope,
    facts: options.facts ?? {},
    messages: [],
  };
}
