import { plainAssignments } from '../parse/plainUnitFile.ts';
import { type AssignmentNode, parseUnitFile, type UnitFile, type UnitNode } from '../parse/unitFile.ts';
import type { Chase } from '../tree/chase.ts';
import { isSafeString } from '../values/safeStrings.ts';
import { traitsOf } from './lineTraits.ts';
import type { UnitRoot } from './unitRoot.ts';

/** A line of a unit's fragment or of one of its drop-ins. */
export interface UnitAssignment {
  readonly section: string;
  readonly node: AssignmentNode;
  /** The file that it stands in; the unit's name for what systemd brings along. */
  readonly path: string;
}

/** The lines of one file as far as systemd reads them. */
export interface ReadFile {
  readonly path: string;
  readonly assignments: readonly UnitAssignment[];
  /** What the lines may be about: bits of `TRAIT`. */
  readonly traits: number;
  /** The line at which systemd gives up the file; what stands before it counts. */
  readonly end: UnitNode | undefined;
}

/**
 * Reads the lines of a unit file or drop-in: conf-parser.c, `config_parse`. It ends at a section header that is not
 * closed or has odd characters in it, at a line that is not UTF-8, and at one that is too long.
 *
 * @param version major version of systemd
 */
export function readUnitFile(path: string, file: UnitFile, version: number): ReadFile {
  const assignments: UnitAssignment[] = [];
  for (const section of file.sections) {
    for (const node of section.nodes) {
      if (endsReading(node, version)) return { path, assignments, traits: traitsOf(assignments), end: node };
      if (node.type === 'assignment' && section.name !== undefined) {
        assignments.push({ section: section.name, node, path });
      }
    }
  }
  return { path, assignments, traits: traitsOf(assignments), end: undefined };
}

/** Whether systemd gives up the file at this line. */
export function endsReading(node: UnitNode, version: number): boolean {
  if (node.type === 'header') return !node.closed || !isSafeString(node.name, version);
  return node.type === 'junk' && (node.reason === 'not-utf8' || node.reason === 'too-long');
}

/** The same for a text. */
export function readUnitText(path: string, text: string, version: number): ReadFile {
  const assignments = plainAssignments(text, path);
  if (!assignments) return readUnitFile(path, parseUnitFile(text), version);
  return { path, assignments, traits: traitsOf(assignments), end: undefined };
}

/**
 * The lines of a file of the root; undefined when there is none or it was not read.
 *
 * @param end where its path leads
 */
export function readFileAt(root: UnitRoot, path: string, end: Chase): ReadFile | undefined {
  const known = root.cache.files.get(path);
  if (known) return known;
  if (!end.found || end.node.type !== 'file' || end.node.content === undefined) return undefined;
  const file = readUnitText(path, end.node.content, root.version);
  root.cache.files.set(path, file);
  return file;
}
