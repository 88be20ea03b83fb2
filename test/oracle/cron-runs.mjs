#!/usr/bin/env node
// Compares when we say that random entries run with when cron itself runs them, days of it in a moment: the daemon gets a
// clock that only its own sleep moves (cron-clock.c, by LD_PRELOAD), which also keeps the jobs from being run.
//
//   cron-runs.mjs [--debian ROOT] [--cronie ROOT] [--entries N] [--seed S] [--record FILE]
//
// ROOT is a system with that cron; the daemon runs in it (chroot with its own mounts and processes; needs root and gcc).
// Among the days are those on which the clocks of several time zones jump.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCore } from './core-bundle.mjs';
import { randomFrom } from './cron-random.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const count = Number(option('--entries', 40));
const seed = Number(option('--seed', 1));
const core = await loadCore(`
  export { runsFrom } from './server/src/core/cron/nextRuns.ts';
  export { parseCrontab } from './server/src/core/cron/parseCrontab.ts';
  export { timezone } from './server/src/core/values/timezone.ts';
`);

/** Time zone, first second, days. */
const STRETCHES = [
  ['UTC', '2026-01-30T22:00:00Z', 4],
  ['Europe/Berlin', '2026-03-28T20:00:00Z', 2],
  ['Europe/Berlin', '2026-10-24T20:00:00Z', 2],
  ['America/New_York', '2026-03-08T00:00:00Z', 2],
  ['America/New_York', '2026-11-01T00:00:00Z', 2],
  ['Australia/Lord_Howe', '2026-04-04T06:00:00Z', 2],
  ['Australia/Lord_Howe', '2026-10-03T06:00:00Z', 2],
  ['Asia/Kolkata', '2028-02-28T00:00:00Z', 3],
];

const MOUNTS = [
  'mount --bind "$2" "$2"',
  'mount -o remount,ro,bind "$2"',
  'for f in dev run tmp etc/cron.d var/spool/cron; do mount -t tmpfs none "$2/$f" || exit 1; done',
  'mkdir -p "$2/var/spool/cron/crontabs"',
  'touch "$2/run/crond.reboot" "$2/run/cron.reboot"',
  'cp "$1/clock.so" "$2/tmp/"',
  'cp "$1/table" "$2/etc/cron.d/table"',
  'mknod "$2/dev/null" c 1 3',
  'chmod 644 "$2/etc/cron.d/table"',
  // The root's own zone files may be missing; the host's are the same.
  'mount --bind /usr/share/zoneinfo "$2/usr/share/zoneinfo"',
  '(chroot "$2" env LD_PRELOAD=/tmp/clock.so timeout 120 "$3" -f </dev/null >/dev/null 2>&1; true)',
  'sleep 1',
  'cat "$2/tmp/ran" 2>/dev/null || true',
].join(' && ');

function field(random, low, high, star) {
  if (random.chance(star)) return '*';
  const number = () => low + random.below(high - low + 1);
  switch (random.below(5)) {
    case 0:
      return `*/${1 + random.below(high)}`;
    case 1:
      return [number(), number()].sort((a, b) => a - b).join('-');
    case 2:
      return `${number()},${number()}`;
    default:
      return String(number());
  }
}

/** Most entries run in the hours in which clocks jump. */
function entry(random, i) {
  const hour = random.chance(0.6) ? String(1 + random.below(3)) : field(random, 0, 23, 0.3);
  const day = random.chance(0.75) ? '*' : field(random, 1, 31, 0);
  const weekday = random.chance(0.75) ? '*' : field(random, 0, 7, 0);
  return `${field(random, 0, 59, 0.1)} ${hour} ${day} * ${weekday} root job${i}`;
}

/** Whether the runs are the same. What is made up for is run one after the other, with pauses of ten seconds. */
function agree(theirs, runs) {
  const left = [...theirs];
  const late = [];
  for (const { at, note } of runs) {
    if (note === 'skipped-hour') late.push(at / 60);
    else if (left.includes(at / 60)) left.splice(left.indexOf(at / 60), 1);
    else return false;
  }
  return left.length === late.length && left.every((minute, i) => minute >= late[i] && minute - late[i] < 60);
}

