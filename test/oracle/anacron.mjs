#!/usr/bin/env node
// Compares what we say of random anacrontabs with what anacron itself says when it tests them (-T): the same complaint
// about the same line, and none where it has none.
//
//   anacron.mjs [--debian ROOT] [--cronie PROGRAM] [--files N] [--seed S] [--record FOLDER]
//
// ROOT is a Debian system with anacron, in which it is run (chroot; needs root); PROGRAM is the anacron of cronie.
// --record keeps the answers, for test/golden/anacron/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCore } from './core-bundle.mjs';
import { randomAnacrontab } from './cron-random.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const files = Number(option('--files', 500));
const seed = Number(option('--seed', 1));
const core = await loadCore(`
  export { anacronComplaints } from './server/src/core/cron/complaints.ts';
  export { encodeUtf8 } from './server/src/core/text/utf8.ts';
`);

const LOOP = 'for f in "$1"/*.tab; do timeout 10 $2 -T -t "$f" 2>"$f.said" </dev/null; echo $? >"$f.status"; done';

function ask(name, where, stage) {
  if (name === 'cronie') {
    mkdirSync(join(stage, 'spool'));
    execFileSync('sh', ['-c', LOOP, 'sh', stage, `${where} -S ${stage}/spool`], {
      env: { ...process.env, LC_ALL: 'C' },
      stdio: 'ignore',
    });
    return;
  }
  const inside = `mount --bind "$1" "$2/tmp" && mount -t tmpfs none "$2/var/spool/anacron" && exec chroot "$2" sh -c '${LOOP}' sh /tmp anacron`;
  execFileSync('unshare', ['-m', 'sh', '-c', inside, 'sh', stage, where], {
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: 'ignore',
  });
}

/** What it said, as `number class`, in the order of the file. */
function answerOf(stage, index) {
  const said = readFileSync(join(stage, `${index}.tab.said`), 'latin1');
  const status = Number(readFileSync(join(stage, `${index}.tab.status`), 'latin1'));
  if (status >= 124) return ['dies'];
  return said.split('\n').flatMap((line) => {
    const number = /on line (\d+)/.exec(line)?.[1];
    if (number === undefined) return line === '' ? [] : [`? ${line}`];
    if (line.includes('out of range')) return [`${number} range`];
    return [`${number} ${line.includes('named period') ? 'period' : 'syntax'}`];
  });
}

let wrong = 0;
for (const [name, where] of [
  ['debian', option('--debian')],
  ['cronie', option('--cronie')],
]) {
  if (where === undefined) continue;
  const stage = mkdtempSync(join(tmpdir(), 'anacron-'));
  const recorded = [];
  try {
    for (let i = 0; i < files; i++) writeFileSync(join(stage, `${i}.tab`), core.encodeUtf8(randomAnacrontab(seed + i)));
    ask(name, where, stage);
    let lines = 0;
    for (let i = 0; i < files; i++) {
      const text = randomAnacrontab(seed + i);
      const said = answerOf(stage, i);
      const ours = core.anacronComplaints(text, name);
      lines += text.split('\n').length;
      recorded.push({ text, said });
      if (JSON.stringify(said) === JSON.stringify(ours)) continue;
      wrong++;
      console.log(
        `${name}, file ${seed + i}:\n${JSON.stringify(text.slice(0, 2000))}\n  it says ${said.join(', ')}\n  we say  ${ours.join(', ')}`,
      );
    }
    console.log(`${name}: ${files} files, ${lines} lines`);
    if (argv.includes('--record')) record(name, recorded);
  } finally {
    rmSync(stage, { recursive: true });
  }
}
console.log(`${wrong} files differ`);
process.exitCode = wrong > 0 ? 1 : 0;

function record(name, recorded) {
  const command = `anacron.mjs --${name} WHERE --files ${files} --seed ${seed}`;
  const program = name === 'debian' ? 'anacron 2.3-36 (Debian 12)' : 'anacron of cronie 1.7.2';
  const small = recorded.filter(({ text }) => text.length < 8000);
  const rows = small.map((row) => JSON.stringify(row)).join(',\n');
  writeFileSync(
    join(option('--record'), `${name}.json`),
    `{"command":"${command}","program":"${program}","files":[\n${rows}\n]}\n`,
  );
}
