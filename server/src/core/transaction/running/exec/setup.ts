import type { GraphUnit } from '../../../units/graph.ts';
import type { Machine } from '../machine.ts';
import * as settings from '../settingValues.ts';
import type { ExecCommand } from './commands.ts';
import { sectionOf } from './sections.ts';

/** Statuses of exit-status.h for what goes wrong before the program is executed. */
const EXIT = { chdir: 200, stdin: 208, group: 216, user: 217, namespace: 226, network: 225, credentials: 243 } as const;

/** Settings whose paths have to be there, unless a `-` stands before them. */
const PATHS = [
  'ReadWritePaths',
  'ReadOnlyPaths',
  'InaccessiblePaths',
  'ExecPaths',
  'NoExecPaths',
  'BindPaths',
  'BindReadOnlyPaths',
] as const;
/** Settings with which the program is not looked for in the root itself. */
const ELSEWHERE = ['RootDirectory', 'RootImage', 'ExecSearchPath', 'RootMStack'] as const;

/** All settings that are asked for here: a unit with none of them has nothing that could go wrong in this way. */
export const SETUP_KEYS = [
  ...PATHS,
  ...ELSEWHERE,
  'DynamicUser',
  'EnvironmentFile',
  'Group',
  'LoadCredential',
  'NetworkNamespacePath',
  'StandardInput',
  'SupplementaryGroups',
  'TTYPath',
  'User',
  'WorkingDirectory',
] as const;

/** What stands in the list; the compiler minds that nothing else is asked for. */
type SetupKey = (typeof SETUP_KEYS)[number];

const settingOf = (unit: GraphUnit, key: SetupKey) => settings.settingOf(unit, sectionOf(unit), key);
const textOf = (unit: GraphUnit, key: SetupKey) => settings.textOf(unit, sectionOf(unit), key);
const wordsOf = (unit: GraphUnit, key: SetupKey) => settings.wordsOf(unit, sectionOf(unit), key);

/** Whether the program is not looked for in the root itself. */
export function isElsewhere(unit: GraphUnit): boolean {
  return ELSEWHERE.some((key) => isSet(unit, key));
}

function isSet(unit: GraphUnit, key: SetupKey): boolean {
  return settings.mentions(unit, key) && unit.settings.all(sectionOf(unit), key).length > 0;
}

/** Whether a file of `EnvironmentFile=` is certainly missing, which process 1 reads itself: `exec_context_load_environment`. */
export function cannotSpawn(machine: Machine, unit: GraphUnit): boolean {
  return wordsOf(unit, 'EnvironmentFile').some((path) => !path.startsWith('-') && isMissing(machine, path));
}

/** The status with which the process of a command certainly ends before its program is executed: `exec_child`. */
export function setupFailure(machine: Machine, unit: GraphUnit, command: ExecCommand): number | undefined {
  const keepsUser = command.privileged || command.keepsUser;
  if (!keepsUser && settingOf(unit, 'DynamicUser') === undefined) {
    const user = textOf(unit, 'User');
    const group = textOf(unit, 'Group');
    if (user !== undefined && machine.knowsUser(user) === false) return EXIT.user;
    if (group !== undefined && machine.knowsGroup(group) === false) return EXIT.group;
    if (wordsOf(unit, 'SupplementaryGroups').some((name) => machine.knowsGroup(name) === false)) return EXIT.group;
  }
  const input = settingOf(unit, 'StandardInput') ?? 'null';
  if (/^tty/.test(input) && isMissing(machine, textOf(unit, 'TTYPath') ?? '/dev/console')) return EXIT.stdin;
  if (input.startsWith('file:') && isMissing(machine, input.slice('file:'.length))) return EXIT.stdin;
  if (isMissing(machine, textOf(unit, 'NetworkNamespacePath'))) return EXIT.network;
  const loaded = wordsOf(unit, 'LoadCredential').map((word) => /^[^:]+:(\/.*)$/.exec(word)?.[1]);
  if (loaded.some((path) => isMissing(machine, path))) return EXIT.credentials;
  if (!command.privileged && PATHS.some((key) => wordsOf(unit, key).some((word) => blocks(machine, word)))) {
    return EXIT.namespace;
  }
  return cannotChangeFolder(machine, unit) ? EXIT.chdir : undefined;
}

function blocks(machine: Machine, word: string): boolean {
  return !word.startsWith('-') && isMissing(machine, word.replace(/^\+/, '').split(':')[0]);
}

function cannotChangeFolder(machine: Machine, unit: GraphUnit): boolean {
  const folder = textOf(unit, 'WorkingDirectory');
  if (folder === undefined || folder.startsWith('-') || !folder.startsWith('/')) return false;
  if (isSet(unit, 'RootDirectory')) return false;
  const state = machine.file(folder);
  return state === 'missing' || state === 'file' || state === 'executable' || state === 'special';
}

/** Below these, files come and go while the machine runs, so that the root says nothing certain. */
const VOLATILE = /^\/(?:run|tmp|proc|sys|var\/(?:run|tmp|lock)|dev(?!\/console$|\/tty))(?:\/|$)/;

function isMissing(machine: Machine, path: string | undefined): boolean {
  return path?.startsWith('/') === true && !VOLATILE.test(path) && machine.file(path) === 'missing';
}
