#!/usr/bin/env node
// Compares how we load the units of random trees with how systemd does.
//
//   units-fuzz.mjs IMAGE [--trees N] [--seed S] [--record FILE]
//
// IMAGE is a system tree with its own systemd, which answers. Tree number S+i is the same on every run. Needs root.
// --record keeps systemd's answers, for test/golden/.
// Compared are load state, id, names, fragment, drop-ins in their order, and the dependencies that links make.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { linksOf } from './units-compare.mjs';
import { loadUnits } from './units-core.mjs';
import { namesOf, randomFrom, randomTree } from './units-random-tree.mjs';
import { askSystemd } from './units-systemd.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => Number(argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const image = argv[0];
const { rootOf, differences } = await loadUnits();

const recorded = [];
let version = 0;
let asked = 0;
let wrong = 0;
let refused = 0;
const seed = option('--seed', 1);
const trees = option('--trees', 100);
for (let i = seed; i < seed + trees; i++) {
  const tree = randomTree(randomFrom(i));
  const names = namesOf(tree);
  const stage = write(tree);
  try {
    const all = askSystemd(image, names, stage);
    if (all.units.size === 0) {
      refused++;
      recorded.push([]);
      continue;
    }
    const root = rootOf(tree, all.version);
    const answers = [];
    recorded.push(answers);
    version = all.version;
    for (const name of names) {
      asked++;
      let said = all.units;
      // Loaded together, units can get into each other's way; we answer for each alone.
      if (differences(said, name, root).length > 0) said = askSystemd(image, [name], stage).units;
      const found = differences(said, name, root);
      answers.push(answerOf(said, name));
      if (found.length === 0) continue;
      wrong++;
      console.log(`tree ${i}: ${name}\n  ${found.join('\n  ')}`);
    }
  } finally {
    rmSync(stage, { recursive: true });
  }
}
console.log(`${trees} trees from ${seed}, ${asked} units, ${wrong} differ; ${refused} trees refused as a whole`);
if (argv.includes('--record')) {
  const command = `units-fuzz.mjs IMAGE --trees ${trees} --seed ${seed} --record FILE`;
  const lines = recorded.map((answers) => JSON.stringify(answers)).join(',\n');
  writeFileSync(
    argv[argv.indexOf('--record') + 1],
    `{"command":"${command}","systemd":${version},"seed":${seed},"trees":[\n${lines}\n]}\n`,
  );
}
process.exitCode = wrong === 0 ? 0 : 1;

/** What systemd said of a unit and of the units that it depends on, as short as can be. */
function answerOf(units, name) {
  const said = units.get(name);
  if (said === undefined) return { name };
  const { id, names, load, fragment, dropIns } = said;
  const links = linksOf(said);
  const others = Object.fromEntries(
    links.flatMap((link) => {
      const other = link.slice(link.indexOf(' ') + 1);
      return (units.get(other)?.names ?? []).filter((alias) => alias !== other).map((alias) => [alias, other]);
    }),
  );
  const more = { names, fragment, dropIns, links, others };
  const filled = Object.entries(more).filter(([key, value]) => {
    if (key === 'names') return value.length > 1;
    return value !== undefined && Object.keys(value).length > 0;
  });
  return { name, ...(id === name ? {} : { id }), load, ...Object.fromEntries(filled) };
}

/** Writes a tree to a folder of its own. */
function write(tree) {
  const stage = mkdtempSync(join(tmpdir(), 'bootwright-units-'));
  chmodSync(stage, 0o755);
  for (const [path, content] of tree) {
    mkdirSync(dirname(stage + path), { recursive: true });
    if (content === null) mkdirSync(stage + path, { recursive: true });
    else if (typeof content === 'string') writeFileSync(stage + path, content);
    else symlinkSync(content.link, stage + path);
  }
  return stage;
}
