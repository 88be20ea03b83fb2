// Asks `systemd --test` for the units that a boot loads, with all their dependencies, and for the jobs of its transaction.
//
//   systemdTest.mjs UNIT [--image DIR] [--units DIR]... [--log]
//
// UNIT      the unit to boot, e.g. multi-user.target
// --image   a system tree with its own systemd, which answers; without it the host's does. Nothing in it is changed.
// --units   just these folders of units, the first wins, as SYSTEMD_UNIT_PATH has them; no generators then.
// --log     also what systemd said meanwhile
//
// The manager refuses to run as root, so it runs as uid 65534 in a private mount namespace. Needs root.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const MANAGERS = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'];
const NO_GENERATORS = 'SYSTEMD_GENERATOR_PATH=/nonexistent SYSTEMD_ENVIRONMENT_GENERATOR_PATH=/nonexistent';
/** Where the folders of `units` stand for the manager; the names that its answers give. */
export const STAGE = '/run/bootwright-units';

/**
 * `image`: folder of the system, or undefined for the host; `unit`: what to boot; `units`: folders in place of the search
 * path; `level`: log level; `commandLine`: the kernel's, else the host's.
 * Gives {systemd, anchor, jobs: [{unit, action}], units: {NAME: {load, fragment?, names, dependencies: {Requires: {OTHER:
 * [origin...]}}}}, error?, log: [line...], mounts: [[what, where, type, options]...]}. `mounts` are those of the asking machine,
 * as the manager saw them. `error` is set when systemd refuses the transaction.
 */
export function systemdTest({ image, unit, units = [], level = 'debug', commandLine }) {
  const root = image === undefined ? '' : resolve(image);
  const manager = MANAGERS.find((path) => existsSync(root + path));
  const copies = units.map((dir, i) => `cp -a ${quote(`${resolve(dir)}/.`)} ${root}${STAGE}/${i}/`);
  const folders = units.map((_, i) => `${STAGE}/${i}`);
  const environment = [
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_COLOR=0 LC_ALL=C.UTF-8',
    `SYSTEMD_LOG_LEVEL=${level}`,
    ...(folders.length > 0 ? [`SYSTEMD_UNIT_PATH=${folders.join(':')} ${NO_GENERATORS}`] : []),
    ...(commandLine === undefined ? [] : [`SYSTEMD_PROC_CMDLINE=${quote(commandLine)}`]),
  ].join(' ');
  const run = `${manager} --test --system ${quote(`--unit=${unit}`)}`;
  const script = `set -e
    ${root === '' ? '' : mountScript(root)}
    ${folders.length > 0 ? `rm -rf ${root}${STAGE}; mkdir -p ${folders.map((folder) => root + folder).join(' ')}` : ''}
    ${copies.join('\n')}
    ${folders.length > 0 ? `chmod -R a+rX ${root}${STAGE}` : ''}
    ${root === '' ? '' : `cd ${root}`}
    ${chroot(root, `sh -c 'echo BOOTWRIGHT-MOUNTS; cat /proc/self/mountinfo; echo BOOTWRIGHT-END'`)}
    exec ${chroot(root, `env -i ${environment} setpriv --reuid=65534 --regid=65534 --clear-groups ${run}`)}`;
  const result = spawnSync('unshare', ['-m', '--propagation', 'private', 'sh', '-c', script], {
    encoding: 'latin1',
    maxBuffer: 1 << 29,
    timeout: 120_000,
  });
  const text = Buffer.from(`${result.stderr}\n${result.stdout}`, 'latin1').toString('utf8');
  return readAnswer(text.split('\n'), unit, result.status);
}

function mountScript(root) {
  return `mount --bind ${root} ${root}; mkdir -p ${root}/run; mount -t proc proc ${root}/proc
    mount --rbind /sys ${root}/sys; mount --bind /dev ${root}/dev; mount -t tmpfs tmpfs ${root}/run
    if test -d /sys/fs/cgroup/unified; then mount --bind /sys/fs/cgroup/unified ${root}/sys/fs/cgroup; fi`;
}

function chroot(root, command) {
  return root === '' ? command : `chroot ${root} ${command}`;
}

function quote(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function readAnswer(lines, anchor, status) {
  const out = { systemd: '', anchor, jobs: [], units: {}, mounts: [], log: [] };
  let section = 'log';
  let unit;
  for (const line of lines) {
    const version = /systemd (\d+)[^ ]* running in test system mode/.exec(line)?.[1];
    if (version !== undefined) out.systemd = version;
    if (line === 'BOOTWRIGHT-MOUNTS') section = 'mounts';
    else if (line === 'BOOTWRIGHT-END') section = 'log';
    else if (/By units:$/.test(line)) section = 'units';
    else if (/By jobs:$/.test(line)) section = 'jobs';
    else if (section === 'mounts') out.mounts.push(mountOf(line));
    else if (section === 'log') out.log.push(line);
    else if (section === 'jobs') {
      const job = /^\t\tAction: (\S+) (?:->|→) (\S+)/.exec(line);
      if (job) out.jobs.push({ unit: job[1], action: job[2] });
    } else unit = unitLine(out.units, unit, line);
  }
  out.jobs.sort((a, b) => compare(a.unit, b.unit) || compare(a.action, b.action));
  if (status !== 0) out.error = out.log.find((line) => /^Failed to (isolate|start) /.test(line)) ?? `exit ${status}`;
  return out;
}

const RELATION = /^\t\t([A-Z][A-Za-z]+): (.+) \(((?:(?:origin|destination)-[a-z-]+ ?)+)\)$/;

function unitLine(units, before, line) {
  const head = /^\t(?:->|→) Unit (.+):$/.exec(line)?.[1];
  if (head !== undefined) {
    units[head] = { load: '', names: [head], dependencies: {} };
    return units[head];
  }
  const unit = before;
  if (!unit) return undefined;
  const field = (label) => (line.startsWith(`\t\t${label}: `) ? line.slice(label.length + 4) : undefined);
  const relation = RELATION.exec(line);
  if (relation) {
    const [, kind, other, origins] = relation;
    unit.dependencies[kind] ??= {};
    unit.dependencies[kind][other] = origins.split(' ');
    return unit;
  }
  unit.load = field('Unit Load State') ?? unit.load;
  const fragment = field('Fragment Path');
  if (fragment !== undefined) unit.fragment = fragment;
  const alias = field('Alias');
  if (alias !== undefined) unit.names.push(alias);
  return unit;
}

/** A line of mountinfo: proc(5). */
function mountOf(line) {
  const [left, right] = line.split(' - ');
  const [, , , , where, options] = left.split(' ');
  const [type, what, superOptions] = right.split(' ');
  const plain = (text) => text.replace(/\\([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
  return [plain(what), plain(where), type, `${options},${superOptions}`];
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const argv = process.argv.slice(2);
  const asked = { units: [] };
  let log = false;
  while (argv.length > 0) {
    const word = argv.shift();
    if (word === '--image') asked.image = argv.shift();
    else if (word === '--units') asked.units.push(argv.shift());
    else if (word === '--log') log = true;
    else asked.unit = word;
  }
  const answer = systemdTest(asked);
  if (!log && answer.error === undefined) delete answer.log;
  console.log(JSON.stringify(answer, null, 1));
  process.exitCode = answer.error === undefined ? 0 : 1;
}
