#!/usr/bin/env node
// Compares `bootwright plan` with the real systemctl on a whole image, its init scripts included.
//
//   unshare -m install-image.mjs --image DIR [--steps N] [--seed S] [--machine]
//
// --image    a system tree; it is not written to: an overlay in memory takes what systemctl changes
// --steps    how many verbs (default 300), in sequences of up to four, each sequence on the image as it was
// --machine  asks the image's systemctl from inside, where the root is `/`; without it the host's with --root
//
// Compared after each step: exit status, and the links below etc and run. Needs root and a mount namespace of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { arch, hostname, release } from 'node:os';
import { join } from 'node:path';
import { loadPlanner } from './install-planner.mjs';
import { readTree, wordsOf } from './install-real.mjs';
import { picker } from './install-trees.mjs';
import { randomFrom } from './mutations.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const image = option('--image', '');
const steps = Number(option('--steps', '300'));
const random = randomFrom(Number(option('--seed', '1')));
const machine = argv.includes('--machine');
const { pick, chance, below } = picker(random);

const stage = mkdtempSync('/dev/shm/bootwright-');
const at = (name) => join(stage, name);
const root = at('merged');
const { planInstall, loadRootTreeSync } = await loadPlanner();
const version = Number(
  /^systemd (\d+)/.exec(
    machine ? run('chroot', [image, 'systemctl', '--version']).stdout : run('systemctl', ['--version']).stdout,
  )[1],
);
const facts = {
  architecture: { x64: 'x86-64', arm64: 'arm64' }[arch()],
  bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').replaceAll('-', '').trim(),
  hostname: hostname(),
  kernel: release(),
};
const units = ['usr/lib/systemd/system', 'etc/systemd/system']
  .flatMap((folder) => readdirSync(join(image, folder)))
  .filter((name) => /\.(?:service|socket|target|timer|path|mount)$/.test(name));
const scripts = existsSync(join(image, 'etc/init.d'))
  ? readdirSync(join(image, 'etc/init.d')).map((name) => `${name}.service`)
  : [];

let different = 0;
try {
  execFileSync('mount', ['--make-rprivate', '/']);
  for (let done = 0; done < steps; ) {
    mountAnew();
    for (let left = 1 + below(4); left > 0 && done < steps; left--, done++) compareStep(randomStep());
    execFileSync('umount', ['-R', root]);
  }
  console.log(
    `systemd ${version}${machine ? ' inside' : ' from outside'}, ${image}: ${steps} steps, ${different} different`,
  );
} finally {
  spawnSync('umount', ['-R', root]);
  rmSync(stage, { recursive: true, force: true });
}
process.exitCode = different > 0 ? 1 : 0;

function mountAnew() {
  for (const name of ['upper', 'work', 'merged']) {
    rmSync(at(name), { recursive: true, force: true });
    mkdirSync(at(name));
  }
  execFileSync('mount', [
    '-t',
    'overlay',
    'overlay',
    '-o',
    `lowerdir=${image},upperdir=${at('upper')},workdir=${at('work')}`,
    root,
  ]);
  execFileSync('mount', ['--rbind', '/proc', join(root, 'proc')]);
  execFileSync('mount', ['--rbind', '/dev', join(root, 'dev')]);
}

function randomStep() {
  const verb = pick([
    'enable',
    'enable',
    'disable',
    'disable',
    'reenable',
    'mask',
    'unmask',
    'preset',
    'revert',
    'is-enabled',
    'set-default',
    'add-wants',
    'link',
  ]);
  const name = () =>
    scripts.length > 0 && chance(0.3) ? pick(scripts) : pick(units).replace(/@\./, chance(0.7) ? '@one.' : '@.');
  const step = { verb, args: [name(), ...(chance(0.3) ? [name()] : [])] };
  if (verb === 'set-default') step.args = [pick(units.filter((unit) => unit.endsWith('.target')))];
  if (verb === 'add-wants') step.args.unshift('multi-user.target');
  if (verb === 'link') step.args = [`/usr/lib/systemd/system/${pick(units)}`];
  if (chance(0.2)) step.runtime = true;
  if (chance(0.2)) step.force = true;
  return step;
}

function compareStep(step) {
  const tree = loadRootTreeSync(root, { also: step.args.filter((word) => word.startsWith('/')) });
  const { verb, args, runtime = false, force = false } = step;
  const plan = planInstall(tree, verb, args, { version, runtime, force, facts, rootIsMachine: machine });
  const before = links();
  const answer = machine
    ? run('chroot', [root, 'systemctl', ...wordsOf(step)])
    : run('systemctl', [`--root=${root}`, ...wordsOf(step)]);
  const after = links();
  for (const change of plan.changes) {
    if (change.op === 'symlink') before.set(change.path, change.target);
    else before.delete(change.path);
  }
  const problems = [];
  if (answer.status !== plan.exitStatus) problems.push(`exit status ${answer.status}, planned ${plan.exitStatus}`);
  for (const [path, target] of after)
    if (before.get(path) !== target) problems.push(`not planned: ${path} -> ${target}`);
  for (const [path, target] of before)
    if (after.get(path) !== target) problems.push(`only planned: ${path} -> ${target}`);
  if (verb === 'is-enabled' && answer.stdout.trim() !== plan.output.join('\n'))
    problems.push(`printed ${answer.stdout}, planned ${plan.output}`);
  if (problems.length === 0) return;
  different++;
  console.log(
    `--- ${wordsOf(step).join(' ')}\n${answer.stderr}= planned\n${plan.messages.map(({ text }) => text).join('\n')}\n${problems.join('\n')}`,
  );
}

/** Links of the root, those of the overlay's lower layer included; regular files that revert removes do not count. */
function links() {
  const found = new Map();
  for (const folder of [
    '/etc/systemd',
    '/run/systemd',
    ...readdirSync(join(root, 'etc'))
      .filter((name) => /^rc.\.d$/.test(name))
      .map((name) => `/etc/${name}`),
  ]) {
    if (!existsSync(root + folder)) continue;
    for (const [path, kind, target] of readTree(root + folder)) if (kind === 'l') found.set(folder + path, target);
  }
  return found;
}

function run(command, words) {
  return spawnSync(command, words, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', SYSTEMD_COLORS: '0', SYSTEMD_OFFLINE: '1' },
  });
}
