#!/usr/bin/env node
// Measures what users feel, and prints medians. Beside the numbers of Bootwright stand those of systemd's own tools on
// the same files in the same run, where they are installed.
//
//   npm run bench [-- --units N]     N: how many unit files `check` is measured on (default 400)
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { measureBoot } from './bench/boot.mjs';
import { connect } from './bench/client.mjs';
import { loadCore } from './bench/core.mjs';
import { measureCron } from './bench/cron.mjs';
import { measureNtp } from './bench/ntp.mjs';
import { row, times } from './bench/rows.mjs';
import { measureSysv } from './bench/sysv.mjs';
import { longUnit, unitNumber } from './bench/units.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
process.chdir(top);
const flag = process.argv.indexOf('--units');
const count = flag > 0 ? Number(process.argv[flag + 1]) : 400;
const stage = mkdtempSync(join(tmpdir(), 'bootwright-bench-'));

// With it every start of Node reads all certificates of the machine, which is no work of ours.
delete process.env.NODE_EXTRA_CA_CERTS;

execFileSync('node', ['esbuild.mjs', '--production'], { stdio: 'inherit' });
console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}`);
try {
  await measureCore();
  await measureServer();
  measureActivation();
  measureCheck();
  await measureRoot();
  await measureBoot({ top, stage });
  await measureCron({ top, stage });
  await measureNtp({ top, stage });
  await measureSysv({ top, stage });
  measurePackage();
} finally {
  rmSync(stage, { recursive: true, force: true });
}

async function measureCore() {
  const contents = `export { parseUnitFile } from './server/src/core/parse/unitFile.ts';
    export { unitKind } from './server/src/core/kinds/unit/index.ts';
    export { EMPTY_WORKSPACE } from './server/src/core/kinds/kind.ts';`;
  const { parseUnitFile, unitKind, EMPTY_WORKSPACE } = await loadCore({ top, stage }, 'core', contents);
  const text = longUnit(1000);
  const context = {
    path: '/etc/systemd/system/bench.service',
    languageId: undefined,
    systemdVersion: 262,
    workspace: EMPTY_WORKSPACE,
  };
  row(
    'parse, 1,000 lines',
    times(200, () => parseUnitFile(text)),
    'ms',
  );
  const parsed = unitKind.parse(text, context);
  row(
    'diagnostics, 1,000 lines',
    times(100, () => unitKind.diagnose(parsed, context)),
    'ms',
  );
  row(
    'keystroke (parse and diagnostics), 1,000 lines',
    times(100, () => unitKind.diagnose(unitKind.parse(text, context), context)),
    'ms',
  );
}

async function measureServer() {
  const started = performance.now();
  const client = connect(spawn('node', ['dist/cli.cjs', 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] }));
  await client.request('initialize', { processId: null, rootUri: null, capabilities: {} });
  row('server start to initialize answered', [performance.now() - started], 'ms');
  client.notify('initialized', {});
  const file = join(stage, 'bench.service');
  const text = longUnit(200);
  writeFileSync(file, text);
  const uri = `file://${file}`;
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'systemd-service', version: 1, text } });
  const lines = text.split('\n');
  const keys = lines.flatMap((line, i) => (/^[A-Z]\w+=/.test(line) ? [i] : []));
  const ask = async (method, character) => {
    const out = [];
    for (let i = 0; i < 300; i++) {
      const line = keys[(i * 7) % keys.length];
      const position = { line, character: character(lines[line]) };
      const before = performance.now();
      await client.request(method, { textDocument: { uri }, position });
      if (i >= 50) out.push(performance.now() - before);
    }
    return out;
  };
  row('completion of a directive, over stdio', await ask('textDocument/completion', () => 1), 'ms');
  row('completion of a value, over stdio', await ask('textDocument/completion', (line) => line.indexOf('=') + 1), 'ms');
  row('hover, over stdio', await ask('textDocument/hover', () => 2), 'ms');
  await client.request('shutdown', null);
  client.notify('exit');
}

/** Loads the extension as the extension host does, with a stand-in for the editor that does nothing. */
function measureActivation() {
  const script = `const Module = require('module'); const load = Module._load;
    const anything = () => new Proxy(function () {}, { get: (t, k) => k === Symbol.toPrimitive ? () => '' : k === 'prototype' ? {} : anything(), apply: () => anything(), construct: () => ({}) });
    const stub = anything(); Module._load = (name, ...rest) => name === 'vscode' ? stub : load(name, ...rest);
    const before = performance.now(); try { require(${JSON.stringify(join(top, 'dist/extension.cjs'))}); } catch {} console.log(performance.now() - before);`;
  const loads = Array.from({ length: 7 }, () => Number(spawnSync('node', ['-e', script], { encoding: 'utf8' }).stdout));
  row('loading the extension (the larger part of its activation)', loads, 'ms');
}

