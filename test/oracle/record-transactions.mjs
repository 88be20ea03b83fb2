// Records what systemd makes of random folders of units when it boots them, for test/unit/transaction/recorded.test.ts.
//
//   record-transactions.mjs IMAGE OUT [--count N] [--seed N]
//
// IMAGE is a system tree with its own systemd. Large trees are passed over, and those for which systemd has more than a few
// answers, for it takes units in an order that is drawn anew each time. Needs root.
import { writeFileSync } from 'node:fs';
import { randomTree, writeTree } from './randomTrees.mjs';
import { systemdTest } from './systemdTest.mjs';
import { systemdSummary } from './transaction-core.mjs';
import { wildTree } from './transaction-random.mjs';

const [image, out, ...rest] = process.argv.slice(2);
const option = (name, otherwise) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : otherwise);
const count = option('--count', 40);
const MOST_FILES = 26;
const ASKS = 8;
const MOST_ANSWERS = 3;

const cases = [];
let systemd = '';
for (let seed = option('--seed', 1); cases.length < count; seed++) {
  const tree = seed % 3 === 0 ? randomTree(seed, { odd: 0.1, size: 6 }) : wildTree(seed);
  if (tree.folders.flat().length > MOST_FILES) continue;
  const answers = new Set();
  const disk = writeTree(tree);
  try {
    for (let i = 0; i < ASKS; i++) {
      const answer = systemdTest({ image, unit: tree.anchor, units: disk.units, level: 'info' });
      systemd = answer.systemd;
      answers.add(systemdSummary(answer));
    }
  } finally {
    disk.remove();
  }
  if (answers.size <= MOST_ANSWERS) cases.push({ seed, ...tree, answers: [...answers].sort() });
}
const lines = cases.map((one) => JSON.stringify(one));
const command = 'node test/oracle/record-transactions.mjs IMAGE OUT';
writeFileSync(out, `{"systemd": ${Number(systemd)}, "command": "${command}", "cases": [\n${lines.join(',\n')}\n]}\n`);
