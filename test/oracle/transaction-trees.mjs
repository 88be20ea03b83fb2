// Compares the boot transactions of random folders of units with those of `systemd --test`: jobs and refusals.
//
//   transaction-trees.mjs [--image DIR] [--count N] [--seed N] [--asks N] [--trees wild|plain] [--explain] [--verbose]
//                         [--save FILE]
//
// --image    a system tree with its own systemd, which answers; without it the host's does
// --asks     how often systemd is asked while its answer is another one, for it varies from run to run; 8 unless told
// --trees    `wild`: those of transaction-random.mjs; `plain`: those of randomTrees.mjs
// --explain  hold each answer of systemd against what the core makes of the tables of that very run: systemd prints
//            dependencies in their order. Those of jobs it does not print, so orders of them are tried.
// --save     write what systemd answered there: one line of JSON for each tree
//
// Needs root.
import { appendFileSync } from 'node:fs';
import { randomTree, treeEntries, writeTree } from './randomTrees.mjs';
import { systemdTest } from './systemdTest.mjs';
import { coreSummary, graphOfAnswer, loadTransactions, systemdSummary } from './transaction-core.mjs';
import { wildTree } from './transaction-random.mjs';

const options = { count: 100, seed: 1, asks: 8, trees: 'wild' };
const argv = process.argv.slice(2);
while (argv.length > 0) {
  const word = argv.shift().slice(2);
  if (['verbose', 'explain'].includes(word)) options[word] = true;
  else options[word] = ['count', 'seed', 'asks'].includes(word) ? Number(argv.shift()) : argv.shift();
}

const core = await loadTransactions();
const JOB_ORDERS = 300;
const version = Number(systemdTest({ image: options.image, unit: 'emergency.target', level: 'info' }).systemd);
const counts = { systemd: version, trees: 0, refused: 0, cycles: 0, conflicts: 0, chance: 0, different: 0 };
if (options.explain) Object.assign(counts, { answers: 0, unexplained: 0 });

function treeOf(seed) {
  if (options.trees === 'wild') return wildTree(seed);
  return randomTree(seed, { odd: [0, 0.1, 0.3][seed % 3], size: [5, 14, 40][seed % 5] ?? 14 });
}

function compare(seed) {
  const tree = treeOf(seed);
  const { entries, unitPath } = treeEntries(core, tree);
  const root = core.openUnitRoot(core.treeOf(entries), version, { unitPath });
  const transaction = bootOf(root, tree.anchor);
  const mine = coreSummary(transaction);
  const theirs = new Set();
  const disk = writeTree(tree);
  try {
    for (let i = 0; i < options.asks && !theirs.has(mine); i++) {
      const answer = systemdTest({ image: options.image, unit: tree.anchor, units: disk.units, level: 'info' });
      theirs.add(systemdSummary(answer));
      if (options.explain && answer.error === undefined) explain(seed, answer, root, tree.anchor);
    }
  } finally {
    disk.remove();
  }
  count(transaction, theirs, mine);
  if (options.save) appendFileSync(options.save, `${JSON.stringify({ seed, version, answers: [...theirs] })}\n`);
  if (!theirs.has(mine)) report(seed, transaction, mine, [...theirs]);
}

function bootOf(root, anchor) {
  const load = (name) => core.loadGraph(root, [anchor, name]);
  const { unit = anchor } = core.bootTarget(load, { unit: anchor });
  return core.bootTransaction(load(unit), anchor);
}

/** Whether the core comes to the same answer with the tables in the order in which systemd had them. */
function explain(seed, answer, root, unit) {
  const graph = graphOfAnswer(core, answer, root);
  // What the manager had started before is not in the answer.
  if (core.retroactiveStarts(graph).size > 0) return;
  const request = { type: 'start', unit: core.bootTarget(() => graph, { unit }).unit, mode: 'isolate' };
  const attempt = (order) => {
    const isolated = core.transactionInOrder(graph, core.freshManager, request, order);
    if (isolated.error?.code !== 'EPERM') return isolated;
    return core.transactionInOrder(graph, core.freshManager, { ...request, mode: 'replace' }, order);
  };
  const theirs = systemdSummary(answer);
  counts.answers++;
  for (let draw = 0; draw < JOB_ORDERS; draw++) {
    const { jobs, kinds } = draw === 0 ? core.GRAPH_ORDER : core.drawnOrder(draw);
    if (coreSummary(attempt({ ...core.GRAPH_ORDER, jobs, kinds })) === theirs) return;
  }
  counts.unexplained++;
  console.log(`seed ${seed}: an answer that no order of the jobs explains`);
}

function count(transaction, theirs, mine) {
  counts.trees++;
  if (transaction.error) counts.refused++;
  if (transaction.dropped.some(({ reason }) => reason === 'cycle')) counts.cycles++;
  if (transaction.dropped.some(({ reason }) => reason === 'conflict')) counts.conflicts++;
  if (transaction.chance) counts.chance++;
  if (!theirs.has(mine)) counts.different++;
}

function report(seed, { chance }, mine, theirs) {
  const share = chance ? `, ours has ${Math.round(chance.share * 100)} % in our draws` : '';
  console.log(`seed ${seed}: ${theirs.length} answers of systemd, none of them ours${share}`);
  if (!options.verbose) return;
  const ours = new Set(mine.split(' '));
  for (const answer of theirs) {
    const its = new Set(answer.split(' '));
    console.log(`  systemd more: ${[...its].filter((job) => !ours.has(job)).join(' ')}`);
    console.log(`  ours more:    ${[...ours].filter((job) => !its.has(job)).join(' ')}`);
  }
}

for (let seed = options.seed; seed < options.seed + options.count; seed++) compare(seed);
console.log(JSON.stringify(counts));
process.exitCode = counts.different + (counts.unexplained ?? 0) > 0 ? 1 : 0;
