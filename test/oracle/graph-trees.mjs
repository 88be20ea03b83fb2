#!/usr/bin/env node
// Compares the units and dependencies that we load from random trees with what systemd says.
//
//   graph-trees.mjs IMAGE [--trees N] [--seed S] [--odd SHARE] [--size N] [--record FILE]
//
// IMAGE is a system tree with its own systemd, which answers. Tree number S+i is the same on every run. Needs root.
// systemd goes through hash tables in an order that changes from run to run; where its answer does, any of its answers
// counts, so a tree that differs is asked for again. --record keeps answers for test/golden/graph/.
import { writeFileSync } from 'node:fs';
import { differences, graphComparison, machineUnits, shortUnits } from './graph-compare.mjs';
import { loadGraphCore } from './graph-core.mjs';
import { ALL, randomTree, treeEntries, writeTree } from './randomTrees.mjs';
import { systemdTest } from './systemdTest.mjs';

const ASK_AGAIN = 6;

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const image = argv[0];
const seed = Number(option('--seed', 1));
const trees = Number(option('--trees', 100));
const odd = Number(option('--odd', 0.1));
const size = Number(option('--size', 14));
const core = await loadGraphCore();
const { ourUnits } = graphComparison(core);

const recorded = [];
let version = 0;
let units = 0;
let refused = 0;
let wrong = 0;
for (let i = seed; i < seed + trees; i++) {
  const tree = randomTree(i, { odd, size });
  const written = writeTree(tree);
  try {
    for (const unit of argv.includes('--record') ? [ALL] : [ALL, tree.anchor]) compare(i, tree, written, unit);
  } finally {
    written.remove();
  }
}
console.log(`systemd ${version}: ${trees} trees from ${seed}, ${units} units, ${refused} refused, ${wrong} differ`);
if (argv.includes('--record')) {
  const command = `graph-trees.mjs IMAGE --trees ${trees} --seed ${seed} --odd ${odd} --size ${size} --record FILE`;
  const lines = recorded.map((one) => JSON.stringify(one)).join(',\n');
  writeFileSync(option('--record'), `{"command":"${command}","systemd":${version},"trees":[\n${lines}\n]}\n`);
}
process.exitCode = wrong === 0 ? 0 : 1;

function compare(i, tree, written, unit) {
  let found;
  let answer;
  for (let turn = 0; turn < ASK_AGAIN; turn++) {
    answer = systemdTest({ image, unit, units: written.units, level: 'info' });
    // systemd prints no units when it refuses the transaction.
    if (Object.keys(answer.units).length === 0) {
      if (answer.systemd === '') throw new Error(`tree ${i} ${unit}: ${answer.log.slice(-5).join('; ')}`);
      refused++;
      return;
    }
    version = Number(answer.systemd);
    found = differences(answer, ourAnswer(tree, unit));
    if (found.length === 0) break;
  }
  units += Object.keys(answer.units).length;
  if (found.length === 0)
    recorded.push({ seed: i, folders: tree.folders, unit, units: shortUnits(answer.units, machineUnits(answer)) });
  if (found.length === 0) return;
  wrong++;
  console.log(`tree ${i} (${unit}):\n  ${found.join('\n  ')}`);
}

/** systemd falls back to rescue.target when what it is to boot cannot be loaded. */
function ourAnswer(tree, unit) {
  const { entries, unitPath } = treeEntries(core, tree);
  const root = core.openUnitRoot(core.treeOf(entries), version, { unitPath });
  const options = { memoryController: false };
  const graph = core.loadGraph(root, [unit], options);
  if (graph.unit(unit)?.loadState === 'loaded') return ourUnits(graph);
  return ourUnits(core.loadGraph(root, [unit, 'rescue.target'], options));
}
