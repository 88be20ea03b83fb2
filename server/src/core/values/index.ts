import { type Directive, parserAt } from '../knowledge/directives.ts';
import type { ValueContext, ValueJudge, ValueProblem } from './judge.ts';
import { resourceJudges } from './resource/index.ts';
import { unitJudges } from './unit/index.ts';

const JUDGES: ReadonlyMap<string, ValueJudge> = new Map([
  ...Object.entries(unitJudges),
  ...Object.entries(resourceJudges),
]);

/**
 * What systemd of the asked version holds against a value of the directive; nothing when it takes it in silence.
 *
 * @param value as systemd hands it to the parser: continuation lines joined, blanks around it removed
 */
export function judgeValue(row: Directive, value: string, context: ValueContext): ValueProblem[] {
  const { name, argument } = parserAt(row, context.version);
  return JUDGES.get(name)?.(value, row, context, argument) ?? [];
}
