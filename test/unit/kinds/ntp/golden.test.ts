import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NtpDialect } from '../../../../server/src/core/kinds/ntp/dialect.ts';
import { type NtpVerdicts, ntpVerdicts } from '../../../../server/src/core/kinds/ntp/verdicts.ts';

interface Golden {
  readonly program: string;
  readonly command: string;
  readonly dialect: NtpDialect;
  readonly files: readonly (NtpVerdicts & { readonly text: string })[];
}

describe.each(['ntpsec', 'ntpsec-1.2.2'])('what ntpd said of random files: %s', (name) => {
  const golden: Golden = JSON.parse(readFileSync(new URL(`../../../golden/ntp/${name}.json`, import.meta.url), 'utf8'));

  it('has recorded enough', () => {
    expect(golden.files.length).toBeGreaterThanOrEqual(500);
    expect(golden.files.flatMap(({ refused }) => refused).length).toBeGreaterThan(1000);
    expect(golden.program).toMatch(/^ntpsec-1\.2/);
  });

  it('is what we say', () => {
    for (const { text, ...said } of golden.files) expect(ntpVerdicts(text, golden.dialect), text).toEqual(said);
  });
});
