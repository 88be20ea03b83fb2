import { largest } from '../lists/largest.ts';
import { joinPath } from '../tree/systemTree.ts';
import { isHiddenFile } from '../units/confFiles.ts';
import { unitNameIsValid } from '../values/unitNames.ts';
import { type Errno, failed } from './errno.ts';
import { fnmatch } from './fnmatch.ts';
import { queryPresets, readPresets } from './presets.ts';
import type { Session } from './session.ts';
import { type UnitFileState, unitFileLookupState } from './state.ts';

/** A line of `systemctl list-unit-files`. */
export interface UnitFileRow {
  readonly name: string;
  /** Where the name was found first. */
  readonly path: string;
  readonly state: UnitFileState;
  /** What the presets say; `-` for states to which they do not matter, `n/a` when they cannot be read. */
  readonly preset: 'enabled' | 'disabled' | 'ignored' | '-' | 'n/a';
}

const WITHOUT_PRESET: readonly UnitFileState[] = ['alias', 'static', 'generated', 'transient'];
const PAST_TENSE = { enable: 'enabled', disable: 'disabled', ignore: 'ignored' } as const;

/**
 * `unit_file_get_list` with the presets: every unit file whose name fits one of the patterns, or every one. Sorted by
 * type and name.
 */
export function unitFileGetList(session: Session, patterns: readonly string[]): UnitFileRow[] | Errno {
  const found = new Map<string, { readonly name: string; readonly path: string; readonly state: UnitFileState }>();
  for (const folder of session.lookup.searchPath) {
    const listed = session.view.list(folder);
    if (failed(listed)) {
      if (listed === 'ENOENT' || listed === 'ENOTDIR') continue;
      return listed;
    }
    for (const name of listed.names) {
      if (found.has(name) || isHiddenFile(name, session.version) || !unitNameIsValid(name)) continue;
      if (patterns.length > 0 && !patterns.some((pattern) => fnmatch(pattern, name))) continue;
      const type = session.view.node(joinPath(listed.path, name))?.type;
      if (type !== 'file' && type !== 'symlink') continue;
      const looked = unitFileLookupState(session, name);
      found.set(name, { name, path: `${folder}/${name}`, state: failed(looked) ? 'bad' : looked.state });
    }
  }
  const rules = readPresets(session);
  return [...found.values()].sort(compare).map((row) => {
    if (WITHOUT_PRESET.includes(row.state)) return { ...row, preset: '-' };
    return { ...row, preset: failed(rules) ? 'n/a' : PAST_TENSE[queryPresets(rules, row.name, false).action] };
  });
}

/** The table as systemctl prints it when its output goes to a file. */
export function formatUnitFileList(rows: readonly UnitFileRow[]): string[] {
  const lines = [['UNIT FILE', 'STATE', 'PRESET'], ...rows.map(({ name, state, preset }) => [name, state, preset])];
  const widths = [0, 1, 2].map((column) => largest(lines.map((line) => line[column]!.length)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join(' ')
      .trimEnd(),
  );
  return [...table, '', `${rows.length} unit files listed.`];
}

function compare(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(suffix(a.name), suffix(b.name)) || compareText(a.name.toLowerCase(), b.name.toLowerCase());
}

function suffix(name: string): string {
  return name.slice(name.lastIndexOf('.')).toLowerCase();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
