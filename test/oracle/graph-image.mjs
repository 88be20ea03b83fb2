#!/usr/bin/env node
// Compares the units that a whole system image loads for a boot, and their dependencies, with what its own systemd says.
//
//   graph-image.mjs IMAGE [UNIT...]
//
// Needs root. Exit 1 on a difference.
import { bootEntries, TARGETS } from './boot-image.mjs';
import { differences, graphComparison } from './graph-compare.mjs';
import { loadGraphCore } from './graph-core.mjs';
import { systemdTest } from './systemdTest.mjs';

const core = await loadGraphCore();
const { ourUnits } = graphComparison(core);
const [image, ...wanted] = process.argv.slice(2);
const plain = core.treeOf(bootEntries(image));

let wrong = 0;
for (const unit of wanted.length > 0 ? wanted : TARGETS) {
  const answer = systemdTest({ image, unit });
  const version = Number(answer.systemd);
  const tree = core.withGenerators(plain, version);
  const graph = core.loadGraph(core.openUnitRoot(tree, version), [unit], { memoryController: false });
  const found = differences(answer, ourUnits(graph), { fragment });
  console.log(`systemd ${version} ${unit}: ${Object.keys(answer.units).length} units, ${found.length} differences`);
  for (const one of found) console.log(`  ${one}`);
  wrong += found.length;
}
process.exitCode = wrong === 0 ? 0 : 1;

/** In a test systemd has its generators write to a folder of its own. */
function fragment(path) {
  return path.replace(/^\/tmp\/systemd-temporary-\w+\//, '/run/systemd/');
}
