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
import type { ReadFile, UnitAssignment } from './readUnitFile.ts';

/** The unit whose lines are judged. */
export interface JudgedUnit {
  readonly id: string;
  readonly type: UnitType;
}

/** An absolute path and some plain words, in which a command line cannot go wrong. */
const PLAIN_COMMAND = /^(\/(?!\.{1,2}(?:[ /]|$))[\w.+-]+)+( [\w./=:+-]+)*$/;

/**
 * The first line with a value so wrong that systemd reads no further, `-ENOEXEC` of its parsers, as an index into the
 * assignments; -1 when there is none. In a fragment it keeps the unit from being loaded.
 */
export function fatalLine(unit: JudgedUnit, { assignments }: ReadFile, version: number): number {
  const rows = fatalRows(unit.type, version);
  return assignments.findIndex(({ section, node }) => {
    const row = rows.get(section)?.get(node.key);
    if (!row || (node.key.startsWith('Exec') && PLAIN_COMMAND.test(node.value.text))) return false;
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
 */
export function verifiedState(unit: JudgedUnit, assignments: readonly UnitAssignment[], version: number): LoadedState {
  if (isPlainlyFine(unit, assignments)) return 'loaded';
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
/** Directives that no check looks at. */
const NEVER_MATTERS =
  /^(Description|Documentation|After|Before|Wants|Requires|Requisite|BindsTo|PartOf|Upholds|Conflicts|(Condition|Assert)\w+)$/;

const mattering = new Map<string, boolean>();
const MOST_MATTERING = 5000;

/** The same keys come again and again. */
function neverMatters(key: string): boolean {
  const known = mattering.get(key);
  if (known !== undefined) return known;
  if (mattering.size >= MOST_MATTERING) mattering.clear();
  const never = NEVER_MATTERS.test(key);
  mattering.set(key, never);
  return never;
}

/** Directives that the checks of a service do not look at, or only beside others that are not among these. */
const HARMLESS = new Set([
  'Environment',
  'EnvironmentFile',
  'Group',
  'KillMode',
  'Nice',
  'RemainAfterExit',
  'RestartSec',
  'User',
]);

/** Those that every `Type=` may have. */
const HARMLESS_RESTARTS = new Set(['no', 'on-failure', 'on-abnormal', 'on-watchdog', 'on-abort']);

/** The usual unit, of which it is plain without asking the checks that systemd takes it. */
function isPlainlyFine({ type }: JudgedUnit, assignments: readonly UnitAssignment[]): boolean {
  if (type !== 'target' && type !== 'service') return false;
  let commands = 0;
  for (const { section, node } of assignments) {
    if (section === 'Install' || (section === 'Unit' && neverMatters(node.key))) continue;
    const value = node.value.text;
    if (section === 'Service' && node.key === 'ExecStart' && PLAIN_COMMAND.test(value)) commands++;
    else if (section !== 'Service' || !isHarmless(node.key, value)) return false;
  }
  return type === 'target' || commands === 1;
}

function isHarmless(key: string, value: string): boolean {
  if (HARMLESS.has(key)) return true;
  if (key === 'Restart') return HARMLESS_RESTARTS.has(value);
  return key === 'Type' && /^(simple|exec|forking|oneshot|notify)$/.test(value);
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
