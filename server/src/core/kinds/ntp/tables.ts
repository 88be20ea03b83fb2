import table from '../../knowledge/generated/ntp.json' with { type: 'json' };
import { familyOf, type NtpDialect } from './dialect.ts';

/** How a daemon treats a word of its configuration. */
export interface Standing {
  readonly status: string;
  /** The command it is another name of. */
  readonly of?: string;
  /** What to write instead. */
  readonly use?: string;
  /** First release that has it. */
  readonly since?: string;
}

/** The value that an option takes. */
export interface Argument {
  readonly type: string;
  readonly values?: readonly string[];
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly default?: number | string | { readonly classic?: number | string; readonly ntpsec?: number | string };
}

export interface OptionRow {
  readonly name: string;
  readonly kind: string;
  readonly classic: string | Standing;
  readonly ntpsec: string | Standing;
  readonly arg?: Argument;
  /** Commands for which it makes sense. */
  readonly appliesTo?: readonly string[];
  /** Only reference clocks heed it. */
  readonly refclock?: boolean;
  readonly requires?: readonly string[];
  readonly excludes?: readonly string[];
}

export interface CommandRow {
  readonly name: string;
  readonly group: string;
  readonly classic: string | Standing;
  readonly ntpsec: string | Standing;
  /** What a second line does: accumulate, last-wins, once, per-kind. */
  readonly repeat: { readonly classic: string; readonly ntpsec: string };
  readonly options?: readonly OptionRow[];
  readonly set?: string;
}

export interface Driver {
  /** The third number of 127.127.t.u. */
  readonly type: number;
  readonly name: string;
  /** What NTPsec's refclock command calls it. */
  readonly driver: string | null;
  readonly device: string;
  readonly classic: boolean;
  readonly ntpsec: boolean;
}

export const COMMANDS = table.commands as readonly CommandRow[];
export const DRIVERS = table.drivers as readonly Driver[];
export const LOG_WORDS = table.log as { classes: string[]; events: string[]; whole: string[] };
export const OPTION_SETS = table.sets as unknown as Readonly<Record<string, readonly OptionRow[]>>;
export const FOLLOWED_BY_STRING: readonly string[] = table.follow.string;
export const FOLLOWED_BY_STRINGS: readonly string[] = table.follow.strings;

const byName = new Map(COMMANDS.map((row) => [row.name, row]));

/** The row of a command in any dialect. */
export function commandRow(name: string): CommandRow | undefined {
  return byName.get(name);
}

/** The options that a command has in any dialect. */
export function optionsOf(name: string): readonly OptionRow[] {
  const row = byName.get(name);
  return row?.options ?? (row?.set === undefined ? [] : (OPTION_SETS[row.set] ?? []));
}

/** How a dialect treats a command or an option. */
export function standing(row: CommandRow | OptionRow, dialect: NtpDialect): Standing {
  const said = row[familyOf(dialect)];
  return typeof said === 'string' ? { status: said } : said;
}

/** Words that NTPsec got after 1.2.2, and those that it lost. */
const NEW_IN_NTPSEC = /^(?:extra|tlsecdhcurves|tlscipherserverpreference|ntsstats|ntskestats|ntskelog)$/;

/** Whether the parser of a dialect knows a command. */
export function isKnown(row: CommandRow | OptionRow, dialect: NtpDialect): boolean {
  if (dialect === 'ntpsec-1.2.2' && NEW_IN_NTPSEC.test(row.name)) return false;
  const { status } = standing(row, dialect);
  return status !== 'removed' && status !== 'unsupported';
}

/** Whether the parser of a dialect knows an option behind a command. */
export function takesOption(command: string, option: OptionRow, dialect: NtpDialect): boolean {
  if (dialect === 'ntpsec-1.2.2' && command === 'tinker' && option.name === 'tick') return true;
  if (dialect === 'ntpsec-1.2.2' && command === 'nts' && option.name === 'port') return false;
  return isKnown(option, dialect);
}

/** The kinds of statistics files. */
export function statisticsOf(dialect: NtpDialect): readonly string[] {
  const names: readonly string[] = table.statistics[familyOf(dialect)];
  return dialect === 'ntpsec-1.2.2' ? names.filter((name) => !NEW_IN_NTPSEC.test(name)) : names;
}

/** The longest word, in characters, that the scanner holds. */
export function longestWord(dialect: NtpDialect): number {
  return table.longest[familyOf(dialect)];
}

/** The names that `refclock` knows. Debian's NTPsec 1.2.2 is built without gpsd. */
export function driverNames(dialect: NtpDialect): readonly string[] {
  const names = DRIVERS.flatMap(({ driver }) => driver ?? []);
  return dialect === 'ntpsec-1.2.2' ? names.filter((name) => name !== 'gpsd') : names;
}

/** The driver of an address 127.127.t.u. */
export function driverOfType(type: number): Driver | undefined {
  return DRIVERS.find((driver) => driver.type === type);
}

/** The default of a value, in words; undefined when none is known. */
export function defaultOf(argument: Argument, dialect: NtpDialect): string | undefined {
  const usual = argument.default;
  const value = typeof usual === 'object' ? usual[familyOf(dialect)] : usual;
  return value === undefined ? undefined : String(value);
}
