import type { GraphUnit } from '../../../units/graph.ts';
import type { Machine } from '../machine.ts';
import { settingOf, textOf, wordsOf } from '../settingValues.ts';
import type { ExecCommand } from './commands.ts';
import { sectionOf } from './sections.ts';

/** Statuses of exit-status.h for what goes wrong before the program is executed. */
const EXIT = { chdir: 200, stdin: 208, group: 216, user: 217, namespace: 226, network: 225, credentials: 243 } as const;

/** Whether a file of `EnvironmentFile=` is certainly missing, which process 1 reads itself: `exec_context_load_environment`. */
export function cannotSpawn(machine: Machine, unit: GraphUnit): boolean {
  return wordsOf(unit, sectionOf(unit), 'EnvironmentFile').some(
    (path) => !path.startsWith('-') && isMissing(machine, path),
  );
}

/** The status with which the process of a command certainly ends before its program is executed: `exec_child`. */
export function setupFailure(machine: Machine, unit: GraphUnit, command: ExecCommand): number | undefined {
  const section = sectionOf(unit);
  const keepsUser = command.privileged || command.keepsUser;
  if (!keepsUser && settingOf(unit, section, 'DynamicUser') === undefined) {
    const user = textOf(unit, section, 'User');
    const group = textOf(unit, section, 'Group');
    if (user !== undefined && machine.knowsUser(user) === false) return EXIT.user;
    if (group !== undefined && machine.knowsGroup(group) === false) return EXIT.group;
    if (wordsOf(unit, section, 'SupplementaryGroups').some((name) => machine.knowsGroup(name) === false))
      return EXIT.group;
  }
  const input = settingOf(unit, section, 'StandardInput') ?? 'null';
  if (/^tty/.test(input) && isMissing(machine, textOf(unit, section, 'TTYPath') ?? '/dev/console')) return EXIT.stdin;
  if (input.startsWith('file:') && isMissing(machine, input.slice('file:'.length))) return EXIT.stdin;
  if (isMissing(machine, textOf(unit, section, 'NetworkNamespacePath'))) return EXIT.network;
  const loaded = wordsOf(unit, section, 'LoadCredential').map((word) => /^[^:]+:(\/.*)$/.exec(word)?.[1]);
  if (loaded.some((path) => isMissing(machine, path))) return EXIT.credentials;
  if (!command.privileged && PATHS.some((key) => wordsOf(unit, section, key).some((word) => blocks(machine, word)))) {
    return EXIT.namespace;
  }
  return cannotChangeFolder(machine, unit, section) ? EXIT.chdir : undefined;
}

/** Settings whose paths have to be there, unless a `-` stands before them. */
const PATHS = [
  'ReadWritePaths',
  'ReadOnlyPaths',
  'InaccessiblePaths',
  'ExecPaths',
  'NoExecPaths',
  'BindPaths',
  'BindReadOnlyPaths',
];

function blocks(machine: Machine, word: string): boolean {
  return !word.startsWith('-') && isMissing(machine, word.replace(/^\+/, '').split(':')[0]);
}

function cannotChangeFolder(machine: Machine, unit: GraphUnit, section: string): boolean {
  const folder = textOf(unit, section, 'WorkingDirectory');
  if (folder === undefined || folder.startsWith('-') || !folder.startsWith('/')) return false;
  if (unit.settings.all(section, 'RootDirectory').length > 0) return false;
  const state = machine.file(folder);
  return state === 'missing' || state === 'file' || state === 'executable' || state === 'special';
}

/** Below these, files come and go while the machine runs, so that the root says nothing certain. */
const VOLATILE = /^\/(?:run|tmp|proc|sys|var\/(?:run|tmp|lock)|dev(?!\/console$|\/tty))(?:\/|$)/;

function isMissing(machine: Machine, path: string | undefined): boolean {
  return path?.startsWith('/') === true && !VOLATILE.test(path) && machine.file(path) === 'missing';
}
