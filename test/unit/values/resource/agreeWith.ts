import { expect, test } from 'vitest';
import { ask } from './ask.ts';

/**
 * What `systemd-analyze verify` of these versions answered: each value stands behind a sign, `+` for taken in silence,
 * `!` for a warning, `x` for a unit that does not load.
 */
export type Answers = readonly [name: string, versions: readonly number[], values: readonly string[]];

function sign(name: string, value: string, version: number): string {
  const problems = ask(name, value, version);
  if (problems.some((problem) => problem.severity === 'fatal')) return 'x';
  return problems.length > 0 ? '!' : '+';
}

/** Holds the judges against the recorded answers. */
export function agreeWith(answers: readonly Answers[]): void {
  test.each(answers)('%s in %j', (name, versions, values) => {
    for (const version of versions) {
      const ours = values.map((answer) => sign(name, answer.slice(1), version) + answer.slice(1));
      expect(ours).toEqual(values);
    }
  });
}
