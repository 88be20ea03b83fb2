import type { UnitText } from '../../kinds/unit/document.ts';
import {
  type Directive,
  directive,
  isIgnoredBy,
  isKnownTo,
  ownSection,
  sectionsOf,
  type UnitType,
} from '../../knowledge/directives.ts';
import type { AssignmentNode, UnitNode } from '../../parse/unitFile.ts';
import { endsReading } from '../../units/readUnitFile.ts';
import { judgeValue } from '../../values/index.ts';
import type { ValueProblem } from '../../values/judge.ts';
import { unitNameForm, unitNameParts } from '../../values/unitNames.ts';

/** An assignment that systemd hands to a parser, and what that parser holds against it. */
export interface Assigned {
  readonly section: string;
  readonly row: Directive;
  readonly node: AssignmentNode;
  readonly problems: readonly ValueProblem[];
}

/** A unit file as systemd has it in mind when all lines are read, or when it gave up reading. */
export interface Reading {
  readonly document: UnitText;
  readonly type: UnitType;
  readonly version: number;
  /** The name of the unit, for a template that of an instance; undefined for a buffer without a name. */
  readonly unitName: string | undefined;
  /** The section that only units of this type have. */
  readonly section: string;
  readonly assigned: readonly Assigned[];
  /** The same by section and key, as `Service.Type`. */
  readonly byName: ReadonlyMap<string, readonly Assigned[]>;
  /** Whether a line ended the reading, so that nothing is said of the unit as a whole. */
  readonly broken: boolean;
}

/** Stands for whatever instance of a template is loaded; nobody writes a dependency on that very instance. */
const SOME_INSTANCE = 'some:instance';

const readings = new WeakMap<UnitText, Reading>();

/** The same as {@link readUnit}, worked out once as long as type and version stay the same. */
export function readingOf(document: UnitText, type: UnitType, version: number): Reading {
  const before = readings.get(document);
  if (before?.type === type && before.version === version) return before;
  const reading = readUnit(document, type, version);
  readings.set(document, reading);
  return reading;
}

/** Reads a unit as `unit_load_fragment` of core/load-fragment.c does: only lines in sections and keys it knows. */
export function readUnit(document: UnitText, type: UnitType, version: number): Reading {
  const unitName = instanceName(document.identity.name);
  const assigned: Assigned[] = [];
  const earlier = new Map<Directive, string[]>();
  let broken = false;
  for (const { section, node } of readable(document, type, version)) {
    if (node.type !== 'assignment') {
      broken = true;
      break;
    }
    const row = section === undefined ? undefined : directive(section, node.key);
    if (section === undefined || !row || !isKnownTo(row, version) || isIgnoredBy(row, version)) continue;
    const value = node.value.text;
    const before = earlier.get(row) ?? [];
    const context = { version, unitType: type, unitName, section, key: node.key, earlier: before };
    const problems = judgeValue(row, value, context);
    if (value === '') earlier.set(row, []);
    else if (earlier.has(row)) before.push(value);
    else earlier.set(row, [value]);
    if (problems.some((problem) => problem.severity === 'fatal')) {
      broken = true;
      break;
    }
    assigned.push({ section, row, node, problems });
  }
  return { document, type, version, unitName, section: ownSection(type), assigned, byName: byName(assigned), broken };
}

function byName(assigned: readonly Assigned[]): Map<string, Assigned[]> {
  const out = new Map<string, Assigned[]>();
  for (const one of assigned) {
    const name = `${one.section}.${one.node.key}`;
    const known = out.get(name);
    if (known) known.push(one);
    else out.set(name, [one]);
  }
  return out;
}

/** The assignments in the sections of the type, and the nodes at which `config_parse` gives up. */
function* readable(
  document: UnitText,
  type: UnitType,
  version: number,
): Generator<{ section: string | undefined; node: UnitNode }> {
  const known = sectionsOf(type);
  for (const section of document.file.sections) {
    for (const node of section.nodes) {
      const counts = node.type === 'assignment' && section.name !== undefined && known.includes(section.name);
      if (counts || endsReading(node, version)) yield { section: section.name, node };
    }
  }
}

function instanceName(name: string | undefined): string | undefined {
  if (name === undefined || unitNameForm(name) !== 'template') return name;
  const parts = unitNameParts(name)!;
  return `${parts.prefix}@${SOME_INSTANCE}.${parts.type}`;
}
