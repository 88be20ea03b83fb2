#!/usr/bin/env node
// Compares what we say of random crontabs with what the program that installs them says when it only tests them
// (`crontab -n` of Debian's cron, `crontab -T` of cronie).
//
//   crontab.mjs [--debian ROOT] [--cronie ROOT] [--files N] [--seed S] [--record FOLDER]
//
// ROOT is a system with that cron, in which it is run (chroot; needs root). It stops at the first line it refuses, so each
// file is asked about again with that line made a comment, until it has nothing more to say: each line gets its verdict.
// --record keeps the answers, for test/golden/crontab/.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCore } from './core-bundle.mjs';
import { randomCrontab } from './cron-random.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const files = Number(option('--files', 500));
const seed = Number(option('--seed', 1));
const MOST_ROUNDS = 20;
const core = await loadCore(`
  export { crontabComplaints } from './server/src/core/cron/complaints.ts';
  export { encodeUtf8 } from './server/src/core/text/utf8.ts';
`);

/** What the program says of each text: its first message, or undefined. */
function ask(name, root, texts) {
  const stage = mkdtempSync(join(tmpdir(), 'crontab-'));
  try {
    for (const [i, text] of texts.entries()) writeFileSync(join(stage, `${i}.tab`), core.encodeUtf8(text));
    const flag = name === 'debian' ? '-n' : '-T';
    const loop = `for f in /tmp/*.tab; do crontab ${flag} $f >/dev/null 2>$f.said </dev/null; echo $? >$f.status; done`;
    const inside = `mount --bind "$1" "$2/tmp" && exec chroot "$2" sh -c '${loop}'`;
    execFileSync('unshare', ['-m', 'sh', '-c', inside, 'sh', stage, root], {
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: 'ignore',
    });
    return texts.map((_, i) =>
      messageOf(
        readFileSync(join(stage, `${i}.tab.said`), 'latin1'),
        readFileSync(join(stage, `${i}.tab.status`), 'latin1'),
      ),
    );
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function messageOf(said, status) {
  const message = /^"[^"]*":-?\d+: (.*)$/m.exec(said)?.[1];
  if (message === undefined) {
    if (status.trim() === '0') return undefined;
    if (said.includes('missing newline')) return 'missing newline';
    if (said.includes('too long')) return 'too-many-lines';
    if (said.includes('too many entries')) return 'too-many-entries';
    if (said.includes('too many environment')) return 'too-many-assignments';
    return `? ${said}`;
  }
  if (message === 'premature EOF') return 'missing newline';
  return message.startsWith('too much') ? 'too-many-comments' : message;
}

/** Makes a comment of what a complaint is about; a last line without a newline gets one. */
function without(text, { span, message }) {
  if (message === 'too-many-lines' || message === 'too-many-comments') return undefined;
  return `${text.slice(0, span.start)}#\n${text.slice(span.end)}`;
}

/** Takes out what is left to chance. */
function settled(text, options) {
  let rest = text;
  for (let i = 0; i < MOST_ROUNDS; i++) {
    const chance = core.crontabComplaints(rest, options).find((one) => one.byChance);
    if (!chance) break;
    rest = without(rest, chance);
  }
  return rest;
}

let wrong = 0;
for (const name of ['debian', 'cronie']) {
  const root = option(`--${name}`);
  if (root === undefined) continue;
  const options = { implementation: name, system: false };
  const originals = Array.from({ length: files }, (_, i) => settled(randomCrontab(seed + i), options));
  const recorded = originals.map((text) => ({ text, said: [] }));
  let open = originals.map((text, index) => ({ index, text }));
  let verdicts = 0;
  for (let round = 0; open.length > 0 && round < MOST_ROUNDS; round++) {
    const answers = ask(
      name,
      root,
      open.map(({ text }) => text),
    );
    const next = [];
    for (const [i, { index, text }] of open.entries()) {
      const ours = core.crontabComplaints(text, options);
      const said = answers[i];
      verdicts++;
      // Entries that are too many are counted at the end, other things are complained about on the way.
      const first =
        ours.find(({ message }) => !message.startsWith('too-many-e') && !message.startsWith('too-many-l')) ?? ours[0];
      if (said !== first?.message) {
        wrong++;
        console.log(
          `${name}, file ${seed + index}, round ${round}:\n${JSON.stringify(text.slice(0, 1500))}\n  it says ${said}\n  we say  ${first?.message} at ${JSON.stringify(first && text.slice(first.span.start, first.span.end).slice(0, 200))}`,
        );
        continue;
      }
      recorded[index].said.push(said === undefined ? 'fine' : { at: first.span.start, message: said });
      const rest = first && without(text, first);
      if (rest !== undefined) next.push({ index, text: rest });
    }
    open = next;
  }
  console.log(`${name}: ${files} files, ${verdicts} answers`);
  if (argv.includes('--record')) record(name, recorded);
}
console.log(`${wrong} answers differ`);
process.exitCode = wrong > 0 ? 1 : 0;

function record(name, recorded) {
  const command = `crontab.mjs --${name} ROOT --files ${files} --seed ${seed}`;
  const program = name === 'debian' ? 'cron 3.0pl1-162 (Debian 12)' : 'cronie 1.7.2 (Debian sid)';
  const small = recorded.filter(({ text }) => text.length < 8000);
  const rows = small.map((row) => JSON.stringify(row)).join(',\n');
  writeFileSync(
    join(option('--record'), `${name}.json`),
    `{"command":"${command}","program":"${program}","files":[\n${rows}\n]}\n`,
  );
}
