import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as node from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { loadGraph, printedDependencies } from '../../../server/src/core/units/dependencies/index.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';
import { graphComparison, shortUnits } from '../../oracle/graph-compare.mjs';
import { type RandomFolder, treeEntries } from '../../oracle/randomTrees.mjs';

interface Recording {
  readonly systemd: number;
  readonly trees: readonly {
    readonly seed: number;
    readonly folders: readonly RandomFolder[];
    readonly unit: string;
    readonly units: Readonly<Record<string, string>>;
  }[];
}

const { ourUnits } = graphComparison({ printedDependencies });
/** The machine that was asked does not limit memory by control groups. */
const MACHINE = { memoryController: false };

describe.each([252, 257, 262])('random trees, as systemd --test %i prints them', (version) => {
  const file = new URL(`../../golden/graph/trees-${version}.json`, import.meta.url);
  const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;

  it('were recorded with that version', () => {
    expect(recording.systemd).toBe(version);
    expect(recording.trees.length).toBeGreaterThan(20);
  });

  it.each(recording.trees.map((tree) => [tree.seed, tree] as const))('tree %i', (_, tree) => {
    const { entries, unitPath } = treeEntries<node.TreeNode>(node, tree);
    const graph = loadGraph(openUnitRoot(treeOf(entries), version, { unitPath }), [tree.unit], MACHINE);
    expect(shortUnits(ourUnits(graph))).toEqual(tree.units);
  });
});
