import type { Machine } from '../machine.ts';
import { TRAIT } from '../traits.ts';
import type { UnitRun } from '../unitRun.ts';
import type { ExecCommand } from './commands.ts';
import { FORKS, neverRuns, type Outcome, SERVES, SUCCEEDS } from './outcome.ts';
import { knownProgram } from './programs.ts';
import { cannotSpawn, isElsewhere, setupFailure } from './setup.ts';

/**
 * What a command is for:
 * - `main`: the process of a service that stays
 * - `task`: the commands of a service that does something and ends
 * - `fork`: the first process of a daemon that goes to the background
 * - `control`: anything before, after or beside it
 */
export type CommandRole = 'main' | 'task' | 'fork' | 'control';

const EXIT_EXEC = 203;

/**
 * What becomes of a command: what certainly follows from the root and from what the program is, else what its unit wants of
 * it. `cannot` when process 1 itself gives up before it makes a process.
 */
export function outcomeOf(
  machine: Machine,
  { unit, traits }: UnitRun,
  command: ExecCommand,
  role: CommandRole,
): Outcome | 'cannot' {
  const isPlain = (traits & TRAIT.processes) === 0;
  if (!isPlain && cannotSpawn(machine, unit)) return 'cannot';
  const status = isPlain ? undefined : setupFailure(machine, unit, command);
  if (status !== undefined) return neverRuns(status);
  const elsewhere = !isPlain && isElsewhere(unit);
  const place = elsewhere ? undefined : programPlace(machine, command);
  if (place === 'missing') return neverRuns(command.ignoreFailure ? 0 : EXIT_EXEC);
  if (place === 'forbidden') return neverRuns(EXIT_EXEC);
  return (command.viaShell ? undefined : knownProgram(machine, command, place)) ?? assumed(role);
}

function assumed(role: CommandRole): Outcome {
  if (role === 'main') return SERVES;
  return role === 'fork' ? FORKS : SUCCEEDS;
}

/** Where a program without a folder is looked for: `DEFAULT_PATH` of path-util.h. */
export const SEARCH_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Where the program is: `find_executable_full`. Undefined when that cannot be told. */
function programPlace(
  machine: Machine,
  { program, viaShell }: ExecCommand,
): string | 'missing' | 'forbidden' | undefined {
  if (program === undefined || viaShell) return undefined;
  if (program.startsWith('/')) return ofState(program, machine.file(program));
  const found = SEARCH_PATH.map((folder) => ofState(`${folder}/${program}`, machine.file(`${folder}/${program}`)));
  const first = found.find((one) => one !== 'missing' && one !== 'forbidden');
  return first ?? (found.includes(undefined) ? undefined : 'missing');
}

function ofState(path: string, state: ReturnType<Machine['file']>): string | 'missing' | 'forbidden' | undefined {
  if (state === 'executable') return path;
  if (state === 'missing') return 'missing';
  return state === 'unknown' ? undefined : 'forbidden';
}
