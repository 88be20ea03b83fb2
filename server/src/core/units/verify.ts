import { verifyUnit } from '../checks/verify/index.ts';
import { identityOfType } from '../kinds/unit/identity.ts';
import {
  type Directive,
  directivesOf,
  isIgnoredBy,
  isKnownTo,
  sectionsOf,
  type UnitType,
} from '../knowledge/directives.ts';
import type { SectionNode } from '../parse/unitFile.ts';
import { judgeValue } from '../values/index.ts';
import { isPlainCommand, neverMatters, TRAIT } from './lineTraits.ts';
import type { ReadFile, UnitAssignment } from './readUnitFile.ts';

/** The unit whose lines are judged. */
export interface JudgedUnit {
  readonly id: string;
  readonly type: UnitType;
}

/**
 * The first line with a value so wrong that systemd reads no further, `-ENOEXEC` of its parsers, as an index into the
 * assignments; -1 when there is none. In a fragment it keeps the unit from being loaded.
 */
export function fatalLine(unit: JudgedUnit, { assignments, traits }: ReadFile, version: number): number {
  if ((traits & TRAIT.FATAL) === 0) return -1;
  const rows = fatalRows(unit.type, version);
  return assignments.findIndex(({ section, node }) => {
    const row = rows.get(section)?.get(node.key);
    if (!row || isPlainCommand(node.key, node.value.text)) return false;
    const context = { version, unitType: unit.type, unitName: unit.id, section, key: node.key, earlier: [] };
    return judgeValue(row, node.value.text, context).some((problem) => problem.severity === 'fatal');
  });
}

type Rows = ReadonlyMap<string, ReadonlyMap<string, Directive>>;
const rowsByType = new Map<string, Rows>();

/** The directives of a type, by section and key, that have values at which systemd reads no further. */
function fatalRows(type: UnitType, version: number): Rows {
  const name = `${type} ${version}`;
  const known = rowsByType.get(name);
  if (known) return known;
  const isFatal = (row: Directive) => row.fatal && isKnownTo(row, version) && !isIgnoredBy(row, version);
  const rows = new Map(
    sectionsOf(type).map((section) => {
      const fatal = directivesOf(section).filter(isFatal);
      return [section, new Map(fatal.map((row) => [row.key, row]))];
    }),
  );
  rowsByType.set(name, rows);
  return rows;
}

/** What `unit_load` may make of a unit that has all its lines. */
export type LoadedState = 'loaded' | 'bad-setting' | 'error';

/** What already fails when systemd adds to the unit what its name gives: the parent of a slice, the path of a mount. */
const FAILS_BEFORE_VERIFY: ReadonlySet<string> = new Set([
  'unit.slice-name-invalid',
  'unit.mount-path-unknown',
  'unit.automount-path-unknown',
  'unit.swap-path-unknown',
]);

/**
 * What becomes of a unit once fragment and drop-ins are read: the `..._verify` functions of the unit types, and
 * `unit_load` of core/unit.c.
 *
 * @param traits those of the assignments
 */
export function verifiedState(
  unit: JudgedUnit,
  assignments: readonly UnitAssignment[],
  traits: number,
  version: number,
): LoadedState {
  if (isPlainlyFine(unit, traits)) return 'loaded';
  const question = questionOf(unit, assignments, version);
  const before = answers.get(question);
  if (before) return before;
  if (answers.size >= MOST_ANSWERS) answers.clear();
  const answer = verify(unit, assignments, version);
  answers.set(question, answer);
  return answer;
}

const answers = new Map<string, LoadedState>();
const MOST_ANSWERS = 20_000;
/** Types whose names are paths or places in a tree. */
const NAMED_FOR_A_REASON: readonly UnitType[] = ['mount', 'automount', 'swap', 'slice', 'scope'];
/** The usual unit, of which it is plain without asking the checks that systemd takes it. */
function isPlainlyFine({ type }: JudgedUnit, traits: number): boolean {
  if ((traits & TRAIT.ODD) !== 0) return false;
  return type === 'target' || (type === 'service' && (traits & TRAIT.COMMAND) !== 0);
}

/** All that the answer depends on. Many units differ in nothing but their names and dependencies. */
function questionOf({ id, type }: JudgedUnit, assignments: readonly UnitAssignment[], version: number): string {
  let named = NAMED_FOR_A_REASON.includes(type);
  let lines = '';
  for (const { section, node } of assignments) {
    if (section === 'Install' || (section === 'Unit' && neverMatters(node.key))) continue;
    const value = node.value.text;
    named ||= value.includes('%') || section === 'Unit';
    lines += `\n${section}.${node.key}=${value}`;
  }
  return `${version} ${type} ${named ? id : ''}${lines}`;
}

function verify(unit: JudgedUnit, assignments: readonly UnitAssignment[], version: number): LoadedState {
  const code = refusalCode(unit, assignments, version);
  if (code === undefined) return 'loaded';
  return FAILS_BEFORE_VERIFY.has(code) ? 'error' : 'bad-setting';
}

/** The check that a unit with all its lines does not pass, such as `unit.slice-name-invalid`; undefined when it is fine. */
export function refusalCode(
  unit: JudgedUnit,
  assignments: readonly UnitAssignment[],
  version: number,
): string | undefined {
  const sections = sectionsOfLines(assignments);
  const nodes = assignments.map(({ node }) => node);
  const document = {
    // Never empty, as that would stand for a mask.
    text: '\n',
    file: { text: '\n', nodes, sections },
    identity: { ...identityOfType(unit.type), name: unit.id },
    type: unit.type,
  };
  return verifyUnit(document, version).find(({ severity }) => severity === 'error')?.code;
}

/** The lines of several files as the sections of one. */
function sectionsOfLines(assignments: readonly UnitAssignment[]): SectionNode[] {
  const sections: (SectionNode & { nodes: UnitAssignment['node'][] })[] = [];
  const span = { start: 0, end: 0 };
  for (const { section, node } of assignments) {
    if (sections.at(-1)?.name !== section) sections.push({ header: undefined, name: section, nodes: [], span });
    sections.at(-1)!.nodes.push(node);
  }
  return sections;
}
