import type { AssignmentNode } from '../../parse/unitFile.ts';
import { type Command, commandsIn } from '../../values/commandLine.ts';
import type { Reading } from '../verify/reading.ts';

/** A command of the unit and the assignment that holds it. */
export interface UnitCommand {
  readonly command: Command;
  readonly node: AssignmentNode;
  /** Name of the program without its folder; empty where only its specifiers tell. */
  readonly program: string;
}

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'mksh', 'fish', 'busybox']);

const known = new WeakMap<Reading, readonly UnitCommand[]>();

/** All commands of a unit, in the order of the file; those that an empty assignment takes back are left out. */
export function commandsOfUnit(unit: Reading): readonly UnitCommand[] {
  const commands = known.get(unit) ?? findCommands(unit);
  known.set(unit, commands);
  return commands;
}

function findCommands(unit: Reading): UnitCommand[] {
  let found: UnitCommand[] = [];
  for (const { node, row } of unit.assigned) {
    if (row.kind !== 'command-line') continue;
    if (node.value.text === '') found = found.filter((one) => one.node.key !== node.key);
    for (const command of commandsIn(node.value.text, unit.version)) {
      found.push({ command, node, program: nameOf(command.prefixes.rest) });
    }
  }
  return found;
}

function nameOf(path: string): string {
  return path.includes('%') ? '' : path.slice(path.lastIndexOf('/') + 1);
}

/** Whether the command is run by a shell, which does what shells do with what it is given. */
export function runsShell({ command, program }: UnitCommand): boolean {
  if (command.prefixes.viaShell || SHELLS.has(program)) return true;
  return program === 'env' && command.args.some(({ word }) => SHELLS.has(word.slice(word.lastIndexOf('/') + 1)));
}

/** The script that a shell is given with `-c`. */
export function shellScript({ command, program }: UnitCommand): string | undefined {
  if (!SHELLS.has(program)) return undefined;
  const flag = command.args.findIndex(({ word }) => /^-[a-z]*c[a-z]*$/.test(word));
  return flag < 0 ? undefined : command.args[flag + 1]?.word;
}
