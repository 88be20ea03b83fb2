#!/usr/bin/env node
// Compares `bootwright check` with `systemd-analyze verify`, line by line, on the unit files of a tree.
//
//   verify-trees.mjs [--image DIR] [--units DIR] [--mutations N] [--seed S] [--verbose]
//
// --image      a system tree with its own systemd, which answers by chroot; without it the host's systemd does
// --units      the folder of unit files inside the image or host (default /usr/lib/systemd/system)
// --mutations  break one line in N ways, each in a copy of a file of the tree (0: the files as they are)
//
// Each file is loaded on its own. Compared are the lines on which systemd says something, and those on which
// Bootwright reports an error or warning; messages about the unit as a whole have no line and are counted apart.
// Needs root for --image. Prints both counts and every difference; exit 1 when there is one.
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { breakLine, randomFrom } from './mutations.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const image = option('--image', '');
const units = option('--units', '/usr/lib/systemd/system');
const mutations = Number(option('--mutations', '0'));
const random = randomFrom(Number(option('--seed', '1')));
const verbose = argv.includes('--verbose');

/** Codes of findings that have a line in systemd's messages too. */
const LINE_CODES = new Set(
  [
    'invalid-section-header',
    'line-too-long',
    'invalid-utf8',
    'missing-equals',
    'missing-key',
    'newer-directive',
    'outside-section',
    'removed-directive',
    'unknown-directive',
    'unknown-section',
    'wrong-section',
  ].map((code) => `unit.${code}`),
);
const core = await bundledCore();
const SUFFIX = /\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$/;
/** The one complaint about a line that does not name it. */
const ODD_USER = /^Accepting user\/group name '(.*)', which does not match/;
const folder = join(image || '/', units);
const names = readdirSync(folder).filter((name) => SUFFIX.test(name) && lstatSync(join(folder, name)).isFile());
const version = Number(/systemd (\d+)/.exec(analyze(['--version']).stdout)[1]);

const cases =
  mutations > 0 ? mutated(names, mutations) : names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
const theirs = askSystemd(cases);
const ours = askBootwright(cases);
report();

