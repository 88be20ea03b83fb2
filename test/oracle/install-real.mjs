// A real systemctl, asked step by step about roots on a file system in memory. Used by install-fuzz.mjs.
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const quote = (word) => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * Starts a shell that runs systemctl, in an image by chroot or here.
 *
 * `ask(entries, step)` makes the root anew and runs the step; it gives the exit status, what was printed, and the
 * entries afterwards. Folders on tmpfs are listed newest first, so they are filled from the last name to the first:
 * systemctl then reads them in the order of names, as the planner does.
 */
export function realSystemctl(image) {
  const stage = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bootwright-'));
  const tree = join(stage, 'tree');
  const inside = image ? '/mnt' : stage;
  // A mount namespace of its own, so that nothing of this is seen outside and all of it goes with the shell.
  const mounts = `mount --make-rprivate / && mount --bind ${quote(stage)} ${quote(`${image}/mnt`)} && mount --rbind /proc ${quote(`${image}/proc`)} && mount --rbind /dev ${quote(`${image}/dev`)} && exec chroot ${quote(image)} /bin/sh`;
  const shell = image ? spawn('unshare', ['-m', 'sh', '-c', mounts]) : spawn('sh');
  let pending;
  let heard = '';
  shell.stdout.setEncoding('utf8').on('data', (text) => {
    heard += text;
    for (let end = heard.indexOf('\n'); end >= 0; end = heard.indexOf('\n')) {
      pending?.(Number(heard.slice(0, end)));
      heard = heard.slice(end + 1);
    }
  });
  shell.stderr.pipe(process.stderr);
  const systemctl = (words) =>
    new Promise((resolve) => {
      pending = resolve;
      const command = ['env', 'LC_ALL=C.UTF-8', 'SYSTEMD_COLORS=0', 'SYSTEMD_PAGER=', 'systemctl', ...words]
        .map(quote)
        .join(' ');
      shell.stdin.write(`timeout 20 ${command} >${inside}/out 2>${inside}/err </dev/null; echo $?\n`);
    });
  return {
    version: async () => {
      await systemctl(['--version']);
      return Number(/^systemd (\d+)/.exec(readFileSync(join(stage, 'out'), 'utf8'))[1]);
    },
    tree,
    write: (entries) => writeTree(tree, entries),
    ask: async (entries, step) => {
      writeTree(tree, entries);
      const status = await systemctl([`--root=${inside}/tree`, ...wordsOf(step)]);
      const output = readFileSync(join(stage, 'out'), 'utf8');
      const messages = readFileSync(join(stage, 'err'), 'utf8');
      return { status, output, messages, after: readTree(tree) };
    },
    /** Asks about a folder inside the image or host, as it is. */
    askAt: async (root, words) => {
      const status = await systemctl([`--root=${root}`, ...words]);
      return {
        status,
        output: readFileSync(join(stage, 'out'), 'utf8'),
        messages: readFileSync(join(stage, 'err'), 'utf8'),
      };
    },
    close: () => {
      shell.stdin.end();
      rmSync(stage, { recursive: true, force: true });
    },
  };
}

/** The command line of a step. */
export function wordsOf({ verb, args, runtime, force, presetMode, global }) {
  return [
    ...(global ? ['--global'] : []),
    ...(runtime ? ['--runtime'] : []),
    ...(force ? ['--force'] : []),
    ...(presetMode ? [`--preset-mode=${presetMode}`] : []),
    verb,
    ...(args.some((word) => word.startsWith('-')) ? ['--'] : []),
    ...args,
  ];
}

/** Makes a folder of the entries, each folder filled from its last name to its first. */
export function writeTree(folder, entries) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [path, kind, text] of [...entries].sort(([a], [b]) => (a < b ? 1 : -1)).sort(byDepth)) {
    const at = folder + path;
    if (kind === 'd') mkdirSync(at);
    else if (kind === 'l') symlinkSync(text, at);
    else if (kind === 'p') execFileSync('mkfifo', [at]);
    else writeFileSync(at, kind === 'b' ? Buffer.from(text, 'base64') : text);
  }
}

/** Stable, so that names stay in order within a folder. */
function byDepth([a], [b]) {
  return a.split('/').length - b.split('/').length;
}

/** The entries of a folder, sorted by path. */
export function readTree(folder, path = '') {
  return readdirSync(folder + path)
    .sort()
    .flatMap((name) => {
      const at = `${path}/${name}`;
      const stat = lstatSync(folder + at);
      if (stat.isSymbolicLink()) return [[at, 'l', readlinkSync(folder + at)]];
      if (stat.isDirectory()) return [[at, 'd'], ...readTree(folder, at)];
      if (!stat.isFile()) return [[at, 'p', '']];
      const bytes = readFileSync(folder + at);
      const text = bytes.toString('utf8');
      return [Buffer.from(text).equals(bytes) ? [at, 'f', text] : [at, 'b', bytes.toString('base64')]];
    });
}
