// Asks NTPsec's ntpd what it says of configurations: in an empty network namespace, without the right to set the clock,
// as a user that does not exist, so that it ends once it has read and applied everything.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @param image a root with an ntpd of NTPsec in it
 * @param texts configurations; bytes or strings
 * @returns per text the lines that it logged about it, without time and process
 */
export function askDaemon(image, texts) {
  const stage = mkdtempSync(join(tmpdir(), 'ntp-'));
  try {
    for (const [i, text] of texts.entries()) {
      mkdirSync(join(stage, `${i}`));
      writeFileSync(join(stage, `${i}/ntp.conf`), text);
    }
    const ask = 'setpriv --bounding-set -sys_time timeout 5 ntpd -n -c $d/ntp.conf -u nosuchuser';
    const loop = `for d in /tmp/*; do ${ask} >$d/said 2>&1; echo "exit $?" >>$d/said; done`;
    const inside = `mount --bind "$1" "$2/tmp" && exec chroot "$2" sh -c '${loop}'`;
    execFileSync('unshare', ['-m', '-n', 'sh', '-c', inside, 'sh', stage, image], {
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: 'ignore',
    });
    return texts.map((_, i) => messages(readFileSync(join(stage, `${i}/said`), 'latin1')));
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function messages(said) {
  const out = [];
  for (const line of said.split('\n')) {
    const match = /^\S+ ntpd\[\d+\]: (.*)$/.exec(line);
    if (match) out.push(match[1]);
    else if (/^exit \d+$/.test(line)) out.push(line);
  }
  return out;
}

/** The lines with a syntax error. Lines that follow each other need two empty ones between them: the parser is quiet so long. */
export function refusedLines(said) {
  const lines = new Set();
  for (const message of said) {
    const match = /^CONFIG: syntax error in \S+ line (\d+),/.exec(message);
    if (match) lines.add(Number(match[1]));
  }
  return lines;
}

/** The line on which the daemon died, if it did while it read. */
export function diedReading(said) {
  return said.some((message) =>
    /^CONFIG: (?:Unknown driver name|U_int cannot|Integer cannot|Double too|configuration item)/.test(message),
  );
}

/** The release that answered. */
export function versionIn(said) {
  return /ntpd (ntpsec-[\d.]+)/.exec(said[0] ?? '')?.[1];
}

const OCTET = '(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])';
const QUAD = `${OCTET}(?:[.]${OCTET}){3}`;
const KINDS = [
  ['boolean', /Integer value is not boolean/],
  ['stratum', /stratum value .*ignored/],
  ['key', /key: invalid argument/],
  ['version', /version: invalid argument/],
  ['poll', /(?:min|max)poll: .*too (?:small|large)/],
  ['aead', /Invalid AEAD/],
  ['option', /Unknown peer\/server option/],
  ['driver', /Unknown driver name/],
  ['mru', /mru .* out of range/],
  ['ignored-flag', /restrict no(?:peer|trap) ignored/],
  ['kod', /KOD does nothing/],
  ['mask', /mask '.*' unusable/],
  // Whether a name can be resolved is a matter of the network.
  [
    'address',
    new RegExp(
      `address/host '(?:.*[/ ].*||${QUAD}|[\\da-fA-F:]*:[\\da-fA-F:]*)' unusable|attempt to configure invalid`,
    ),
  ],
  ['ceiling', /Using maximum tos ceiling/],
  ['trusted', /Ignoring invalid trustedkey/],
  ['log', /logconfig: .*not recognized/],
  ['fudge', /inappropriate address .* fudge/],
  ['memlock', /memlock ignored/],
  ['peer', /peer deprecated/],
  ['request-key', /requestkey is a no-op/],
  ['smear', /Built without LEAP_SMEAR/],
  ['phone', /Number of phone entries exceeds/],
  ['duplicate-source', /configpeers: Ignoring duplicate/],
];
/** What it says of sources as it puts the lines together, without the mark of the configuration. */
const APPLIED = [
  ['clock-type', /^REFCLOCK: refclock_newpeer: clock type \d+ invalid/],
  ['locked-out', /^RESTRICT: (?:Can't poke hole|Specific restriction will break)/],
  ['key-missing', /^ERR: key \d+ not found for server/],
  ['minsane', /^SYNC: Found \d+ servers, suggest minsane/],
];

/** The kinds of complaints that are in what it said, sorted; how often each. */
export function kindsIn(said) {
  const out = [];
  for (const message of said) {
    const kinds = message.startsWith('CONFIG: ') ? KINDS : APPLIED;
    for (const [kind, pattern] of kinds) if (pattern.test(message)) out.push(kind);
  }
  return out.sort();
}
