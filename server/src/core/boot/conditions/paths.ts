import type { LoadedUnit } from '../../units/load.ts';
import { expandBraces, hasMagic } from './patterns.ts';

/** A path that a condition asks about. */
export interface ConditionPath {
  readonly path: string;
  /** What has to be known: what stands there, the names in it, or what fits the pattern. */
  readonly need: 'node' | 'names' | 'glob';
}

const PATH_KINDS: Readonly<Record<string, ConditionPath['need']>> = {
  PathExists: 'node',
  PathExistsGlob: 'glob',
  PathIsDirectory: 'node',
  PathIsSymbolicLink: 'node',
  PathIsMountPoint: 'node',
  PathIsReadWrite: 'node',
  PathIsEncrypted: 'node',
  PathIsSocket: 'node',
  DirectoryNotEmpty: 'names',
  FileNotEmpty: 'node',
  FileIsExecutable: 'node',
};
const LINE = /^[ \t]*(?:Condition|Assert)((?:Path|Directory|File)\w+)[ \t]*=[ \t]*\|?!?(\/[^\r\n]*?)[ \t\r]*$/gm;
const QUICK = /(?:Condition|Assert)(?:Path|Directory|File)/;
const RUNTIME = /^\/(?:proc|sys|dev|run|tmp)(?:\/|$)/;

/** Files that conditions read whatever their parameters are. */
export const CONDITION_FILES: readonly string[] = ['/etc/os-release', '/usr/lib/os-release', '/etc/machine-info'];

/** The paths of the root that the conditions of a unit ask about; a part of a path with a specifier in it is `*`. */
export function pathsOfConditions(unit: LoadedUnit): ConditionPath[] {
  return unit.assignments.flatMap(({ section, node }) => {
    const kind = /^(?:Condition|Assert)(.+)$/.exec(node.key)?.[1];
    const path = /^\|?!?(\/.*)$/s.exec(node.value.text)?.[1];
    return section === 'Unit' && kind !== undefined && path !== undefined ? asked(kind, path) : [];
  });
}

/**
 * The same from the text of a unit file, for hosts that have not loaded any unit yet. A line that is continued is not
 * seen; what it asks about stays unknown.
 */
export function conditionPathsIn(text: string): ConditionPath[] {
  if (!QUICK.test(text)) return [];
  return [...text.matchAll(LINE)].flatMap(([, kind, path]) => asked(kind!, path!));
}

function asked(kind: string, path: string): ConditionPath[] {
  const need = Object.hasOwn(PATH_KINDS, kind) ? PATH_KINDS[kind] : undefined;
  if (need === undefined || RUNTIME.test(path)) return [];
  // What a specifier stands for differs from unit to unit, so all that could be meant is asked for.
  if (path.includes('%')) return hasMagic(path) ? [] : [{ path: path.replace(/[^/]*%[^/]*/g, '*'), need: 'glob' }];
  if (need !== 'glob') return [{ path, need }];
  return expandBraces(path).map((one) => ({ path: one, need: hasMagic(one) ? 'glob' : 'node' }));
}
