import { skip, WHITESPACE } from './charsets.ts';
import { type CommandPrefixes, readPrefixes } from './unit/execPrefixes.ts';
import { EXTRACT, extractFirstWord, splitWords, type Word } from './words.ts';

const FLAGS = EXTRACT.UNQUOTE | EXTRACT.CUNESCAPE;

/** One command of a command line. Words are without quotes and escapes; specifiers and variables stand as written. */
export interface Command {
  /** The first word, with the signs before the program. */
  readonly first: Word;
  readonly prefixes: CommandPrefixes;
  /** What follows, the `argv[0]` that `@` asks for included. */
  readonly args: readonly Word[];
}

/**
 * The commands of a value, apart by a lone `;`; `config_parse_exec` of core/load-fragment.c. What systemd refuses ends
 * the list.
 */
export function commandsIn(value: string, version: number): Command[] {
  const commands: Command[] = [];
  let at: number | undefined = 0;
  while (at !== undefined) {
    const first = nextWord(value, at);
    if (!first) break;
    if (first.word === ';') {
      at = first.next;
      continue;
    }
    const rest = argumentsFrom(value, first.next);
    commands.push({ first, prefixes: readPrefixes(first.word, version), args: rest.args });
    at = rest.next;
  }
  return commands;
}

/** The arguments up to a lone `;`, and where the next command begins. */
function argumentsFrom(value: string, start: number | undefined): { args: Word[]; next: number | undefined } {
  const args: Word[] = [];
  let at = start;
  while (at !== undefined && at < value.length) {
    if (isLone(value, at, ';')) return { args, next: skip(value, at + 1, WHITESPACE) };
    const found: Word | undefined = isLone(value, at, '\\;') ? semicolon(value, at) : nextWord(value, at);
    if (!found) break;
    args.push(found);
    at = found.next;
  }
  return { args, next: undefined };
}

function isLone(value: string, at: number, token: string): boolean {
  const next = value[at + token.length];
  return value.startsWith(token, at) && (next === undefined || WHITESPACE.includes(next));
}

function semicolon(value: string, at: number): Word {
  const next = skip(value, at + 2, WHITESPACE);
  return { kind: 'word', word: ';', start: at, end: at + 2, next: next < value.length ? next : undefined };
}

/** `extract_first_word_and_warn` of basic/extract-word.c: unknown escape sequences stay as they are. */
function nextWord(value: string, at: number | undefined): Word | undefined {
  const strict = extractFirstWord(value, at, WHITESPACE, FLAGS);
  const found =
    strict.kind === 'invalid' ? extractFirstWord(value, at, WHITESPACE, FLAGS | EXTRACT.UNESCAPE_RELAX) : strict;
  return found.kind === 'word' ? found : undefined;
}

/**
 * What an argument becomes when its variables are replaced: `replace_env_argv` of basic/env-util.c. `$NAME` as a word of
 * its own gives as many arguments as its value has words, `${NAME}` is replaced in place, `$$` is a dollar sign.
 *
 * @param variables undefined values are left as they are written
 */
export function replaceVariables(argument: string, variables: (name: string) => string | undefined): string[] {
  const alone = /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(argument)?.[1];
  if (alone !== undefined) {
    const value = variables(alone);
    return value === undefined
      ? [argument]
      : splitWords(value, WHITESPACE, EXTRACT.RELAX | EXTRACT.UNQUOTE).words.map(({ word }) => word);
  }
  const replaced = argument.replace(/\$(?:\$|\{([A-Za-z_][A-Za-z0-9_]*)\})/g, (mark, name: string | undefined) =>
    name === undefined ? '$' : (variables(name) ?? mark),
  );
  return [replaced];
}

/** The names of the variables that an argument mentions in a form that systemd replaces. */
export function variablesIn(argument: string): string[] {
  const alone = /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(argument)?.[1];
  if (alone !== undefined) return [alone];
  return [...argument.matchAll(/\$(?:\$|\{([A-Za-z_][A-Za-z0-9_]*)\})/g)].flatMap((match) => match[1] ?? []);
}