/** The parser of the project itself, to tell the lines that systemd means. */
async function bundledCore() {
  const contents = `export * from './server/src/core/parse/unitFile.ts';
    export * from './server/src/core/text/lineIndex.ts';
    export * from './server/src/core/text/utf8.ts';`;
  const built = await esbuild.build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString('base64')}`);
}

function mutated(all, count) {
  const sources = all.filter((name) => readFileSync(join(folder, name)).length > 0);
  return Array.from({ length: count }, () => {
    const name = sources[Math.floor(random() * sources.length)];
    const { text, how, line } = breakLine(readFileSync(join(folder, name), 'utf8'), random);
    return { name, bytes: Buffer.from(text, 'latin1'), how, line };
  });
}

function analyze(args) {
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C.UTF-8',
    SYSTEMD_LOG_COLOR: '0',
    SYSTEMD_LOG_LEVEL: 'info',
    SYSTEMD_LOG_TARGET: 'console',
  };
  const options = { encoding: 'utf8', maxBuffer: 1 << 28, env };
  return image
    ? spawnSync('chroot', [image, 'systemd-analyze', ...args], options)
    : spawnSync('systemd-analyze', args, options);
}

/** Each case in a folder of its own, as files of one folder would see each other. */
function askSystemd(all) {
  const stage = mkdtempSync(join(image || '/', 'tmp', 'verify-'));
  try {
    return all.map(({ name, bytes }) => {
      const file = join(stage, name);
      writeFileSync(file, bytes);
      const inside = file.slice(image.length);
      const { stdout, stderr } = analyze(['verify', '--man=no', '--generators=no', inside]);
      rmSync(file);
      const lines = new Map();
      const whole = [];
      const odd = new Set();
      for (const line of (stdout + stderr).split('\n')) {
        const user = ODD_USER.exec(line);
        if (user) odd.add(user[1]);
        if (!line.startsWith(`${inside}:`)) {
          if (isAbout(name, line)) whole.push(line);
          continue;
        }
        const match = /^(\d+): (.*)$/.exec(line.slice(inside.length + 1));
        if (match) lines.set(Number(match[1]), match[2]);
      }
      return { lines, whole, odd };
    });
  } finally {
    rmSync(stage, { recursive: true });
  }
}

/** Whether a message speaks of the unit as a whole; a template is verified as an instance of it. */
function isAbout(name, line) {
  const at = name.indexOf('@.');
  const unit = /^(\S+): /.exec(line)?.[1];
  if (unit === undefined || at < 0) return unit === name;
  return unit.startsWith(name.slice(0, at + 1)) && unit.endsWith(name.slice(at + 1));
}

function askBootwright(all) {
  const stage = mkdtempSync(join(tmpdir(), 'bootwright-'));
  try {
    all.forEach(({ name, bytes }, index) => {
      mkdirSync(join(stage, String(index)));
      writeFileSync(join(stage, String(index), name), bytes);
    });
    const files = all.map(({ name }, index) => join(stage, String(index), name));
    const out = [];
    for (let at = 0; at < files.length; at += 500) {
      const args = [
        'dist/cli.cjs',
        'check',
        '--systemd',
        String(version),
        '--format',
        'json',
        ...files.slice(at, at + 500),
      ];
      const { stdout, stderr, status } = spawnSync('node', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
      if (status === 2 || status === null) throw new Error(`bootwright check failed: ${stderr}`);
      out.push(...JSON.parse(stdout).diagnostics);
    }
    return all.map((_, index) =>
      out.filter(({ path, severity }) => path === files[index] && /error|warning/.test(severity)),
    );
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function report() {
  let differences = 0;
  let theirCount = 0;
  let ourCount = 0;
  let wholeTheirs = 0;
  cases.forEach(({ name, how, line, bytes }, at) => {
    const { lines, whole, odd } = theirs[at];
    const text = core.decodeUtf8(bytes);
    const file = core.parseUnitFile(text);
    const index = core.lineIndex(text);
    const isWhole = ({ code }) => code.startsWith('unit.') && !LINE_CODES.has(code);
    const mine = ours[at].filter((found) => !isWhole(found) && !isOdd(found));
    const users = new Set(ours[at].filter(isOdd).map(({ message }) => /^'(.*)' is taken/.exec(message)?.[1]));
    const wholes = ours[at].filter(isWhole);
    const numbers = new Set(mine.map((found) => systemdLine(file, index, found)));
    theirCount += lines.size;
    ourCount += numbers.size;
    wholeTheirs += whole.length;
    const missing = [...lines].filter(([number]) => !numbers.has(number));
    const extra = mine.filter((found) => !lines.has(systemdLine(file, index, found)));
    const unlike = [...odd].filter((user) => !users.has(user)).concat([...users].filter((user) => !odd.has(user)));
    if (missing.length + extra.length + unlike.length === 0 && (wholes.length === 0 || whole.length > 0)) return;
    differences++;
    console.log(
      `${name}${how ? ` (${how}, line ${line}: ${JSON.stringify(bytes.toString('utf8').split('\n')[line - 1]?.slice(0, 100))})` : ''}`,
    );
    for (const user of unlike) console.log(`  ${odd.has(user) ? 'systemd' : 'ours'} only: the name '${user}'`);
    for (const [number, text] of missing) console.log(`  systemd only, line ${number}: ${text}`);
    for (const found of extra)
      console.log(`  ours only, line ${found.range.start.line + 1}: [${found.code}] ${found.message}`);
    if (wholes.length > 0 && whole.length === 0)
      for (const found of wholes) console.log(`  ours only, whole unit: [${found.code}] ${found.message}`);
    if (verbose) for (const text of whole) console.log(`  systemd, whole unit: ${text}`);
  });
  console.log(
    `systemd ${version}: ${cases.length} files; lines with a complaint: systemd ${theirCount}, Bootwright ${ourCount}; whole-unit messages of systemd ${wholeTheirs}; files that differ: ${differences}`,
  );
  process.exit(differences ? 1 : 0);
}

function isOdd({ code }) {
  return code === 'value.user-odd';
}

/** The number by which systemd knows the line that a diagnostic stands on: the last one of a continued line. */
function systemdLine(file, index, { range }) {
  return core.nodeAt(file, core.offsetAt(index, range.start)).line;
}
