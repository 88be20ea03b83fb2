import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bootTarget, bootTransaction } from '../../../server/src/core/transaction/bootTransaction.ts';
import { DIRECTORY, fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { loadGraph } from '../../../server/src/core/units/dependencies/index.ts';
import { openUnitRoot, type UnitRoot } from '../../../server/src/core/units/unitRoot.ts';

/** What test/oracle/record-transactions.mjs writes. */
interface Recording {
  readonly systemd: number;
  readonly cases: readonly RecordedTree[];
}

interface RecordedTree {
  readonly seed: number;
  readonly anchor: string;
  readonly folders: readonly (readonly (readonly [path: string, content: string | { readonly link: string }])[])[];
  /** All that systemd answered when it was asked several times: `a.service/start b.target/stop`, or `refused: NAME`. */
  readonly answers: readonly string[];
}

function rootOf({ folders }: RecordedTree, version: number): UnitRoot {
  const entries: [string, TreeNode][] = [];
  for (const [i, folder] of folders.entries()) {
    entries.push([`/units/${i}`, DIRECTORY]);
    for (const [path, content] of folder) {
      entries.push([`/units/${i}/${path}`, typeof content === 'string' ? fileNode(content) : linkNode(content.link)]);
    }
  }
  return openUnitRoot(treeOf(entries), version, { unitPath: folders.map((_, i) => `/units/${i}`) });
}

function answerOf(tree: RecordedTree, version: number): string {
  const root = rootOf(tree, version);
  const load = (name: string) => loadGraph(root, [tree.anchor, name]);
  const target = bootTarget(load, { unit: tree.anchor });
  const { error, jobs } = bootTransaction(load(target.unit ?? tree.anchor), tree.anchor);
  if (error) return `refused: ${error.name}`;
  const words = jobs.map((job) => `${job.unit.id}/${job.type}`);
  return words.sort().join(' ');
}

describe.each([252, 257, 262])('boots of random folders of units, systemd %i', (version) => {
  const file = new URL(`../../golden/transaction/trees-${version}.json`, import.meta.url);
  const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;

  it('were recorded with that version', () => expect(recording.systemd).toBe(version));

  it.each(recording.cases)('tree $seed', (tree) => {
    expect(tree.answers).toContain(answerOf(tree, version));
  });
});
