import { type Directive, parserAt } from '../knowledge/directives.ts';
import type { ValueContext, ValueJudge, ValueProblem } from './judge.ts';
import { resourceJudges } from './resource/index.ts';
import { mayVaryByOsRelease, type SpecifierScope } from './specifiers.ts';
import { unitJudges } from './unit/index.ts';

const JUDGES: ReadonlyMap<string, ValueJudge> = new Map([
  ...Object.entries(unitJudges),
  ...Object.entries(resourceJudges),
]);

/** The two parsers whose answer depends on what stands further up in the file. */
const LOOKS_BACK = new Set(['config_parse_trigger_unit', 'config_parse_luo_sessions']);
/** The parsers that hold a value against the name of its unit; else only specifiers bring that in. */
const KNOWS_ITS_UNIT = new Set(
  ['unit_deps', 'obsolete_unit_deps', 'trigger_unit', 'socket_service', 'service_sockets', 'unit_slice'].map(
    (name) => `config_parse_${name}`,
  ),
);
/** A file is judged again at each keystroke, and nearly all of its lines are as they were. */
const remembered = new Map<Directive, Map<string, readonly ValueProblem[]>>();
const MOST_REMEMBERED = 2000;

/**
 * What systemd of the asked version holds against a value of the directive; nothing when it takes it in silence.
 *
 * @param value as systemd hands it to the parser: continuation lines joined, blanks around it removed
 */
export function judgeValue(row: Directive, value: string, context: ValueContext): readonly ValueProblem[] {
  const parser = parserAt(row, context.version);
  const judge = JUDGES.get(parser.name);
  if (judge === undefined) return [];
  if (LOOKS_BACK.has(parser.name)) return judgeAnywhere(judge, row, value, context, parser.argument);
  const known = memoryOf(row);
  const name = KNOWS_ITS_UNIT.has(parser.name) || value.includes('%') ? context.unitName : '';
  const question = `${context.version} ${context.unitType} ${context.section} ${name} ${value}`;
  const before = known.get(question);
  if (before) return before;
  const problems = judgeAnywhere(judge, row, value, context, parser.argument);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(question, problems);
  return problems;
}

function memoryOf(row: Directive): Map<string, readonly ValueProblem[]> {
  const known = remembered.get(row) ?? new Map<string, readonly ValueProblem[]>();
  remembered.set(row, known);
  return known;
}

/** What only some machines complain about, since os-release lacks a field there, is no fault of the value. */
function judgeAnywhere(judge: ValueJudge, row: Directive, value: string, context: ValueContext, argument: string) {
  const problems = judge(value, row, context, argument);
  if (problems.length === 0 || !mayVaryByOsRelease(value)) return problems;
  const bare: SpecifierScope & ValueContext = { ...context, bareOsRelease: true };
  const elsewhere = judge(value, row, bare, argument);
  return problems.filter((problem) => elsewhere.some((other) => isSameFault(problem, other)));
}

function isSameFault(a: ValueProblem, b: ValueProblem): boolean {
  return a.code === b.code && a.start === b.start && a.severity === b.severity;
}