function measureCheck() {
  const folder = join(stage, 'system');
  mkdirSync(folder);
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `bench-${i}.service`), unitNumber(i));
  const files = readdirSync(folder).map((name) => join(folder, name));
  const lines = count * unitNumber(0).split('\n').length;
  row(
    `bootwright check, ${count} units (${lines} lines), whole process`,
    processes('node', ['dist/cli.cjs', 'check', folder]),
    'ms',
  );
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) {
    console.log('systemd-analyze is not installed: nothing to compare with');
    return;
  }
  const verify = processes('systemd-analyze', ['verify', '--man=no', '--generators=no', ...files]);
  row(`systemd-analyze verify, the same ${count} units, whole process`, verify, 'ms');
}

/** A root of 10,000 units: opened from disk and asked what `systemctl list-unit-files` prints. */
async function measureRoot() {
  const root = join(stage, 'root');
  const folder = join(root, 'usr/lib/systemd/system');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, 'etc/systemd/system/multi-user.target.wants'), { recursive: true });
  for (let i = 0; i < 10_000; i++) {
    const unit = unitNumber(i).replace('[Unit]', `[Unit]\nAfter=bench-${(i + 1) % 10_000}.service`);
    writeFileSync(join(folder, `bench-${i}.service`), unit);
  }
  const ours = processes('node', ['dist/cli.cjs', 'plan', 'list-unit-files', '--root', root]);
  row('bootwright plan list-unit-files, 10,000 units, whole process', ours, 'ms');
  if (spawnSync('systemctl', ['--version']).status === 0) {
    const name = 'systemctl --root list-unit-files, the same units, whole process';
    const before = performance.now();
    // It looks up the state of each unit in all folders again, which takes minutes here.
    const args = ['--root', root, 'list-unit-files', '--no-pager'];
    const { signal } = spawnSync('systemctl', args, { stdio: 'ignore', timeout: 60_000 });
    if (signal) console.log(`${name.padEnd(66)} no answer within 60 s`);
    else row(name, [performance.now() - before], 'ms');
  }
  await measureReferences(root);
}

/** The first answer reads the whole root; those after it find it read. */
async function measureReferences(root) {
  const child = spawn('node', ['dist/cli.cjs', 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = connect(child);
  await client.request('initialize', { processId: null, rootUri: `file://${root}`, capabilities: {} });
  client.notify('initialized', {});
  const file = join(root, 'usr/lib/systemd/system/bench-1.service');
  const text = readFileSync(file, 'utf8');
  const uri = `file://${file}`;
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'systemd-service', version: 1, text } });
  const line = text.split('\n').findIndex((each) => each.startsWith('After=bench-'));
  const ask = async () => {
    const before = performance.now();
    const position = { line, character: 8 };
    const context = { includeDeclaration: true };
    const found = await client.request('textDocument/references', { textDocument: { uri }, position, context });
    return { ms: performance.now() - before, found: found?.length ?? 0 };
  };
  const first = await ask();
  row(`references in 10,000 units, cold from disk (${first.found} found)`, [first.ms], 'ms');
  const warm = [];
  for (let i = 0; i < 20; i++) warm.push((await ask()).ms);
  row('references in 10,000 units, the root read', warm, 'ms');
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  if (memory) row('memory of the server with that root', [Number(memory) / 1024], 'MiB');
  await client.request('shutdown', null);
  client.notify('exit');
}

function measurePackage() {
  const vsix = readdirSync(top).find((name) => name.endsWith('.vsix'));
  for (const name of ['extension.cjs', 'extension.browser.js', 'server.cjs', 'server.browser.js']) {
    const path = join(top, 'dist', name);
    if (existsSync(path)) row(`dist/${name}`, [statSync(path).size / 1024], 'KiB');
  }
  const tool = join(top, 'dist', 'cli');
  for (const [what, ending] of [
    ['the commands of the command line tool', '.cjs'],
    ['the same as Node has compiled them', '.compiled'],
  ]) {
    const files = existsSync(tool) ? readdirSync(tool).filter((name) => name.endsWith(ending)) : [];
    const sizes = files.map((name) => statSync(join(tool, name)).size / 1024);
    if (sizes.length > 0) row(what, [sizes.reduce((sum, size) => sum + size, 0)], 'KiB');
  }
  if (vsix) row(vsix, [statSync(join(top, vsix)).size / 1024], 'KiB');
  else console.log('no .vsix here: npm run package makes one and prints its size');
}

function processes(command, args) {
  return times(5, () => spawnSync(command, args, { stdio: 'ignore' }), 1);
}
