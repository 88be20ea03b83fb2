import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyUnit } from '../../../server/src/core/checks/verify/index.ts';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import { unitNamed } from './verifyCodes.ts';

interface Recording {
  readonly units: readonly { readonly name: string; readonly text: string }[];
}

/** Takes one fix of a rule over and over, as a file may break it in several lines, until the rule is content. */
function fixAll(name: string, text: string, version: number, code: string, choice: number): string | undefined {
  let current = text;
  for (let round = 0; round < 8; round++) {
    const found = verifyUnit(unitNamed(name, current), version).find((one) => one.code === code);
    if (!found) return current;
    const fix = found.fixes?.[choice];
    if (!fix) return undefined;
    current = applyEdits(current, fix.edits);
  }
  return undefined;
}

describe.each([252, 257, 262])('every fix removes what it is for, in systemd %i', (version) => {
  const file = new URL(`../../golden/verify-rules-${version}.json`, import.meta.url);
  const { units } = JSON.parse(readFileSync(file, 'utf8')) as Recording;
  const fixes = units.flatMap(({ name, text }) =>
    verifyUnit(unitNamed(name, text), version).flatMap(({ code, fixes = [] }) =>
      fixes.map(({ title }, choice) => ({ name, text, code, title, choice })),
    ),
  );

  test('there are some', () => expect(fixes.length).toBeGreaterThan(50));

  test.each(fixes)('$code: $title, in $name', ({ name, text, code, choice }) => {
    expect(fixAll(name, text, version, code, choice), text).toBeDefined();
  });
});
