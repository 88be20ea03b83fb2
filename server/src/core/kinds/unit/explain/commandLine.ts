import { type Command, commandsIn, replaceVariables, variablesIn } from '../../../values/commandLine.ts';
import type { CommandPrefixes } from '../../../values/unit/execPrefixes.ts';
import { settingsOf } from '../document.ts';
import type { Ask, Explainer } from './ask.ts';
import { environmentOf } from './environment.ts';
import { bullets, code, count, paragraphs } from './markdown.ts';
import { expandKnown } from './specifier.ts';

/** A command line in its parts: what the signs before the program mean, the program, and each argument as it gets it. */
export const explainCommandLine: Explainer = (ask) => {
  const commands = commandsIn(ask.value, ask.context.systemdVersion);
  if (commands.length === 0) return undefined;
  const variables = environmentOf(ask);
  const texts = commands.map((command) => commandWords(command, variables, ask));
  return texts.length === 1 ? texts[0]! : texts.map((text, i) => `**Command ${i + 1}**\n\n${text}`).join('\n\n');
};

function commandWords(command: Command, variables: ReadonlyMap<string, string>, ask: Ask): string {
  const { prefixes, args } = command;
  const program = expandKnown(prefixes.rest, ask);
  const argv0 = prefixes.separateArgv0 ? args[0] : undefined;
  const rest = argv0 ? args.slice(1) : args;
  const given = rest.map(({ word }) => expandKnown(word, ask));
  const finished = prefixes.noEnvironment
    ? given
    : given.flatMap((text) => replaceVariables(text, (name) => variables.get(name)));
  const signs = signWords(prefixes, ask);
  const where = program.includes('/') || prefixes.viaShell ? '' : ', looked up in the folders of `ExecSearchPath=`';
  const ran = prefixes.viaShell ? `the shell of the user with ${code(program)}` : code(program);
  return paragraphs(
    `**Runs** ${ran}${where}${argv0 ? `, named ${code(expandKnown(argv0.word, ask))}` : ''}, with ${count(finished.length, 'argument')}`,
    signs.length > 0 && bullets(signs),
    finished.length > 0 && numbered(finished),
    prefixes.noEnvironment ? undefined : openVariables(given, variables, ask),
  );
}

const MOST_ARGUMENTS = 30;

function numbered(texts: readonly string[]): string {
  const lines = texts.slice(0, MOST_ARGUMENTS).map((text, i) => `${i + 1}. ${text === '' ? '(empty)' : code(text)}`);
  const more = texts.length - lines.length;
  return [...lines, ...(more > 0 ? [`\n… and ${more} more`] : [])].join('\n');
}

function signWords(prefixes: CommandPrefixes, ask: Ask): string[] {
  return [
    prefixes.ignoreFailure && '`-` a failure does not count',
    prefixes.separateArgv0 && '`@` the next word is the name that the process gets as `argv[0]`',
    prefixes.noEnvironment && '`:` variables are not replaced',
    prefixes.fullyPrivileged && '`+` with full privileges: `User=`, capabilities and sandboxing do not apply',
    prefixes.noSetuid && '`!` started as root, as `User=` and the like are left to the program; sandboxing applies',
    prefixes.viaShell && '`|` in the login shell of the user',
    prefixes.droppedModifier && '`!!` no effect any more',
    isDoubleBang(prefixes, ask) && '`!!` as `!`, but only where the kernel has no ambient capabilities',
  ].filter((text) => text !== false);
}

/** Both signs were taken off, and this version still knows them. */
function isDoubleBang(prefixes: CommandPrefixes, { value }: Ask): boolean {
  return !prefixes.noSetuid && !prefixes.droppedModifier && /^[-@:+|]*!!/.test(value.trimStart());
}

/** The variables whose value this file does not tell. */
function openVariables(args: readonly string[], variables: ReadonlyMap<string, string>, ask: Ask): string | undefined {
  const open = [...new Set(args.flatMap(variablesIn))].filter((name) => !variables.has(name));
  if (open.length === 0) return undefined;
  const files = settingsOf(ask.document.file).all(ask.section, 'EnvironmentFile');
  const from = files.length > 0 ? 'from `EnvironmentFile=` or the manager' : 'from the manager; empty if it has none';
  return `${open.map((name) => code(`$${name}`)).join(', ')}: only known when it starts, ${from}.`;
}
