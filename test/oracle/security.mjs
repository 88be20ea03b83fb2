#!/usr/bin/env node
// Compares `bootwright security` with `systemd-analyze security --offline=yes`: the figure, its level, and the badness
// and the share of every check.
//
//   security.mjs [--image DIR] [--count N] [--seed N] [--record FILE]
//   security.mjs [--image DIR | --root DIR] --tree [--types service,socket,...]
//
// Writes random units that combine the settings which count, and asks the systemd of the host, or with --image that of a
// system tree. --tree: all units of the tree instead (the host's without --image), each under all its names; with --root
// the host's systemd looks at them from outside. Prints every difference and leaves with status 1 then. --record writes
// what systemd said, for the tests. Needs root for --image.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSecurity } from './security-core.mjs';
import { randomOf, randomUnits } from './security-units.mjs';

const { values: options } = parseArgs({
  options: {
    image: { type: 'string', default: '' },
    root: { type: 'string' },
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    record: { type: 'string' },
    tree: { type: 'boolean', default: false },
    types: { type: 'string', default: 'service' },
  },
});
const image = options.image.replace(/\/$/, '');
const BATCH = 50;
/** systemd looks into these to learn what the kernel has to offer; the control groups are those of today's machines. */
const INSIDE =
  'mount --bind /proc "$0/proc" && mount --rbind /sys "$0/sys" && mount -t cgroup2 none "$0/sys/fs/cgroup" && exec chroot "$0" "$@"';
const COMMAND = ['security', '--offline=yes', '--no-pager', ...(options.root ? [`--root=${options.root}`] : [])];

function call(args, env = {}) {
  const command = image
    ? ['unshare', '-m', 'sh', '-c', INSIDE, image, 'systemd-analyze', ...args]
    : ['systemd-analyze', ...args];
  const run = spawnSync(command[0], command.slice(1), {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    cwd: '/',
    // With this switch systemd gives the badness, too.
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', SYSTEMD_COLORS: '0', SYSTEMD_ANALYZE_DEBUG: '1', ...env },
  });
  return run.stdout;
}

/** What systemd says of the units that load, in the order in which they were asked for. */
function ask(units, env) {
  const text = call([...COMMAND, ...units], env);
  const figures = [...text.matchAll(/^\S+ Overall exposure level for (.+): (\d+\.\d) (\w+)/gm)];
  const tables = call([...COMMAND, '--json=short', ...units], env)
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => JSON.parse(line));
  if (tables.length !== figures.length) throw new Error(`${figures.length} figures, ${tables.length} tables`);
  return figures.map(([, unit, exposure, level], index) => ({ unit, exposure, level, checks: tables[index] }));
}

/** A check as both sides give it: badness (null for none), and share of the exposure. */
function plainCheck({ badness, exposure }) {
  const counts = badness !== null && badness <= 10;
  return `${counts ? badness : 'n/a'} ${exposure === null ? '-' : Number(exposure).toFixed(1)}`;
}

/** How two answers about a unit differ, in words. */
function differences(theirs, ours) {
  if (!theirs && typeof ours === 'string') return [];
  if (!theirs || typeof ours === 'string') return [theirs ? `systemd judges it, we say: ${ours}` : 'only we judge it'];
  const found = [];
  for (const [key, mine] of Object.entries({
    unit: ours.unit,
    exposure: ours.exposure.toFixed(1),
    level: ours.level,
    count: ours.checks.length,
  })) {
    const said = key === 'count' ? theirs.checks.length : theirs[key];
    if (said !== mine) found.push(`${key}: ${said}, ours ${mine}`);
  }
  for (const check of ours.checks) {
    const said = theirs.checks.find(({ json_field }) => json_field === check.json_field);
    if (!said) found.push(`no check ${check.json_field}`);
    else if (said.name !== check.name) found.push(`name: ${said.name}, ours ${check.name}`);
    else if (plainCheck(said) !== plainCheck(check) || said.set !== check.set || said.weight !== check.weight)
      found.push(`${check.name}: ${plainCheck(said)}, ours ${plainCheck(check)}`);
    const offender = /\(e\.g\. (\w+) is allowed\)/.exec(said?.description ?? '')?.[1];
    if (offender && !check.description.endsWith(` ${offender}`))
      found.push(`${check.name}: not ${offender} (${check.description})`);
  }
  return found;
}

