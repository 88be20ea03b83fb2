import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { measureBootEdits } from './bootEdits.mjs';
import { writeBootTree } from './bootTree.mjs';
import { loadCore } from './core.mjs';
import { row, times } from './rows.mjs';

const MANY = 10_000;
const MANAGERS = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'];

const RUNS = 7;

/** The first has what systemd has when it says how long it took: its jobs. For the others the boot is simulated, too. */
const FORMATS = ['jobs', 'tree', 'json'];

/** The boot of many units as a whole process, beside systemd's own; and of some, again and again, as they are edited. */
export async function measureBoot({ top, stage }) {
  const folder = join(stage, 'boot');
  writeBootTree(folder, MANY);
  measureProcesses(stage, folder);
  await measureEdits({ top, stage });
  await measureBootEdits({ stage });
}

/**
 * One after the other, again and again, so that a busy moment of the machine meets them all. What systemd says of itself
 * leaves out the start of its process and all that it prints; ours has both in it.
 */
function measureProcesses(stage, folder) {
  const args = ['dist/cli.cjs', 'boot', 'bench.target', '--unit-path', folder, '--format'];
  const ours = { jobs: [], tree: [], json: [] };
  const theirs = { transaction: [], process: [] };
  for (let run = 0; run < RUNS; run++) {
    for (const format of FORMATS) {
      ours[format].push(...times(1, () => spawnSync('node', [...args, format], { stdio: 'ignore' }), 0));
    }
    const before = performance.now();
    const said = systemdTest(stage, folder);
    if (said === undefined) continue;
    theirs.transaction.push(said);
    theirs.process.push(performance.now() - before);
  }
  for (const format of FORMATS) {
    row(`bootwright boot --format ${format}, 10,000 units, 30,000 dependencies, process`, ours[format], 'ms');
  }
  if (theirs.process.length === 0) {
    console.log('systemd is not installed, or does not run here: nothing to compare with');
    return;
  }
  row('systemd --test, the same units: until the transaction is there', theirs.transaction, 'ms');
  row('systemd --test, the same units: process, all of it printed', theirs.process, 'ms');
}

/** What systemd says of the time that it took; undefined where it does not run. */
function systemdTest(stage, folder) {
  const manager = MANAGERS.find((path) => existsSync(path));
  if (manager === undefined) return undefined;
  // It refuses to run as root, so others have to be able to read the units.
  chmodSync(stage, 0o755);
  const isRoot = process.getuid?.() === 0;
  const drop = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const [command, ...args] = [...drop, manager, '--test', '--system', '--unit=bench.target'];
  const env = { HOME: '/', PATH: process.env.PATH, SYSTEMD_LOG_TARGET: 'console', SYSTEMD_UNIT_PATH: folder };
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env, cwd: '/', maxBuffer: 1 << 28 });
  const found = /Loaded units and determined initial transaction in ([\d.]+)(ms|s)\b/.exec(stdout + stderr);
  return found ? Number(found[1]) * (found[2] === 's' ? 1000 : 1) : undefined;
}

/** What core does after each key that is pressed in a unit of a root with 500 of them. */
async function measureEdits({ top, stage }) {
  const folder = join(stage, 'edited');
  writeBootTree(folder, 500);
  const contents = `export { simulate } from './server/src/core/boot/boot.ts';
    export { openBoot } from './server/src/core/boot/open.ts';
    export { fileNode } from './server/src/core/tree/node.ts';
    export { applyChanges, treeOf } from './server/src/core/tree/systemTree.ts';`;
  const core = await loadCore({ top, stage }, 'boot-core', contents);
  const { simulate, openBoot, fileNode, applyChanges, treeOf } = core;
  const path = (name) => `/usr/lib/systemd/system/${name}`;
  const files = readdirSync(folder).map((name) => [path(name), fileNode(readFileSync(join(folder, name), 'utf8'))]);
  const tree = treeOf(files);
  const text = readFileSync(join(folder, 'bench-9.service'), 'utf8');
  let edits = 0;
  const edit = () => {
    const node = fileNode(`${text}# ${edits++}\n`);
    const { root, profile } = openBoot(applyChanges(tree, [{ op: 'put', path: path('bench-9.service'), node }]), {
      version: 262,
    });
    simulate(root, { profile, unit: 'bench.target' });
  };
  row('boot after an edit of one of 500 units, core alone', times(40, edit, 5), 'ms');
}
