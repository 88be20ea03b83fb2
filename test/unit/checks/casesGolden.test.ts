import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { complainedLines } from '../systemdLines.ts';

/** A unit file with one line broken on purpose, and the lines of it that systemd complained about. */
interface Case {
  readonly name: string;
  readonly how: string;
  readonly line: number;
  readonly text?: string;
  readonly base64?: string;
  readonly lines: readonly number[];
}

const textOf = ({ text, base64 = '' }: Case) => text ?? decodeUtf8(Buffer.from(base64, 'base64'));

describe.each([252, 262])('broken lines under systemd %i', (version) => {
  const path = fileURLToPath(new URL(`../../golden/verify-cases-${version}.json`, import.meta.url));
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Case[] };
  const ways = [...new Set(cases.map(({ how }) => how))].sort();

  it.each(ways)('%s: the same lines', (way) => {
    const differences = cases
      .filter(({ how }) => how === way)
      .flatMap((one) => {
        const text = textOf(one);
        const ours = complainedLines(text, `/etc/systemd/system/${one.name}`, version);
        if (ours.join() === one.lines.join()) return [];
        return [
          { name: one.name, broken: text.split('\n').slice(one.line - 1, one.line + 1), ours, theirs: one.lines },
        ];
      });
    expect(differences).toEqual([]);
  });

  it('are many, and not all alike', () => {
    expect(cases.length).toBeGreaterThanOrEqual(600);
    expect(ways.length).toBeGreaterThan(15);
    expect(cases.filter(({ lines }) => lines.length > 0).length).toBeGreaterThan(200);
  });
});
