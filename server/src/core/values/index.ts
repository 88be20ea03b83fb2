import { type Directive, parserAt } from '../knowledge/directives.ts';
import type { ValueContext, ValueJudge, ValueProblem } from './judge.ts';
import { resourceJudges } from './resource/index.ts';
import { unitJudges } from './unit/index.ts';

const JUDGES: ReadonlyMap<string, ValueJudge> = new Map([
  ...Object.entries(unitJudges),
  ...Object.entries(resourceJudges),
]);

/** The two parsers whose answer depends on what stands further up in the file. */
const LOOKS_BACK = new Set(['config_parse_trigger_unit', 'config_parse_luo_sessions']);
/** A file is judged again at each keystroke, and nearly all of its lines are as they were. */
const remembered = new Map<Directive, Map<string, readonly ValueProblem[]>>();
const MOST_REMEMBERED = 2000;

/**
 * What systemd of the asked version holds against a value of the directive; nothing when it takes it in silence.
 *
 * @param value as systemd hands it to the parser: continuation lines joined, blanks around it removed
 */
export function judgeValue(row: Directive, value: string, context: ValueContext): readonly ValueProblem[] {
  const { name, argument } = parserAt(row, context.version);
  const judge = JUDGES.get(name);
  if (!judge) return [];
  if (LOOKS_BACK.has(name) || value.length > 4096) return judge(value, row, context, argument);
  const answers = answersFor(row);
  const question = `${context.version} ${context.unitType} ${context.section} ${context.unitName ?? ''} ${value}`;
  const known = answers.get(question);
  if (known) return known;
  const answer = judge(value, row, context, argument);
  answers.set(question, answer);
  return answer;
}

function answersFor(row: Directive): Map<string, readonly ValueProblem[]> {
  const known = remembered.get(row);
  if (known && known.size < MOST_REMEMBERED) return known;
  const fresh = new Map<string, readonly ValueProblem[]>();
  remembered.set(row, fresh);
  return fresh;
}
