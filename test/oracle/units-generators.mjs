#!/usr/bin/env node
// Compares what we say that systemd's generators write with what they write.
//
//   units-generators.mjs IMAGE crypttab|debug|fstab|getty|rc-local|run|sysv [--runs N] [--seed S] [--record FILE]
//     [--program FILE]
//
// IMAGE is a system tree with its own systemd. Each run gives the generator random input in a private mount namespace;
// nothing of the image is changed. Needs root. Files are compared whole, but where systemd goes through a hash table
// (the scripts in /etc/init.d) the order of the dependencies does not count. --record keeps systemd's answers.
// --program is a generator of the image's version that the image itself lacks.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { generatorComparison } from './units-compare.mjs';
import { loadUnits } from './units-core.mjs';
import { inputs } from './units-generator-inputs.mjs';
import { randomFrom } from './units-random-tree.mjs';
import { readTree } from './units-systemd.mjs';

const [image, kind, ...argv] = process.argv.slice(2);
const option = (name, fallback) => Number(argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const runs = option('--runs', 100);
const seed = option('--seed', 1);
const core = await loadUnits();
const { ourAnswer, differences } = generatorComparison(core);
const answered = spawnSync('chroot', [image, 'systemctl', '--version'], { encoding: 'utf8' }).stdout;
const version = Number(/systemd (\d+)/.exec(answered)[1]);

const programs = readdirSync(`${image}/usr/sbin`).filter((name) => name.startsWith('fsck'));
let wrong = 0;
let files = 0;
const recorded = [];
for (let i = seed; i < seed + runs; i++) {
  const input = inputs[kind](randomFrom(i));
  const said = ask(input);
  const found = differences(said, ourAnswer(kind, input, version, programs), kind);
  files += Object.keys(said).length;
  recorded.push(said);
  if (found.length === 0) continue;
  wrong++;
  console.log(`run ${i}: ${JSON.stringify(input)}\n${found.map((line) => `  ${line}`).join('\n')}`);
}
console.log(`systemd ${version}, ${kind}: ${runs} runs from ${seed}, ${files} files, ${wrong} runs differ`);
if (argv.includes('--record')) {
  const command = `units-generators.mjs IMAGE ${kind} --runs ${runs} --seed ${seed} --record FILE`;
  const lines = recorded.map((said) => JSON.stringify(said)).join(',\n');
  const text = `{"command":"${command}","systemd":${version},"seed":${seed},"programs":${JSON.stringify(programs)},"runs":[\n${lines}\n]}\n`;
  writeFileSync(argv[argv.indexOf('--record') + 1], text);
}
process.exitCode = wrong === 0 ? 0 : 1;

/** What the generator makes of the input: path below its three folders -> text, or `-> TARGET`. */
function ask({ files, commandLine, devices, credentials = {} }) {
  const stage = mkdtempSync(join(tmpdir(), 'bootwright-generators-'));
  chmodSync(stage, 0o755);
  try {
    for (const folder of ['etc', 'normal', 'early', 'late', 'credentials']) mkdirSync(join(stage, folder));
    for (const [name, text] of Object.entries(credentials)) writeFileSync(join(stage, 'credentials', name), text);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(stage + path), { recursive: true });
      if (typeof content === 'string') writeFileSync(stage + path, content);
      else if (content.link !== undefined) symlinkSync(content.link, stage + path);
      else writeFileSync(stage + path, content.text, { mode: content.mode });
    }
    const environment = `SYSTEMD_PROC_CMDLINE='${commandLine.replaceAll("'", "'\\''")}' SYSTEMD_LOG_TARGET=console CREDENTIALS_DIRECTORY=/run/stage/credentials`;
    const program = `/usr/lib/systemd/system-generators/systemd-${kind === 'crypttab' ? 'cryptsetup' : kind}-generator`;
    const given = argv.includes('--program') ? argv[argv.indexOf('--program') + 1] : undefined;
    if (given !== undefined) copyFileSync(given, `${stage}/${basename(given)}`);
    const script = `set -e
      mount --bind ${image} ${image}; mkdir -p ${image}/run; mount -t proc proc ${image}/proc; mount --rbind /sys ${image}/sys
      mount --bind /dev ${image}/dev; mount -t tmpfs tmpfs ${image}/run; mkdir ${image}/run/stage
      mount --bind ${stage} ${image}/run/stage; mount --bind ${stage}/etc ${image}/etc
      ${devices === undefined ? '' : fakeDevices(devices)}
      chroot ${image} env PATH=/usr/sbin:/usr/bin:/sbin:/bin ${environment} ${given === undefined ? program : `/run/stage/${basename(given)}`} /run/stage/normal /run/stage/early /run/stage/late || true`;
    const result = spawnSync('unshare', ['-m', '--propagation', 'private', 'sh', '-c', script], { encoding: 'utf8' });
    if (process.env.VERBOSE) console.log(result.stderr);
    const said = {};
    for (const [path, node] of readTree(stage, ['normal', 'early', 'late'])) {
      if (node.type !== 'directory') said[path.slice(1)] = node.type === 'symlink' ? `-> ${node.target}` : node.content;
    }
    return said;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** A `/dev` with just these names, none of them a terminal. */
function fakeDevices(names) {
  const make = names.map((name) => `mkdir -p $(dirname ${image}/dev/${name}); touch ${image}/dev/${name};`);
  return `mount -t tmpfs tmpfs ${image}/dev; touch ${image}/dev/null; ${make.join(' ')}`;
}
