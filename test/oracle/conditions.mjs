#!/usr/bin/env node
// Compares what we decide about conditions with what `systemd-analyze condition` says.
//
//   conditions.mjs IMAGE [--runs N] [--seed S] [--record FILE]
//
// IMAGE is a system tree with its own systemd. Each run makes a random tree and a machine (name, command line,
// credentials, ...) in private namespaces, and asks for 40 conditions one by one, then for some of them together.
// Nothing of the image is changed. Needs root. What we leave open is counted; --record keeps systemd's answers.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { conditionComparison } from './conditions-compare.mjs';
import { conditionAsks, conditionInput } from './conditions-inputs.mjs';
import { loadCore } from './core-bundle.mjs';
import { randomFrom } from './units-random-tree.mjs';

const [image, ...argv] = process.argv.slice(2);
const option = (name, fallback) => Number(argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const runs = option('--runs', 80);
const seed = option('--seed', 1);
const core = await loadCore(`
  export { treeOf } from './server/src/core/tree/systemTree.ts';
  export { fileNode, linkNode, DIRECTORY } from './server/src/core/tree/node.ts';
  export { openUnitRoot } from './server/src/core/units/unitRoot.ts';
  export { parseUnitFile } from './server/src/core/parse/unitFile.ts';
  export { readUnitFile } from './server/src/core/units/readUnitFile.ts';
  export { enumeration } from './server/src/core/knowledge/enums.ts';
  export { decideConditions } from './server/src/core/boot/conditions/decide.ts';`);
const { ourVerdict, ourWords } = conditionComparison(core);
const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).stdout.trim();
const version = Number(/systemd (\d+)/.exec(run('chroot', image, 'systemctl', '--version'))[1]);
const facts = machineFacts();

const count = { decisions: 0, definite: 0, wrong: 0, lists: 0, definiteLists: 0 };
const unknown = new Map();
const recorded = [];
for (let i = seed; i < seed + runs; i++) {
  const random = randomFrom(i);
  const input = conditionInput(random, version);
  const [lines, ...lists] = conditionAsks(input, random);
  const said = ask(input, [lines, ...lists]);
  recorded.push({ each: said[0].each.join(''), lists: said.slice(1).map(({ all }) => all) });
  compareEach(i, input, lines, said[0].each);
  for (const [k, list] of lists.entries()) compareList(i, input, list, said[k + 1].all);
}
const open = [...unknown].sort((a, b) => b[1] - a[1]).map(([kind, n]) => `${kind} ${n}`);
console.log(`not decided here: ${open.join(', ')}`);
console.log(
  `systemd ${version}: ${count.decisions} conditions, ${count.definite} decided; ${count.lists} lists, ${count.definiteLists} decided; ${count.wrong} wrong`,
);
if (argv.includes('--record')) {
  const command = `conditions.mjs IMAGE --runs ${runs} --seed ${seed} --record FILE`;
  const lines = recorded.map((one) => JSON.stringify(one)).join(',\n');
  writeFileSync(
    argv[argv.indexOf('--record') + 1],
    `{"command":"${command}","systemd":${version},"seed":${seed},"facts":${JSON.stringify(facts)},"runs":[\n${lines}\n]}\n`,
  );
}
process.exitCode = count.wrong === 0 ? 0 : 1;

function compareEach(i, input, lines, each) {
  const { decisions } = ourVerdict(lines, input, facts, version);
  const ours = ourWords({ decisions });
  if (ours.length !== each.length) {
    count.wrong++;
    console.log(`run ${i}: systemd takes ${each.length} conditions, we ${ours.length}`);
    return;
  }
  for (const [k, decision] of decisions.entries()) {
    count.decisions++;
    const theirs = each[k] === '+' ? 'succeeded' : 'failed';
    if (ours[k] === 'unknown') {
      const kind = decision.directive.replace(/=.*/, '');
      unknown.set(kind, (unknown.get(kind) ?? 0) + 1);
    } else count.definite++;
    if (ours[k] === 'unknown' || ours[k] === theirs) continue;
    count.wrong++;
    console.log(
      `run ${i}: ${decision.directive}: systemd ${theirs}, we: ${decision.text}\n  ${JSON.stringify(input.files)} ${JSON.stringify(input.machine)}`,
    );
  }
}

