import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as node from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { runGenerators } from '../../../server/src/core/units/generators/index.ts';
import { type GeneratorAnswer, generatorComparison } from '../../oracle/units-compare.mjs';
import { inputs } from '../../oracle/units-generator-inputs.mjs';
import { randomFrom } from '../../oracle/units-random-tree.mjs';

interface Recording {
  readonly systemd: number;
  readonly seed: number;
  /** Programs that check file systems, which the machine had. */
  readonly programs: readonly string[];
  readonly runs: readonly GeneratorAnswer[];
}

const golden = new URL('../../golden/', import.meta.url);
const recordings = readdirSync(golden)
  .map((file) => /^units-generators-(.+)-(\d+)\.json$/.exec(file))
  .filter((match) => match !== null);
const { ourAnswer, differences } = generatorComparison({ ...node, treeOf, runGenerators });

it('has recordings of all generators', () => {
  expect([...new Set(recordings.map(([, kind]) => kind))].sort()).toEqual(Object.keys(inputs).sort());
});

describe.each(recordings.map(([file, kind, version]) => [kind!, Number(version), file] as const))(
  '%s in %i',
  (kind, version, file) => {
    const recording = JSON.parse(readFileSync(new URL(file, golden), 'utf8')) as Recording;

    it('was recorded with that version', () => {
      expect(recording.systemd).toBe(version);
      expect(recording.runs.some((said) => Object.keys(said).length > 0)).toBe(true);
    });

    it.each(recording.runs.map((said, i) => [recording.seed + i, said] as const))('run %i', (seed, said) => {
      const input = inputs[kind]!(randomFrom(seed));
      expect(differences(said, ourAnswer(kind, input, version, recording.programs), kind)).toEqual([]);
    });
  },
);
