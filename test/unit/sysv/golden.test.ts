import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../../oracle/sysv-core.ts';

interface Recording {
  readonly tool: string;
  readonly cases: readonly {
    readonly seed: number;
    readonly files: Readonly<Record<string, string>>;
    readonly command: readonly string[];
    readonly expected: unknown;
  }[];
}

const FOLDER = new URL('../../golden/sysv/', import.meta.url);

for (const file of readdirSync(FOLDER).sort()) {
  const { tool, cases } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Recording;
  describe(`${tool}, as recorded`, () => {
    it.each(cases.map(({ seed, command, ...one }) => ({ what: `${seed}: ${command.join(' ')}`, command, ...one })))(
      '$what',
      ({ files, command, expected }) => {
        expect(answerOf(files, command)).toEqual(expected);
      },
    );
  });
}