/** What was run when, as `MINUTE job`. */
function ask(name, root, table, zone, from, days) {
  const stage = mkdtempSync(join(tmpdir(), 'cron-runs-'));
  try {
    execFileSync('gcc', [
      '-shared',
      '-fPIC',
      '-w',
      '-o',
      join(stage, 'clock.so'),
      fileURLToPath(new URL('cron-clock.c', import.meta.url)),
    ]);
    writeFileSync(join(stage, 'table'), table);
    const env = {
      PATH: process.env.PATH,
      TZ: zone,
      BASE: String(from),
      END: String(from + days * 86_400),
      LC_ALL: 'C',
    };
    const out = execFileSync(
      'unshare',
      ['-m', '-p', '-f', 'sh', '-c', MOUNTS, 'sh', stage, root, name === 'debian' ? 'cron' : 'crond'],
      {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
        encoding: 'utf8',
      },
    );
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [at, job] = line.split(' ');
        return { minute: Math.floor(Number(at) / 60), job };
      });
  } finally {
    rmSync(stage, { recursive: true });
  }
}

let wrong = 0;
const recorded = [];
for (const name of ['debian', 'cronie']) {
  const root = option(`--${name}`);
  if (root === undefined) continue;
  let total = 0;
  for (const [index, [zone, begin, days]] of STRETCHES.entries()) {
    const random = randomFrom(seed * 100 + index);
    const table = `${Array.from({ length: count }, (_, i) => entry(random, i)).join('\n')}\n`;
    // The daemon begins in the middle of a minute and runs from the next one on.
    const from = Date.parse(begin) / 1000 + 30;
    const ran = ask(name, root, table, zone, from, days);
    const { nodes } = core.parseCrontab(table, { implementation: name, system: true });
    const end = Math.floor((from + days * 86_400) / 60) - 1;
    for (const node of nodes) {
      const job = node.command.text;
      const theirs = ran
        .filter((one) => one.job === job && one.minute < end)
        .map(({ minute }) => minute)
        .sort((a, b) => a - b);
      const runs = [];
      for (const run of core.runsFrom(node.schedule, { zone: core.timezone(zone) }, from + 30)) {
        if (run.at / 60 >= end) break;
        runs.push(run);
      }
      const ours = runs.map(({ at }) => at / 60);
      total += theirs.length;
      const same = agree(theirs, runs);
      if (name === 'debian')
        recorded.push({ zone, from, days, entry: table.slice(node.span.start, node.span.end).trim(), runs: theirs });
      if (same) continue;
      wrong++;
      const first = theirs.findIndex((minute, i) => minute !== ours[i]);
      const at = first < 0 ? Math.min(theirs.length, ours.length) : first;
      const show = (minutes) =>
        `${minutes.length} times, ... ${minutes
          .slice(Math.max(at - 2, 0), at + 4)
          .map((minute) => new Date(minute * 60_000).toISOString().slice(5, 16))
          .join(' ')}`;
      console.log(
        `${name}, ${zone} ${begin}: ${table.slice(node.span.start, node.span.end).trim()}\n  it runs at ${show(theirs)}\n  we say     ${show(ours)}`,
      );
    }
  }
  console.log(`${name}: ${STRETCHES.length * count} entries, ${total} runs`);
}
console.log(`${wrong} entries differ`);
process.exitCode = wrong > 0 ? 1 : 0;
if (argv.includes('--record')) {
  const rows = recorded.map((row) => JSON.stringify(row)).join(',\n');
  const head = `"command":"cron-runs.mjs --debian ROOT --entries ${count} --seed ${seed}","program":"cron 3.0pl1-162 (Debian 12)"`;
  writeFileSync(option('--record'), `{${head},"entries":[\n${rows}\n]}\n`);
}
