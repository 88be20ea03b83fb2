import { parseArgs } from 'node:util';
import { UsageError } from './terminal.ts';

type Values = Record<string, string | undefined>;

/**
 * Reads the arguments of a command: options that take a value, and the rest.
 * @throws UsageError for options that are not in `names` or lack their value
 */
export function readOptions(args: readonly string[], names: readonly string[]): { values: Values; rest: string[] } {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Values, rest: positionals };
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}

/** One of a few words. */
export function oneOf<T extends string>(
  option: string,
  value: string | undefined,
  words: readonly T[],
  fallback: T,
): T {
  if (value === undefined) return fallback;
  const found = words.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${option}=${value} is not known; write one of ${words.join(', ')}.`);
  return found;
}