function compareList(i, input, list, all) {
  const verdict = ourVerdict(list, input, facts, version);
  count.lists++;
  if (verdict.result === 'unknown') return;
  count.definiteLists++;
  if ((verdict.result === 'met') === (all === '+')) return;
  count.wrong++;
  console.log(`run ${i}: ${list.join(' ')}: systemd ${all}, we ${verdict.result}`);
}

/** For each list of lines what systemd says: of every condition `+` or `-`, in order, and of all together. */
function ask({ files, machine }, lists) {
  const stage = mkdtempSync(join(tmpdir(), 'bootwright-conditions-'));
  chmodSync(stage, 0o755);
  try {
    for (const folder of ['etc', 'srv', 'opt', 'credentials']) mkdirSync(join(stage, folder));
    for (const [path, content] of Object.entries(files)) {
      const place = stage + path;
      if (content === null) mkdirSync(place, { recursive: true });
    }
    for (const [path, content] of Object.entries(files)) {
      const place = stage + path;
      mkdirSync(dirname(place), { recursive: true });
      if (content?.link !== undefined) symlinkSync(content.link, place);
      else if (content !== null) {
        writeFileSync(place, content.text);
        chmodSync(place, content.mode);
      }
    }
    for (const name of machine.credentials) writeFileSync(join(stage, 'credentials', name), 'x');
    writeFileSync(join(stage, 'ask.json'), JSON.stringify(lists));
    const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
    const environment = [
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_COLOR=0',
      `SYSTEMD_PROC_CMDLINE=${quote(machine.commandLine)} CREDENTIALS_DIRECTORY=/run/credentials`,
    ].join(' ');
    const asks = lists.map(
      (lines, n) =>
        `chroot ${image} env -i ${environment} systemd-analyze condition ${lines.map(quote).join(' ')} > ${stage}/answer-${n} 2>&1 || true`,
    );
    const script = `set -e; hostname ${machine.hostname}
      mount --bind ${image} ${image}; mkdir -p ${image}/run; mount -t proc proc ${image}/proc; mount --rbind /sys ${image}/sys
      mount --bind /dev ${image}/dev; mount -t tmpfs tmpfs ${image}/run; mkdir -p ${image}/run/systemd ${image}/run/credentials
      ${machine.firstBoot ? `touch ${image}/run/systemd/first-boot` : ''}
      mount --bind ${stage}/credentials ${image}/run/credentials
      for folder in etc srv opt; do mount --bind ${stage}/$folder ${image}/$folder; done
      ${asks.join('\n')}`;
    const result = spawnSync('unshare', ['-m', '-u', '--propagation', 'private', 'sh', '-c', script], {
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new Error(result.stderr);
    return lists.map((_, n) => readAnswer(readFileSync(`${stage}/answer-${n}`, 'utf8')));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** systemd tests the last line first. What it cannot determine has failed. */
function readAnswer(text) {
  const each = [];
  for (const line of text.split('\n')) {
    const word = /^test\.service: (?:Condition.* (succeeded|failed)\.$|Couldn't determine result)/.exec(line);
    if (word) each.unshift(word[1] === 'succeeded' ? '+' : '-');
  }
  if (process.env.VERBOSE) console.log(text);
  return { each, all: /^Conditions succeeded\.$/m.test(text) || !/^Conditions /m.test(text) ? '+' : '-' };
}

function machineFacts() {
  const status = readFileSync('/proc/self/status', 'utf8');
  const bounding = BigInt(`0x${/^CapBnd:\s*(\S+)/m.exec(status)[1]}`);
  const names = core.enumeration('capability').values;
  return {
    architecture: { x86_64: 'x86-64', aarch64: 'arm64' }[run('uname', '-m')],
    kernelVersion: run('uname', '-r'),
    virtualization: run('chroot', image, 'systemd-detect-virt') || 'none',
    cpus: availableParallelism(),
    capabilities: names.filter((_, n) => (bounding >> BigInt(n)) & 1n),
  };
}
