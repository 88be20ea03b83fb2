// Compares the boot transactions of whole system images with those of their own systemd.
//
//   transaction-images.mjs IMAGE... [-- UNIT...]
//
// Jobs for units that exist only because of what the asking machine has mounted are left out, and listed. Needs root.
import { bootEntries, TARGETS } from './boot-image.mjs';
import { machineUnits } from './graph-compare.mjs';
import { systemdTest } from './systemdTest.mjs';
import { coreSummary, loadTransactions, systemdSummary } from './transaction-core.mjs';

const core = await loadTransactions();
const argv = process.argv.slice(2);
const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
const targets = end < argv.length ? argv.slice(end + 1) : TARGETS;

let wrong = 0;
for (const image of argv.slice(0, end)) {
  const plain = core.treeOf(bootEntries(image));
  for (const unit of targets) {
    const answer = systemdTest({ image, unit });
    const version = Number(answer.systemd);
    const root = core.openUnitRoot(core.withGenerators(plain, version), version);
    const load = (name) => core.loadGraph(root, [unit, name], { memoryController: false });
    const { unit: target = unit } = core.bootTarget(load, { unit });
    const ours = coreSummary(core.bootTransaction(load(target), unit));
    report(version, unit, new Set(systemdSummary(answer).split(' ')), new Set(ours.split(' ')), machineUnits(answer));
  }
}
process.exitCode = wrong === 0 ? 0 : 1;

function report(version, unit, theirs, ours, machine) {
  const isOfMachine = (job) => machine.has(job.slice(0, job.lastIndexOf('/')));
  const more = [...theirs].filter((job) => !ours.has(job));
  const less = [...ours].filter((job) => !theirs.has(job));
  const different = [...more.map((job) => `+${job}`), ...less.map((job) => `-${job}`)];
  const counting = different.filter((job) => !isOfMachine(job.slice(1)));
  console.log(`systemd ${version} ${unit}: ${theirs.size} jobs, ${counting.length} differences`);
  for (const job of different) console.log(`  ${job}${isOfMachine(job.slice(1)) ? ' (of the machine)' : ''}`);
  wrong += counting.length;
}
