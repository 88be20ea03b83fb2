import type { Assigned, Reading } from '../../checks/verify/reading.ts';
import { identityOfType } from '../../kinds/unit/identity.ts';
import {
  type Directive,
  directive,
  isIgnoredBy,
  isKnownTo,
  ownSection,
  sectionsOf,
  type UnitType,
} from '../../knowledge/directives.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import { judgeValue } from '../../values/index.ts';
import type { ValueProblem } from '../../values/judge.ts';
import type { UnitAssignment } from '../readUnitFile.ts';

/**
 * The lines of a unit, so that its settings can be asked for. A line is judged when somebody asks for it: most are not.
 *
 * @param id the name that the unit goes by
 */
export function lazyReading(id: string, type: UnitType, lines: readonly UnitAssignment[], version: number): Reading {
  const sections = sectionsOf(type);
  const assigned: Line[] = [];
  const byName = new Map<string, Line[]>();
  for (const { section, node } of lines) {
    const row = sections.includes(section) ? directive(section, node.key) : undefined;
    if (!row || !isKnownTo(row, version) || isIgnoredBy(row, version)) continue;
    const line = new Line(section, row, node, id, type, version);
    assigned.push(line);
    const name = `${section}.${node.key}`;
    const known = byName.get(name);
    if (known) known.push(line);
    else byName.set(name, [line]);
  }
  const file = { text: '\n', nodes: [], sections: [] };
  const identity = { ...identityOfType(type), name: id };
  const document = { text: '\n', file, identity, type };
  return { document, type, version, unitName: id, section: ownSection(type), assigned, byName, broken: false };
}

class Line implements Assigned {
  private judged: readonly ValueProblem[] | undefined;

  constructor(
    readonly section: string,
    readonly row: Directive,
    readonly node: AssignmentNode,
    private readonly unitName: string,
    private readonly unitType: UnitType,
    private readonly version: number,
  ) {}

  get problems(): readonly ValueProblem[] {
    const { section, unitType, unitName, version } = this;
    const context = { version, unitType, unitName, section, key: this.node.key, earlier: [] };
    this.judged ??= judgeValue(this.row, this.node.value.text, context);
    return this.judged;
  }
}
