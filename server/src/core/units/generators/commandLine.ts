import { parseBoolean } from '../../values/boolean.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';

/** A word of the kernel's command line; `value` is undefined when it has no `=`. */
export interface CommandLineItem {
  readonly key: string;
  readonly value: string | undefined;
}

/**
 * The words of the kernel's command line as a program of the booted system sees them: proc-cmdline.c,
 * `proc_cmdline_parse`. Those for the initrd, `rd.`, are left out.
 */
export function commandLineItems(commandLine: string): CommandLineItem[] {
  const { words } = splitWords(commandLine, undefined, EXTRACT.UNQUOTE | EXTRACT.RELAX | EXTRACT.RETAIN_ESCAPE);
  return words
    .filter(({ word }) => !word.startsWith('rd.'))
    .map(({ word }) => {
      const equals = word.indexOf('=');
      return equals < 0
        ? { key: word, value: undefined }
        : { key: word.slice(0, equals), value: word.slice(equals + 1) };
    });
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
