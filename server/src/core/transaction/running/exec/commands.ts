import type { GraphUnit } from '../../../units/graph.ts';
import { commandsIn } from '../../../values/commandLine.ts';
import { expanded, mentions } from '../settingValues.ts';

/** One command line of a unit. */
export interface ExecCommand {
  /** Specifiers replaced; undefined when only the machine knows what it comes to. */
  readonly program: string | undefined;
  readonly args: readonly (string | undefined)[];
  /** `-`: a failure does not count. */
  readonly ignoreFailure: boolean;
  /** `|`: the command runs in the user's shell. */
  readonly viaShell: boolean;
  /** `+`: with full privileges, so that most settings of its unit do not matter. */
  readonly privileged: boolean;
  /** `!`: without change of user. */
  readonly keepsUser: boolean;
}

/** What a unit without commands of some kind has. */
export const NO_COMMANDS: readonly ExecCommand[] = [];
/** A path and words without signs, quotes, specifiers and variables, one blank between them. */
const PLAIN = /^\/[\w.+/-]*(?: [\w./=:+-]+)*$/;

/** The commands of all lines of a directive, in order. */
export function commandsOf(unit: GraphUnit, section: string, key: string): readonly ExecCommand[] {
  if (!mentions(unit, key)) return NO_COMMANDS;
  return unit.settings
    .all(section, key)
    .flatMap(({ node: { value } }) =>
      PLAIN.test(value.text) ? plainCommand(value.text) : commandsOfLine(unit, value.text),
    );
}

function plainCommand(line: string): ExecCommand {
  const [program, ...args] = line.split(' ');
  return { program, args, ignoreFailure: false, viaShell: false, privileged: false, keepsUser: false };
}

function commandsOfLine(unit: GraphUnit, line: string): ExecCommand[] {
  return commandsIn(line, unitVersion).map(({ prefixes, args }) => {
    const words = args.map(({ word }) => expanded(unit, word));
    return {
      program: expanded(unit, prefixes.rest),
      args: prefixes.separateArgv0 ? words.slice(1) : words,
      ignoreFailure: prefixes.ignoreFailure,
      viaShell: prefixes.viaShell,
      privileged: prefixes.fullyPrivileged,
      keepsUser: prefixes.noSetuid,
    };
  });
}

/** Newer versions only know more signs before a program; none of them may begin the path of one. */
const unitVersion = 262;
