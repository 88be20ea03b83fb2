#!/usr/bin/env node
// Compares what systemctl says of every unit of a whole image with what we say: the rows of list-unit-files and the word
// and exit status of is-enabled, for the system manager and for those of users; and for users' units what cat prints,
// where systemctl prints it without a manager (from 262 on). For cat of the system's units see units-cat.mjs.
//
//   list-images.mjs IMAGE... [--machine] [--show N]
//
// IMAGE      a system tree with its own systemctl, which answers by chroot; it is not written to
// --machine  asks with the image as `/`; without it the image is seen in a folder of itself, as `--root=FOLDER`
// --show     how many differences are printed in full (default 10)
//
// Asked for are all units listed, an instance of each template, and names that are not there. Needs root. Exit 1 when
// something differs.
import { spawnSync } from 'node:child_process';
import { loadCore } from './core-bundle.mjs';

const argv = process.argv.slice(2);
const machine = argv.includes('--machine');
const show = argv.includes('--show') ? Number(argv[argv.indexOf('--show') + 1]) : 10;
const images = argv.filter((word, index) => !word.startsWith('--') && argv[index - 1] !== '--show');
const FOLDER = '/mnt';
const CAT_SINCE = 262;
const core = await loadCore(`
  export { planInstall } from './server/src/core/install/plan.ts';
  export { openUnitRoot } from './server/src/core/units/unitRoot.ts';
  export { effectiveUnit } from './server/src/core/units/effective.ts';
  export { loadRootTreeSync } from './server/src/hosts/rootTree.ts';`);

let shown = 0;
let wrong = 0;
for (const image of images) compareImage(image);
process.exitCode = wrong > 0 ? 1 : 0;

function compareImage(image) {
  const version = Number(/^systemd (\d+)/.exec(inImage(image, [['--version']])[0].output)[1]);
  const tree = core.loadRootTreeSync(image);
  const counts = { rows: 0, states: 0, cats: 0 };
  for (const scope of ['system', 'global']) compareScope(image, tree, version, scope, counts);
  const { rows, states, cats } = counts;
  const from = machine ? 'inside' : 'from outside';
  console.log(`systemd ${version} ${from}: ${rows} rows, ${states} states, ${cats} cats; ${wrong} differ so far`);
}

function compareScope(image, tree, version, scope, counts) {
  const options = scope === 'global' ? ['--global'] : [];
  const ask = (commands) =>
    inImage(
      image,
      commands.map((words) => [...options, ...words]),
    );
  const plan = (verb, args) => core.planInstall(tree, verb, args, { version, scope, rootIsMachine: machine });

  const rows = ask([['list-unit-files', '--all']])[0]
    .output.trimEnd()
    .split('\n');
  const ours = plan('list-unit-files', []).output;
  for (const [index, row] of rows.entries()) same(`${scope} row ${index + 1}`, rowOf(row), rowOf(ours[index] ?? ''));
  same(`${scope} rows`, rows.length, ours.length);
  const listed = rows.slice(1, -2).map((row) => row.split(' ')[0]);
  counts.rows += listed.length;

  const instances = listed.filter((name) => name.includes('@.')).map((name) => name.replace('@.', '@some-thing.'));
  const names = [...listed, ...instances, 'missing.service', 'missing@x.service', 'no-suffix', 'a b'];
  const states = ask(names.map((name) => ['is-enabled', name]));
  for (const [index, { output, status }] of states.entries()) {
    const { output: planned, exitStatus } = plan('is-enabled', [names[index]]);
    same(`${scope} is-enabled ${names[index]}`, `${output.trim()} ${status}`, `${planned.join('\n')} ${exitStatus}`);
  }
  counts.states += states.length;
  if (scope === 'system' || version < CAT_SINCE || !machine) return;

  const root = core.openUnitRoot(tree, version, { scope: 'user' });
  const found = [...listed, ...instances];
  const cats = ask(found.map((name) => ['cat', name]));
  for (const [index, { output }] of cats.entries()) {
    same(`${scope} cat ${found[index]}`, output, core.effectiveUnit(root, found[index])?.text ?? '');
  }
  counts.cats += cats.length;
}

/** Columns are as wide as they need to be; only their words count. */
function rowOf(row) {
  return row.trim().split(/ +/).join(' ');
}

function same(what, theirs, ours) {
  if (theirs === ours) return;
  wrong++;
  if (shown++ < show) console.log(`${what}\n--- systemctl\n${theirs}\n--- ours\n${ours}\n`);
}

/** What the image's systemctl prints for each of the command lines, and its exit status. */
function inImage(image, commands) {
  const quote = (word) => `'${word.replaceAll("'", `'\\''`)}'`;
  const asks = commands.map(
    (words) =>
      `systemctl ${machine ? '' : `--root=${FOLDER}`} --no-pager ${words.map(quote).join(' ')} 2>/dev/null; printf '\\n=%s=\\n' $?`,
  );
  const mounts = machine ? '' : `mount --bind ${quote(image)} ${quote(image + FOLDER)} && `;
  const script = `mount --make-rprivate / && ${mounts}mount -t proc proc ${quote(`${image}/proc`)} && mount --bind /dev ${quote(`${image}/dev`)} && exec chroot ${quote(image)} env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 SYSTEMD_COLORS=0 sh`;
  const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script], {
    input: `${asks.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const parts = stdout.split(/\n=(\d+)=\n/);
  if (parts.length !== 2 * commands.length + 1) throw new Error(`systemctl did not answer: ${stderr}`);
  return commands.map((_, index) => ({ output: parts[2 * index], status: Number(parts[2 * index + 1]) }));
}
