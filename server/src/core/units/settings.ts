import { directive } from '../knowledge/directives.ts';
import type { LoadedUnit } from './load.ts';
import type { UnitAssignment } from './readUnitFile.ts';

/** The settings of a unit as they stand when all its files are read. */
export interface UnitSettings {
  /**
   * The lines of a directive that count: all since the last empty one that clears them, only the last one when the
   * directive takes a single value. Oldest first; empty when it is not set.
   */
  all(section: string, key: string): readonly UnitAssignment[];
  /** The value of the line that counts last; undefined when it is not set or cleared. */
  value(section: string, key: string): string | undefined;
}

const known = new WeakMap<LoadedUnit, UnitSettings>();

/** Up to so many lines it takes longer to sort them by directive than to look through them when one is asked for. */
const FEW_LINES = 50;

/** The settings of a unit; each directive is worked out when it is first asked for. */
export function settingsOfUnit(unit: LoadedUnit): UnitSettings {
  if (unit.assignments.length <= FEW_LINES) return new FewSettings(unit);
  const before = known.get(unit);
  if (before) return before;
  const settings = new ManySettings(unit);
  known.set(unit, settings);
  return settings;
}

class FewSettings implements UnitSettings {
  constructor(private readonly unit: LoadedUnit) {}

  all(section: string, key: string): readonly UnitAssignment[] {
    const { assignments } = this.unit;
    let lines: UnitAssignment[] | undefined;
    for (let i = 0; i < assignments.length; i++) {
      const line = assignments[i]!;
      if (line.node.key !== key || line.section !== section) continue;
      if (lines) lines.push(line);
      else lines = [line];
    }
    return lines ? countingLines(section, key, lines) : NONE;
  }

  value(section: string, key: string): string | undefined {
    return this.all(section, key).at(-1)?.node.value.text;
  }
}

const NONE: readonly UnitAssignment[] = [];

class ManySettings implements UnitSettings {
  private lines: Map<string, UnitAssignment[]> | undefined;
  private readonly counting = new Map<string, readonly UnitAssignment[]>();

  constructor(private readonly unit: LoadedUnit) {}

  all(section: string, key: string): readonly UnitAssignment[] {
    this.lines ??= byDirective(this.unit.assignments);
    const name = `${section}.${key}`;
    const found = this.counting.get(name) ?? countingLines(section, key, this.lines.get(name) ?? []);
    this.counting.set(name, found);
    return found;
  }

  value(section: string, key: string): string | undefined {
    return this.all(section, key).at(-1)?.node.value.text;
  }
}

function byDirective(assignments: readonly UnitAssignment[]): Map<string, UnitAssignment[]> {
  const lines = new Map<string, UnitAssignment[]>();
  for (const assignment of assignments) {
    const name = `${assignment.section}.${assignment.node.key}`;
    const list = lines.get(name);
    if (list) list.push(assignment);
    else lines.set(name, [assignment]);
  }
  return lines;
}

function countingLines(section: string, key: string, lines: readonly UnitAssignment[]): readonly UnitAssignment[] {
  if (lines.length === 1 && lines[0]!.node.value.text !== '') return lines;
  const row = directive(section, key);
  const clears = row?.empty !== 'noop' && row?.empty !== 'invalid';
  let counting: UnitAssignment[] = [];
  for (const line of lines) {
    const empty = line.node.value.text === '';
    if (empty && clears) counting = [];
    else if (!empty && row?.list) counting.push(line);
    else if (!empty) counting = [line];
  }
  return counting;
}
