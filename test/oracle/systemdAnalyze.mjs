// Asks `systemd-analyze verify` what it says of unit files, on this machine or in a system tree with its own systemd.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const OPTIONS = {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
  env: {
    PATH: process.env.PATH,
    LC_ALL: 'C.UTF-8',
    SYSTEMD_LOG_COLOR: '0',
    SYSTEMD_LOG_LEVEL: 'info',
    SYSTEMD_LOG_TARGET: 'console',
  },
};

/** The options that `verify` is called with: no manual look-ups, no generators. */
export const VERIFY_OPTIONS = ['verify', '--man=no', '--generators=no'];

function call(root, args) {
  if (root === '') return spawnSync('systemd-analyze', args, OPTIONS);
  return spawnSync('chroot', [root, 'systemd-analyze', ...args], OPTIONS);
}

/** Release number of the systemd of `root` ('' for this machine); undefined when there is none to ask. */
export function systemdVersion(root = '') {
  const answer = call(root, ['--version']);
  const version = /systemd (\d+)/.exec(answer.stdout ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

/**
 * Writes `files` (path relative to a fresh unit directory -> content) and has the unit files in `units` verified by
 * the systemd of `root`. Each line of the answer becomes one message: with `file` and, where systemd names it, `line`
 * (1-based) when it is about one of the files, with `text` alone otherwise.
 */
export function verify(files, units, root = '') {
  const stage = mkdtempSync(join(root || '/', 'tmp', 'bootwright-verify-'));
  const inside = stage.slice(root.length);
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      writeFileSync(join(stage, path), content);
    }
    const answer = call(root, [...VERIFY_OPTIONS, ...units.map((unit) => join(inside, unit))]);
    if (answer.error !== undefined) throw answer.error;
    const lines = `${answer.stdout}${answer.stderr}`.split('\n').filter((line) => line !== '');
    return { exit: answer.status, messages: lines.map((line) => toMessage(line, inside, Object.keys(files))) };
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function toMessage(line, stage, paths) {
  const file = paths.find((path) => line.startsWith(`${stage}/${path}:`));
  if (file === undefined) return { text: line.replaceAll(`${stage}/`, '') };
  const rest = line.slice(stage.length + 1 + file.length + 1);
  const numbered = /^(\d+): (.*)$/s.exec(rest);
  if (numbered === null) return { file, text: rest.trim() };
  return { file, line: Number(numbered[1]), text: numbered[2].replaceAll(`${stage}/`, '') };
}
