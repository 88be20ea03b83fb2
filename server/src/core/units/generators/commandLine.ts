import { parseBoolean } from '../../values/boolean.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';

/** A word of the kernel's command line; `value` is undefined when it has no `=`. */
export interface CommandLineItem {
  readonly key: string;
  readonly value: string | undefined;
}

/** A word with its quotes, and where it stands in the text. */
export interface CommandLineWord extends CommandLineItem {
  /** The whole word, quotes taken off. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * All words of the kernel's command line, those for the initrd too: proc-cmdline.c, `proc_cmdline_strv`. Quotes group and
 * are taken off, backslashes stay, and a quote that does not end goes on to the end of the text.
 */
export function commandLineWords(commandLine: string): CommandLineWord[] {
  const { words } = splitWords(commandLine, undefined, EXTRACT.UNQUOTE | EXTRACT.RELAX | EXTRACT.RETAIN_ESCAPE);
  return words.map(({ word, start, end }) => {
    const equals = word.indexOf('=');
    const [key, value] = equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
    return { key, value, text: word, start, end };
  });
}

/**
 * The words of the kernel's command line as a program of the booted system sees them: proc-cmdline.c,
 * `proc_cmdline_parse`. Those for the initrd, `rd.`, are left out.
 */
export function commandLineItems(commandLine: string): CommandLineItem[] {
  return commandLineWords(commandLine).filter(({ key }) => !key.startsWith('rd.'));
}

/** Whether a word has that key: `-` and `_` are the same. proc-cmdline.c, `proc_cmdline_key_streq`. */
export function isCommandLineKey(key: string, wanted: string): boolean {
  return key === wanted || key.replaceAll('-', '_') === wanted.replaceAll('-', '_');
}

/** Words that stand for a runlevel, and the targets they boot: unit-file.c, `runlevel_to_target`. */
const RUNLEVEL_TARGETS: Readonly<Record<string, string>> = {
  emergency: 'emergency.target',
  '-b': 'emergency.target',
  rescue: 'rescue.target',
  single: 'rescue.target',
  '-s': 'rescue.target',
  s: 'rescue.target',
  S: 'rescue.target',
  '1': 'rescue.target',
  '2': 'multi-user.target',
  '3': 'multi-user.target',
  '4': 'multi-user.target',
  '5': 'graphical.target',
};

/** The target that a word without `=` asks for; undefined for all other words. */
export function runlevelToTarget(word: string): string | undefined {
  return Object.hasOwn(RUNLEVEL_TARGETS, word) ? RUNLEVEL_TARGETS[word] : undefined;
}

/** A switch on the command line: the last one that can be read counts, and a bare word is yes. */
export function commandLineSwitch(
  items: readonly CommandLineItem[],
  keys: readonly string[],
  fallback: boolean,
): boolean {
  let on = fallback;
  for (const { key, value } of items) {
    if (keys.includes(key)) on = (value === undefined ? true : parseBoolean(value)) ?? on;
  }
  return on;
}