function report(name, found, text) {
  console.log(`${name}:\n${found.map((line) => `  ${line}\n`).join('')}${text ? text.replace(/^/gm, '    ') : ''}`);
}

const version = Number(/^systemd (\d+)/.exec(call(['--version']))[1]);
const core = await loadSecurity();
const differing = options.tree ? compareTree() : compareRandom();
process.exit(differing > 0 ? 1 : 0);

function compareTree() {
  const types = options.types.split(',');
  const root = core.openOfflineRoot(core.loadRootTreeSync(options.root ?? (image || '/')), version);
  const names = core.unitNames(root).filter((name) => types.includes(name.slice(name.lastIndexOf('.') + 1)));
  let judged = 0;
  let differ = 0;
  for (const name of names.sort()) {
    const [theirs] = ask([name]);
    if (theirs) judged++;
    const found = differences(theirs, core.unitSecurity(root, name));
    if (found.length > 0) report(name, found, '');
    if (found.length > 0) differ++;
  }
  console.log(`systemd ${version}: ${names.length} units, ${judged} judged by systemd, ${differ} differ`);
  return differ;
}

function compareRandom() {
  const units = randomUnits(Number(options.count), randomOf(Number(options.seed)));
  const all = new Map();
  let differ = 0;
  for (let from = 0; from < units.length; from += BATCH) {
    const batch = units.slice(from, from + BATCH);
    const answers = askBatch(batch);
    const root = core.rootOfUnits(batch, version);
    for (const unit of batch) {
      const theirs = answers.get(unit.name);
      if (theirs) all.set(unit.name, theirs);
      const found = differences(theirs, core.unitSecurity(root, unit.name));
      if (found.length > 0) report(unit.name, found, [unit.text, ...unit.dropIns].join('# drop-in\n'));
      if (found.length > 0) differ++;
    }
  }
  console.log(`systemd ${version}: ${units.length} units, ${all.size} judged by systemd, ${differ} differ`);
  if (options.record) record(units, all);
  return differ;
}

function askBatch(units) {
  const stage = mkdtempSync(join(image || '/', 'tmp', 'security-'));
  const inside = stage.slice(image.length);
  for (const { name, text, dropIns } of units) {
    writeFileSync(join(stage, name), text);
    if (dropIns.length > 0) mkdirSync(join(stage, `${name}.d`));
    for (const [index, dropIn] of dropIns.entries()) writeFileSync(join(stage, `${name}.d`, `${index}.conf`), dropIn);
  }
  try {
    const answers = ask(
      units.map(({ name }) => join(inside, name)),
      { SYSTEMD_UNIT_PATH: inside },
    );
    return new Map(answers.map((answer) => [answer.unit, answer]));
  } finally {
    rmSync(stage, { recursive: true });
  }
}

/** The answer in short: the figure, the level, and for each field the badness and the share in tenths; null for none. */
function recorded(answer, fields) {
  if (!answer) return { exposure: null };
  const checks = fields.map((field) => answer.checks.find(({ json_field }) => json_field === field));
  return {
    exposure: Number(answer.exposure),
    level: answer.level,
    badness: checks.map(({ badness, range }) => (badness > range ? null : badness)),
    tenths: checks.map(({ exposure }) => (exposure === null ? null : Math.round(Number(exposure) * 10))),
  };
}

function record(units, answers) {
  const command = `SYSTEMD_ANALYZE_DEBUG=1 systemd-analyze ${COMMAND.join(' ')} [--json=short] UNIT`;
  const fields = [...answers.values()][0].checks.map(({ json_field }) => json_field).sort();
  const lines = units.map((unit) => `  ${JSON.stringify({ ...unit, ...recorded(answers.get(unit.name), fields) })}`);
  const head = JSON.stringify({ version, command, fields }).slice(0, -1);
  writeFileSync(options.record, `${head},"units":[\n${lines.join(',\n')}\n]}\n`);
}
