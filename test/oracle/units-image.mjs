#!/usr/bin/env node
// Compares how we load the units of a whole system image with how its own systemd does.
//
//   units-image.mjs IMAGE
//
// Asks for every unit file of the image, and for one instance of every template. Needs root. Exit 1 on a difference.
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { loadUnits } from './units-core.mjs';
import { askSystemd, readTree } from './units-systemd.mjs';

const { treeOf, openUnitRoot, unitNames, differences } = await loadUnits();
const image = process.argv[2];
const FOLDERS = ['etc', 'usr/lib/systemd', 'usr/local/lib', 'opt', 'run'];

const entries = [...readTree(image, FOLDERS)];
for (const path of ['/lib', '/etc/os-release']) {
  if (!existsSync(image + path) || !lstatSync(image + path).isSymbolicLink()) continue;
  entries.push([path, { type: 'symlink', target: readlinkSync(image + path) }]);
}
const tree = treeOf(entries);

const instance = (name) => name.replace(/@(?=\.)/, '@some-thing');
const names = [...new Set(unitNames(openUnitRoot(tree, 252)).map(instance))].sort();
const answer = askSystemd(image, names);
const root = openUnitRoot(tree, answer.version);
let wrong = 0;
for (const name of names) {
  const found = differences(answer.units, name, root).filter((one) => !one.startsWith('links:'));
  if (found.length === 0) continue;
  wrong++;
  console.log(name, ...found);
}
console.log(`systemd ${answer.version}: ${names.length} units asked for, ${wrong} differ`);
process.exitCode = wrong === 0 ? 0 : 1;
