import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decideConditions } from '../../../../server/src/core/boot/conditions/decide.ts';
import type { MachineProfile } from '../../../../server/src/core/boot/machine/profile.ts';
import { parseUnitFile } from '../../../../server/src/core/parse/unitFile.ts';
import * as node from '../../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../../server/src/core/tree/systemTree.ts';
import { readUnitFile } from '../../../../server/src/core/units/readUnitFile.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';
import { conditionComparison } from '../../../oracle/conditions-compare.mjs';
import { conditionAsks, conditionInput } from '../../../oracle/conditions-inputs.mjs';
import { randomFrom } from '../../../oracle/units-random-tree.mjs';

/** What `systemd-analyze condition` said: `+` or `-` for each condition, and for each list of them. */
interface Recording {
  readonly systemd: number;
  readonly seed: number;
  readonly facts: MachineProfile;
  readonly runs: readonly { readonly each: string; readonly lists: readonly string[] }[];
}

const golden = new URL('../../../golden/conditions/', import.meta.url);
const recordings = readdirSync(golden).map((file) => /^conditions-(\d+)\.json$/.exec(file)!);
const core = { ...node, treeOf, openUnitRoot, parseUnitFile, readUnitFile, decideConditions };
const { ourVerdict, ourWords } = conditionComparison(core);

it('has recordings of three versions', () => {
  expect(recordings.map(([, version]) => Number(version))).toEqual([252, 257, 262]);
});

describe.each(recordings.map(([file, version]) => [Number(version), file] as const))('systemd %i', (version, file) => {
  const recording = JSON.parse(readFileSync(new URL(file, golden), 'utf8')) as Recording;
  let decided = 0;

  it.each(recording.runs.map((said, i) => [recording.seed + i, said] as const))('run %i', (seed, said) => {
    const random = randomFrom(seed);
    const input = conditionInput(random, version);
    const [lines, ...lists] = conditionAsks(input, random);
    const verdict = ourVerdict(lines!, input, recording.facts, version);
    const ours = ourWords(verdict);
    expect(ours).toHaveLength(said.each.length);
    const wrong = verdict.decisions.filter(({ result }, i) => {
      if (result !== 'unknown') decided++;
      return result !== 'unknown' && (result === 'met') !== (said.each[i] === '+');
    });
    expect(wrong.map(({ text }) => text)).toEqual([]);
    for (const [i, list] of lists.entries()) {
      const { result } = ourVerdict(list, input, recording.facts, version);
      if (result !== 'unknown') expect([list, result]).toEqual([list, said.lists[i] === '+' ? 'met' : 'failed']);
    }
  });

  it('decides most of them', () => {
    expect(decided / recording.runs.reduce((sum, { each }) => sum + each.length, 0)).toBeGreaterThan(0.75);
  });
});
