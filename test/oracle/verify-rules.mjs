#!/usr/bin/env node
// Compares the whole-unit rules of server/src/core/checks/verify with `systemd-analyze verify`.
//
//   verify-rules.mjs [--image DIR] [--count N] [--seed N] [--record FILE]
//   verify-rules.mjs [--image DIR] --units DIR
//
// Writes random units of every type, combining the settings that the rules look at, and asks systemd (that of the host,
// or with --image that of a system tree) what it says of each as a whole. Prints every unit on which the answers differ
// and leaves with status 1 then. --record writes what systemd said, for the tests: a few units of each answer. --units:
// all unit files of a folder of the tree instead (the folder as the tree sees it). Needs root for --image.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCore } from './core-bundle.mjs';
import { MESSAGES, WARNINGS } from './verify-rules-messages.mjs';
import { specialUnits, unitsOf } from './verify-rules-units.mjs';

const { values: options } = parseArgs({
  options: {
    image: { type: 'string', default: '' },
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    record: { type: 'string' },
    units: { type: 'string' },
  },
});
const image = options.image;
const BATCH = 60;
const ALIKE = 8;
/** systemd looks into these to learn what the kernel has to offer; the control groups are those of today's machines. */
const INSIDE =
  'mount --bind /proc "$0/proc" && mount --rbind /sys "$0/sys" && mount -t cgroup2 none "$0/sys/fs/cgroup" && exec chroot "$0" "$@"';
const UNIT = /\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$/;
/** Codes of warnings: a unit may fail besides. */
const HARMLESS = new Set(WARNINGS.map((code) => (code.includes('.') ? code : `unit.${code}`)));
const OF_A_LINE = /\.[a-z]+:\d+: /;

function call(args) {
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C.UTF-8',
    SYSTEMD_LOG_COLOR: '0',
    SYSTEMD_LOG_LEVEL: 'info',
    SYSTEMD_LOG_TARGET: 'console',
  };
  const command = image
    ? ['unshare', '-m', 'sh', '-c', INSIDE, image, 'systemd-analyze', ...args]
    : ['systemd-analyze', ...args];
  const run = spawnSync(command[0], command.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28, env });
  return run.stdout + run.stderr;
}

/** What systemd says of units: code lists by name. Each batch has a folder of its own, so units do not meet others. */
function ask(units) {
  const stage = mkdtempSync(join(image || '/', 'tmp', 'verify-rules-'));
  for (const { name, text } of units) writeFileSync(join(stage, name), text);
  const inside = stage.slice(image.length);
  const output = call(['verify', '--man=no', '--generators=no', ...units.map(({ name }) => join(inside, name))]);
  rmSync(stage, { recursive: true });
  return sort(
    output,
    units.map(({ name }) => name),
    inside,
  );
}

function sort(output, names, inside) {
  const answers = new Map(names.map((name) => [name, []]));
  const loaded = new Map(names.map((name) => [asLoaded(name), name]));
  for (const line of output.split('\n')) {
    if (line === '' || OF_A_LINE.test(line)) continue;
    const plain = line.replaceAll(`${inside}/`, '');
    const found = MESSAGES.map(([pattern, code]) => [pattern.exec(plain), code]).find(([match]) => match);
    if (!found) {
      console.error(`unknown message: ${line}`);
      continue;
    }
    const [match, code] = found;
    // A message that names no unit is about the only one that was asked about.
    const unit = match.groups.unit ?? (names.length === 1 ? asLoaded(names[0]) : '');
    const name = loaded.get(unit) ?? unit;
    if (code && answers.has(name)) answers.get(name).push(code);
  }
  // That a unit does not load is told twice where a rule of its own told it before.
  for (const [name, codes] of answers) {
    const own = codes.filter((code) => code !== 'fails');
    const told = own.some((code) => code === 'fatal' || !HARMLESS.has(code));
    answers.set(name, (told ? own : codes).sort());
  }
  return answers;
}

const version = Number(/systemd (\d+)/.exec(call(['--version']))[1]);
const INSTANCE = version >= 257 ? 'test_instance' : 'i';

function asLoaded(name) {
  return name.replace(/@\./, `@${INSTANCE}.`);
}

/** A line that ends the reading is none of our rules' matter. */
function theirs(codes) {
  return codes.includes('fatal') ? codes.filter((code) => code !== 'fatal' && code !== 'fails') : codes;
}

function compare(units) {
  let wrong = 0;
  for (const unit of units) {
    const expected = theirs(unit.systemd).join(' ');
    const found = codesOf(unit.name, unit.text, version).join(' ');
    if (expected === found) continue;
    wrong++;
    console.log(`--- ${unit.name} (systemd ${version})\n${unit.text}systemd: ${expected}\nours:    ${found}\n`);
  }
  return wrong;
}

function unitsIn(inside) {
  const folder = join(image, inside);
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => entry.name).filter((name) => UNIT.test(name));
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const output = call(['verify', '--man=no', '--generators=no', join(inside, name)]);
    return { name, text, systemd: sort(output, [name], inside).get(name) };
  });
}

function generated() {
  const units = [];
  const batch = (part) => {
    const answers = ask(part);
    for (const { name, text } of part) units.push({ name, text, systemd: answers.get(name) });
  };
  for (const unit of specialUnits()) batch([unit]);
  const random = unitsOf(Number(options.seed), Number(options.count));
  for (let at = 0; at < random.length; at += BATCH) batch(random.slice(at, at + BATCH));
  return units;
}

/** Enough to record: of the units of which systemd says the same, the first ones. */
function few(units) {
  const seen = new Map();
  return units.filter((unit) => {
    const key = theirs(unit.systemd).join(' ');
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key) <= ALIKE;
  });
}

const { codesOf } = await loadCore("export { codesOf } from './test/unit/checks/verifyCodes.ts';");
const units = options.units ? unitsIn(options.units) : generated();
const wrong = compare(units);
console.log(`systemd ${version}: ${units.length} units, ${wrong} answered differently`);
if (options.record) {
  const command = 'systemd-analyze verify --man=no --generators=no UNIT';
  const rows = few(units).map(({ name, text, systemd }) => JSON.stringify({ name, text, systemd: theirs(systemd) }));
  writeFileSync(options.record, `{"systemd":${version},"command":"${command}","units":[\n${rows.join(',\n')}\n]}\n`);
}
process.exit(wrong > 0 ? 1 : 0);
