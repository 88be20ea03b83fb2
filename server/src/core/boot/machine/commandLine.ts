import {
  type CommandLineItem,
  type CommandLineWord,
  commandLineWords,
  isCommandLineKey,
  runlevelToTarget,
} from '../../units/generators/commandLine.ts';
import { debugRequest } from '../../units/generators/debug.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { unitNameIsValid } from '../../values/unitNames.ts';
import { parameterOf } from './parameters.ts';

/** What the kernel's command line makes of a boot. */
export interface KernelCommandLine {
  /** Every word, those for the initrd too. */
  readonly words: readonly CommandLineWord[];
  /** What systemd starts instead of default.target, and the word that says so. */
  readonly unit: string | undefined;
  readonly unitWord: string | undefined;
  /** The same for the systemd of the initrd. */
  readonly initrdUnit: string | undefined;
  /** Names of units that are masked for this boot. */
  readonly mask: readonly string[];
  /** Names of units that are started as well. */
  readonly wants: readonly string[];
  readonly debugShell: boolean;
  /** `systemd.run=`: commands that take the place of the usual boot. */
  readonly run: readonly string[];
  /** The program that becomes process 1; undefined for the usual one. */
  readonly init: string | undefined;
  /** The program that the kernel starts in the initrd. */
  readonly initrdInit: string | undefined;
  readonly root: string | undefined;
  /** Whether the root file system is mounted writable at first. */
  readonly writable: boolean | undefined;
  readonly showStatus: string | undefined;
  readonly firstBoot: boolean | undefined;
  /** `systemd.setenv=`: variables for all that systemd starts. */
  readonly environment: Readonly<Record<string, string>>;
  readonly hostname: string | undefined;
  readonly machineId: string | undefined;
  /** The words that some part of systemd or the kernel is known to read, and what they do. */
  readonly effects: readonly CommandLineEffect[];
}

/** A word, who reads it, and what it does. */
export interface CommandLineEffect {
  readonly word: string;
  readonly reader: string;
  readonly effect: string;
}

/**
 * Reads a kernel command line as the kernel, systemd (main.c, `parse_proc_cmdline_item`) and its generators do. Words
 * that nobody here knows are left in `words`.
 *
 * @param version major version of systemd
 */
export function kernelCommandLine(text: string, version: number): KernelCommandLine {
  const words = commandLineWords(text);
  const host = words.filter(({ key }) => !key.startsWith('rd.'));
  const { mask, wants, debugShell } = debugRequest(host, version);
  const unit = unitWord(words);
  return {
    words,
    unit: unit && targetOf(unit),
    unitWord: unit?.text,
    initrdUnit: last(words, 'rd.systemd.unit', (value) => unitNameIsValid(value, ['plain', 'instance'])),
    mask,
    wants,
    debugShell,
    run: host.flatMap(({ key, value }) => (key === 'systemd.run' && value !== undefined ? [value] : [])),
    init: last(words, 'init', (value) => value !== ''),
    initrdInit: last(words, 'rdinit', (value) => value !== ''),
    root: last(words, 'root'),
    writable: writableOf(words),
    showStatus: showStatusOf(host),
    firstBoot: firstBootOf(host),
    environment: environmentOf(host),
    hostname: lastOf(host, 'systemd.hostname'),
    machineId: lastOf(host, 'systemd.machine_id', (value) => /^[0-9a-f]{32}$/i.test(value.replaceAll('-', ''))),
    effects: words.flatMap((word) => {
      const known = parameterOf(word, version);
      return known ? [{ word: word.text, ...known }] : [];
    }),
  };
}

/** The word that names the unit: the last one that counts. What stands behind `--` is process 1's own argument too. */
function unitWord(words: readonly CommandLineWord[]): CommandLineWord | undefined {
  const end = words.findIndex(({ text }) => text === '--');
  const argument = end < 0 ? undefined : words.slice(end).findLast((word) => word.key === '--unit' && isUnit(word));
  return argument ?? words.findLast((word) => targetOf(word) !== undefined && word.key !== '--unit');
}

function targetOf(word: CommandLineItem): string | undefined {
  if (word.value === undefined) return runlevelToTarget(word.key);
  return (word.key === 'systemd.unit' || word.key === '--unit') && isUnit(word) ? word.value : undefined;
}

function isUnit({ value }: CommandLineItem): boolean {
  return value !== undefined && unitNameIsValid(value, ['plain', 'instance']);
}

/** The kernel's own keys are compared as they are, and the last one counts. */
function last(words: readonly CommandLineItem[], name: string, fits = (_: string) => true): string | undefined {
  return words.findLast(({ key, value }) => key === name && value !== undefined && fits(value))?.value;
}

function lastOf(words: readonly CommandLineItem[], name: string, fits = (_: string) => true): string | undefined {
  return words.findLast(({ key, value }) => value !== undefined && isCommandLineKey(key, name) && fits(value))?.value;
}

function writableOf(words: readonly CommandLineItem[]): boolean | undefined {
  const word = words.findLast(({ key, value }) => value === undefined && (key === 'ro' || key === 'rw'));
  return word && word.key === 'rw';
}

/** `quiet` only counts where nothing else says what is shown. */
function showStatusOf(words: readonly CommandLineItem[]): string | undefined {
  const word = words.findLast(({ key }) => isCommandLineKey(key, 'systemd.show_status'));
  if (word) return word.value ?? 'yes';
  return words.some(({ key, value }) => key === 'quiet' && value === undefined) ? 'error' : undefined;
}

/** main.c, `log_execution_mode`; the last word counts, and one that is no boolean makes systemd look at /etc/machine-id. */
function firstBootOf(words: readonly CommandLineItem[]): boolean | undefined {
  return commandLineBoolean(words, 'systemd.condition_first_boot');
}

/** proc-cmdline.c, `proc_cmdline_get_bool`: undefined when it is not set, or not to a boolean. */
export function commandLineBoolean(words: readonly CommandLineItem[], name: string): boolean | undefined {
  const set = words.filter(({ key }) => !key.startsWith('rd.') && isCommandLineKey(key, name));
  if (set.length === 0) return undefined;
  const value = set.findLast((item) => item.value !== undefined)?.value;
  return value === undefined ? true : parseBoolean(value);
}

function environmentOf(words: readonly CommandLineItem[]): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const { key, value } of words) {
    const [, name, text] = (key === 'systemd.setenv' && /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(value ?? '')) || [];
    if (name !== undefined && text !== undefined) environment[name] = text;
  }
  return environment;
}
