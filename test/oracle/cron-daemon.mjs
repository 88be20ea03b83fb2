#!/usr/bin/env node
// Compares what we say of random tables in /etc/cron.d with what the daemon says when it reads them, in its log.
//
//   cron-daemon.mjs [--debian ROOT] [--cronie ROOT] [--files N] [--seed S] [--record FOLDER]
//
// ROOT is a system with that cron; the daemon runs in it for a moment (chroot with its own mounts and processes; needs
// root and python3, which catches the log). No job runs: @reboot is marked as done, and no minute passes.
// Debian's cron gives up on a table at its first error, so it is asked again with that line made a comment.
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

const CATCH = `
import os, signal, socket, subprocess, sys, time
stage, root, daemon = sys.argv[1:4]
while time.localtime().tm_sec > 40: time.sleep(0.5)
log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
log.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 26)
log.bind(root + '/dev/log')
log.settimeout(2)
child = subprocess.Popen(['chroot', root, daemon, '-f'], env={'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL': 'C'}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
with open(stage + '/said', 'wb') as out:
    try:
        while True: out.write(log.recv(65536).replace(b'\\n', b' ') + b'\\n')
    except TimeoutError: pass
child.send_signal(signal.SIGKILL)
`;

const MOUNTS = [
  'mount --bind "$2" "$2"',
  'mount -o remount,ro,bind "$2"',
  'for f in dev run tmp etc/cron.d var/spool/cron; do mount -t tmpfs none "$2/$f" || exit 1; done',
  'mkdir -p "$2/var/spool/cron/crontabs"',
  'touch "$2/run/crond.reboot" "$2/run/cron.reboot"',
  'cp "$1"/t* "$2/etc/cron.d/"',
  'chmod 644 "$2"/etc/cron.d/*',
  'exec python3 -c "$CATCH" "$1" "$2" "$3"',
].join(' && ');

/** What the daemon says of each text, in order. */
function ask(name, root, texts) {
  const stage = mkdtempSync(join(tmpdir(), 'cron-daemon-'));
  try {
    for (const [i, text] of texts.entries()) writeFileSync(join(stage, `t${i}`), core.encodeUtf8(text));
    execFileSync(
      'unshare',
      ['-m', '-p', '-f', 'sh', '-c', MOUNTS, 'sh', stage, root, name === 'debian' ? 'cron' : 'crond'],
      {
        env: { PATH: process.env.PATH, CATCH },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const said = texts.map(() => []);
    for (const line of readFileSync(join(stage, 'said'), 'latin1').split('\n')) {
      const debian =
        /Error: (.*); while reading \/etc\/cron\.d\/t(\d+)|\*system\*t(\d+)\) ERROR \(Missing newline/.exec(line);
      const cronie = /\(CRON\) (bad [\w -]+|missing newline) *(?:before EOF )?\(\/etc\/cron\.d\/t(\d+)\)/.exec(line);
      const long = /\*system\*t(\d+)\) ERROR \(crontab must not be longer/.exec(line);
      if (long) said[Number(long[1])].push('too-many-lines');
      else if (debian) said[Number(debian[2] ?? debian[3])].push(debian[1] ?? 'missing newline');
      else if (cronie) said[Number(cronie[2])].push(cronie[1].trim());
    }
    return said;
  } finally {
    rmSync(stage, { recursive: true });
  }
}

const without = (text, { span }) => `${text.slice(0, span.start)}#\n${text.slice(span.end)}`;

function settled(text, options, users) {
  let rest = text;
  for (let i = 0; i < MOST_ROUNDS; i++) {
    const chance = core.crontabComplaints(rest, options, users).find((one) => one.byChance);
    if (!chance) break;
    rest = without(rest, chance);
  }
  return rest;
}

let wrong = 0;
for (const name of ['debian', 'cronie']) {
  const root = option(`--${name}`);
  if (root === undefined) continue;
  const users = new Set(
    readFileSync(join(root, 'etc/passwd'), 'utf8')
      .split('\n')
      .map((line) => line.split(':')[0]),
  );
  const options = { implementation: name, system: true };
  const originals = Array.from({ length: files }, (_, i) =>
    settled(randomCrontab(seed + i, { user: true }), options, users),
  );
  const recorded = originals.map((text) => ({ text, said: [] }));
  let open = originals.map((text, index) => ({ index, text }));
  let answers = 0;
  for (let round = 0; open.length > 0 && round < MOST_ROUNDS; round++) {
    const said = ask(
      name,
      root,
      open.map(({ text }) => text),
    );
    const next = [];
    for (const [i, { index, text }] of open.entries()) {
      const all = core.crontabComplaints(text, options, users);
      const ours =
        name === 'cronie' ? all.map(({ message }) => message) : all.slice(0, 1).map(({ message }) => message);
      const theirs = name === 'cronie' ? said[i] : said[i].slice(0, 1);
      answers++;
      if (theirs.join() !== ours.join()) {
        wrong++;
        console.log(
          `${name}, file ${seed + index}, round ${round}:\n${JSON.stringify(text.slice(0, 1500))}\n  it says ${theirs}\n  we say  ${ours}`,
        );
        continue;
      }
      recorded[index].said.push(...theirs);
      if (name === 'debian' && all[0] && all[0].message !== 'too-many-lines')
        next.push({ index, text: without(text, all[0]) });
    }
    open = next;
  }
  console.log(`${name}: ${files} tables, ${answers} answers`);
  if (argv.includes('--record')) {
    const program = name === 'debian' ? 'cron 3.0pl1-162 (Debian 12)' : 'cronie 1.7.2 (Debian sid)';
    const command = `cron-daemon.mjs --${name} ROOT --files ${files} --seed ${seed}`;
    const rows = recorded
      .filter(({ text }) => text.length < 8000)
      .map((row) => JSON.stringify(row))
      .join(',\n');
    const head = `"command":"${command}","program":"${program}","users":${JSON.stringify([...users].filter(Boolean))}`;
    writeFileSync(join(option('--record'), `system-${name}.json`), `{${head},"files":[\n${rows}\n]}\n`);
  }
}
console.log(`${wrong} answers differ`);
process.exitCode = wrong > 0 ? 1 : 0;
