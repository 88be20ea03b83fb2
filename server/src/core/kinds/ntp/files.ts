import { folderOf } from '../../tree/systemTree.ts';
import { familyOf, type NtpDialect } from './dialect.ts';
import { placedIn } from './keptLines.ts';
import type { Placed } from './match.ts';
import { actingName, type NtpCommand, parseNtp } from './parse.ts';

/** What a root holds of the files that a configuration names. Paths are those of the root. */
export interface NtpFiles {
  /** Where the configuration itself stands. */
  readonly path: string;
  /** Whether a path is there; those that nobody asked for are not in it. */
  readonly there: ReadonlyMap<string, boolean>;
  /** The texts of the files that it includes, and of the one with the keys. */
  readonly texts: ReadonlyMap<string, string>;
  /** The names of the files in folders that it includes, in the order in which they are read. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

/** What of a root is worth reading because of one file. */
export interface WantedFiles {
  /** Whether they are there. */
  readonly paths: readonly string[];
  /** Those whose text matters: files, or folders of them. */
  readonly included: readonly string[];
  readonly keys: readonly string[];
}

/** A path that a command names, as the daemon takes it. */
export interface NamedPath {
  readonly command: NtpCommand;
  readonly placed: Placed;
  /** Undefined where it depends on the folder in which the daemon was started. */
  readonly path: string | undefined;
}

const MOST_PATHS = 2000;

/** The paths that the commands of a file name. */
export function namedPaths(commands: readonly NtpCommand[], from: string, dialect: NtpDialect): NamedPath[] {
  const out: NamedPath[] = [];
  for (const command of commands) {
    for (const part of command.wording.placed) {
      if (part.role !== 'path' || part.token.text === '') continue;
      const placed = placedIn(command, part);
      // NTPsec alone takes the file that is included from the folder of the file that names it (reparent).
      const relative = command.name === 'includefile' && familyOf(dialect) === 'ntpsec';
      out.push({ command, placed, path: absolute(placed.token.text, from, relative) });
      if (out.length >= MOST_PATHS) return out;
    }
  }
  return out;
}

/** An absolute path as it is; another one from the folder of a file, or undefined. */
export function absolute(path: string, from: string, relative: boolean): string | undefined {
  if (path.startsWith('/')) return path;
  return relative && path !== '' ? straight(`${from.slice(0, from.lastIndexOf('/'))}/${path}`) : undefined;
}

/** A path without `.` and `..`. */
function straight(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

/** The first two folders of a path: a root that lacks them is only a part of one, and shows nothing about what is below. */
export function stemOf(path: string): string | undefined {
  return /^(?:\/[^/]+){2}(?=\/)/.exec(path)?.[0];
}

/** The folder that NTPsec reads of its own accord after an ntp.conf; undefined for other files. */
export function folderBeside(path: string, dialect: NtpDialect): string | undefined {
  return familyOf(dialect) === 'ntpsec' && path.endsWith('/ntp.conf') ? `${folderOf(path)}/ntp.d` : undefined;
}

/** What is worth reading because of a file. */
export function wantedBy(commands: readonly NtpCommand[], path: string, dialect: NtpDialect): WantedFiles {
  const paths = new Set<string>();
  const included = new Set<string>();
  const keys = new Set<string>();
  for (const { command, path: named } of namedPaths(commands, path, dialect)) {
    if (named === undefined) continue;
    for (const one of [named, folderOf(named), stemOf(named) ?? named]) paths.add(one);
    if (command.name === 'includefile') included.add(named);
    if (command.name === 'keys') keys.add(named);
  }
  const beside = folderBeside(path, dialect);
  if (beside !== undefined) included.add(beside);
  return { paths: [...paths], included: [...included], keys: [...keys] };
}

/** A file that is read together with another one. */
export interface IncludedFile {
  readonly path: string;
  readonly text: string;
  readonly commands: readonly NtpCommand[];
}

/** The files that are read with a file. */
export interface Included {
  readonly files: readonly IncludedFile[];
  /** Whether these are all: false where a file is not known, and for a file that is itself a part of another one. */
  readonly complete: boolean;
}

/** MAXINCLUDELEVEL */
const MOST_LEVELS = 5;
const MOST_FILES = 100;

/** The files that the commands of one include, and those that they include in turn. */
export function includedBy(
  commands: readonly NtpCommand[],
  path: string,
  dialect: NtpDialect,
  files: NtpFiles | undefined,
): Included {
  const out: IncludedFile[] = [];
  // What includes itself adds nothing the second time.
  const seen = new Set([path]);
  let complete = !/\/ntp\.d\/[^/]+$/.test(path);
  const follow = (from: string, named: readonly string[], level: number): void => {
    for (const one of named) {
      if (seen.has(one)) continue;
      seen.add(one);
      const folder = files?.folders.get(one);
      if (folder) {
        follow(
          from,
          folder.map((name) => `${one}/${name}`),
          level,
        );
        continue;
      }
      const text = files?.texts.get(one);
      if (text === undefined) complete &&= files?.there.get(one) === false;
      if (text === undefined || level > MOST_LEVELS || out.length >= MOST_FILES) continue;
      const file: IncludedFile = { path: one, text, commands: parseNtp(text, dialect).commands };
      out.push(file);
      follow(one, includesOf(file.commands, one, dialect), level + 1);
    }
  };
  follow(path, includesOf(commands, path, dialect), 1);
  const beside = folderBeside(path, dialect);
  if (files && beside !== undefined) follow(path, [beside], 1);
  return { files: out, complete };
}

/** The files that the commands of a file include, in its order. */
export function includesOf(commands: readonly NtpCommand[], path: string, dialect: NtpDialect): string[] {
  const including = commands.filter((command) => command.applied && command.name === 'includefile');
  return namedPaths(including, path, dialect).flatMap((one) => (one.placed.name === 'file' ? (one.path ?? []) : []));
}

/**
 * The keys that a configuration can use; undefined when that cannot be told. The last `keys` line counts.
 *
 * @param commands those of all its files
 * @param complete whether these are all
 */
export function usableKeys(
  commands: readonly NtpCommand[],
  complete: boolean,
  files: NtpFiles | undefined,
): ReadonlySet<number> | undefined {
  const line = commands.findLast((command) => command.applied && actingName(command) === 'keys');
  if (!line) return complete ? new Set() : undefined;
  const path = line.placed.find(({ role }) => role === 'path')?.token.text ?? '';
  const text = files?.texts.get(path);
  if (text !== undefined) return keysIn(text);
  return files?.there.get(path) === false ? new Set() : undefined;
}

/** The numbers of the keys in a file of keys, one to a line: number, algorithm, secret (authreadkeys.c). */
export function keysIn(text: string): ReadonlySet<number> {
  const lines = text.split('\n').map((line) => /^[ \t]*(\d{1,5})[ \t]+[^\s#]+[ \t]+[^\s#]/.exec(line));
  return new Set(lines.flatMap((match) => (match ? Number(match[1]) : [])));
}
