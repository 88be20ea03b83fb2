// Compares the transactions of verbs and job modes with what a systemd that really runs says of them: `systemctl
// --show-transaction`, on an image that is booted with random units.
//
//   transaction-live.mjs LIVE IMAGE [--count N] [--seed N] [--commands N] [--verbose]
//
// LIVE   a program `LIVE IMAGE --units DIR -- COMMAND...` that boots the image with the units laid over /etc/systemd/system, runs
//        the commands in it when it has settled, and prints a line `== COMMAND` and the output of each
// IMAGE  a system tree with its own systemd
//
// Which units are loaded, what state they are in, and which jobs they have is systemd's own answer before each command. Needs root.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { writeTree } from './randomTrees.mjs';
import { coreSummary, loadTransactions, refusalOf } from './transaction-core.mjs';
import { randomOf, wildTree } from './transaction-random.mjs';
import { readTree } from './units-systemd.mjs';

const [live, image, ...rest] = process.argv.slice(2);
const option = (name, otherwise) => (rest.includes(name) ? Number(rest[rest.indexOf(name) + 1]) : otherwise);
const VERBS = {
  start: { type: 'start' },
  stop: { type: 'stop' },
  restart: { type: 'restart' },
  'try-restart': { type: 'try-restart' },
  reload: { type: 'reload' },
  'reload-or-restart': { type: 'restart', reloadIfPossible: true },
  'try-reload-or-restart': { type: 'try-restart', reloadIfPossible: true },
};
const MODES = [
  'replace',
  'replace',
  'replace',
  'fail',
  'isolate',
  'flush',
  'ignore-dependencies',
  'ignore-requirements',
];
const SETTLE = "for i in $(seq 50); do systemctl list-jobs --no-legend | grep -q '^ *[0-9]' || break; sleep 0.1; done";

const core = await loadTransactions();
const entriesOfImage = [...readTree(image, ['etc', 'usr/lib/systemd', 'usr/local/lib'])];
for (const path of ['/lib', '/bin', '/sbin', '/etc/os-release']) {
  if (!existsSync(image + path) || !lstatSync(image + path).isSymbolicLink()) continue;
  entriesOfImage.push([path, { type: 'symlink', target: readlinkSync(image + path) }]);
}

/** The units of a tree that go beside those of the image; services stay up. */
function treeOf(seed) {
  const tree = wildTree(seed);
  const own = tree.folders[0].filter(([path]) => !/^(sysinit|basic|shutdown|rescue)\.target$/.test(path));
  const lasting = (text) =>
    text.replace('Type=oneshot', 'RemainAfterExit=yes').replace('ExecStart=/bin/true', 'ExecStart=/bin/sleep 1h');
  return {
    ...tree,
    folders: [own.map(([path, content]) => [path, typeof content === 'string' ? lasting(content) : content])],
  };
}

function commandsOf(seed, { folders }, version) {
  const r = randomOf(seed * 7 + 1);
  const names = folders[0].map(([path]) => path.replace('@.', '@a.')).filter((path) => !path.includes('/'));
  const modes = version >= 257 ? [...MODES, 'restart-dependencies', 'triggering'] : [...MODES, 'triggering'];
  return Array.from({ length: option('--commands', 12) }, () => {
    if (r.chance(0.1)) return { verb: 'isolate', mode: 'isolate', unit: 'boot.target' };
    const verb = r.chance(0.5) ? 'start' : r.pick(Object.keys(VERBS));
    const mode = r.pick(modes);
    return { verb, mode, unit: r.pick(names) };
  });
}

const counts = { trees: 0, commands: 0, refused: 0, different: 0 };

function compare(seed, version) {
  const tree = treeOf(seed);
  const commands = commandsOf(seed, tree, version);
  const disk = writeTree(tree);
  const lines = commands.map(({ verb, mode, unit }) => {
    const how = verb === 'isolate' ? '' : `--job-mode=${mode}`;
    return `systemctl list-units --all --plain --no-legend --full; echo @@; systemctl list-jobs --no-legend --full; echo @@; systemctl --show-transaction --no-block ${how} ${verb} ${unit} 2>&1; ${SETTLE}`;
  });
  const { stdout } = spawnSync(live, [image, '--units', disk.units[0], '--', ...lines], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  disk.remove();
  const outputs = stdout.split(/^== systemctl list-units.*\n/m).slice(1);
  const own = tree.folders[0].map(([path, content]) => [
    `/etc/systemd/system/${path}`,
    typeof content === 'string' ? core.fileNode(content) : core.linkNode(content.link),
  ]);
  const plain = core.treeOf([...entriesOfImage, ...own]);
  const root = core.openUnitRoot(core.withGenerators(plain, version), version);
  counts.trees++;
  for (const [i, output] of outputs.entries()) check(seed, i, root, commands[i], output);
}

function check(seed, index, root, { verb, mode, unit }, output) {
  const [units = '', waiting = '', answer = ''] = output.split('@@\n');
  const states = new Map(
    units
      .split('\n')
      .map((line) => line.split(/\s+/))
      .map(([name, , active]) => [name, active]),
  );
  states.delete('');
  const graph = core.loadGraph(root, [...states.keys(), unit], { memoryController: false });
  const jobs = new Map(waiting.split('\n').map((line) => line.trim().split(/\s+/).slice(1, 3)));
  const state = { activeState: ({ id }) => states.get(id) ?? 'inactive', job: ({ id }) => jobs.get(id) };
  const { type, reloadIfPossible = false } = VERBS[verb] ?? VERBS.start;
  const request = { type, unit, mode, manual: true, reloadIfPossible };
  const theirs = systemctlSummary(answer);
  const mine = coreSummary(core.buildTransaction(graph, state, request));
  counts.commands++;
  if (mine.startsWith('refused')) counts.refused++;
  if (theirs === mine || inSomeOrder(graph, state, request, theirs)) return;
  counts.different++;
  console.log(`seed ${seed}, command ${index}: ${verb} ${unit} (${mode})`);
  if (!rest.includes('--verbose')) return;
  const [a, b] = [theirs.split(' '), mine.split(' ')];
  console.log(`  systemd more: ${a.filter((job) => !b.includes(job)).join(' ')}`);
  console.log(`  ours more:    ${b.filter((job) => !a.includes(job)).join(' ')}`);
}

/** Whether the answer is one that systemd may give by chance. */
function inSomeOrder(graph, state, request, theirs) {
  for (let seed = 0; seed < 300; seed++) {
    if (coreSummary(core.transactionInOrder(graph, state, request, core.drawnOrder(seed))) === theirs) return true;
  }
  return false;
}

function systemctlSummary(answer) {
  const failure = /^Failed to [\w-]+ \S+: (.*)$/m.exec(answer)?.[1];
  if (failure !== undefined) return `refused: ${refusalOf(failure)}`;
  const jobs = [...answer.matchAll(/^Enqueued (?:anchor|auxiliary) job \d+ (\S+)\/([a-z-]+)\.?$/gm)];
  const words = jobs.map(([, unit, action]) => `${unit}/${action}`);
  return words.sort().join(' ');
}

const version = Number(
  /(\d+)/.exec(spawnSync('chroot', [image, 'systemctl', '--version'], { encoding: 'utf8' }).stdout)?.[1],
);
const first = option('--seed', 1);
for (let seed = first; seed < first + option('--count', 10); seed++) compare(seed, version);
console.log(JSON.stringify({ systemd: version, ...counts }));
process.exitCode = counts.different > 0 ? 1 : 0;
