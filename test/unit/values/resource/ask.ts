import { directive, typeOfSection, type UnitType } from '../../../../server/src/core/knowledge/directives.ts';
import { judgeValue } from '../../../../server/src/core/values/index.ts';
import type { ValueProblem } from '../../../../server/src/core/values/judge.ts';

/** Judges one value of a directive, named with its section (`Service.Nice`), in a unit `a.service`, `a.socket`... */
export function ask(name: string, value: string, version = 262): readonly ValueProblem[] {
  const [section, key] = name.split('.') as [string, string];
  const row = directive(section, key);
  if (!row) throw new Error(`no directive ${name}`);
  const unitType: UnitType = typeOfSection(section) ?? 'service';
  return judgeValue(row, value, { version, unitType, unitName: `a.${unitType}`, section, key, earlier: [] });
}
