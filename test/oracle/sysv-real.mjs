// Runs the tools for init scripts of an image on /etc trees: a temporary /etc is put over the image's in a mount
// namespace of its own, so that the image stays as it is. Needs root.
import { spawnSync } from 'node:child_process';
import {
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
import { dirname, join } from 'node:path';

/** The runlevels' links below /etc, path to target. */
function linksIn(etc) {
  const links = {};
  for (const folder of readdirSync(etc)
    .filter((name) => /^rc.\.d$/.test(name))
    .sort()) {
    for (const entry of readdirSync(join(etc, folder), { withFileTypes: true })) {
      if (entry.isSymbolicLink()) links[`${folder}/${entry.name}`] = readlinkSync(join(etc, folder, entry.name));
    }
  }
  return Object.fromEntries(Object.entries(links).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What the real tools do to each case.
 * @param image the root of a Debian system with insserv, sysv-rc and startpar
 * @returns links afterwards, exit status, and what was printed
 */
export function runReal(image, cases) {
  const stage = mkdtempSync(join(tmpdir(), 'sysv-'));
  try {
    const newestFirst = listsNewestFirst(stage);
    for (const [index, { files, command }] of cases.entries()) {
      const etc = join(stage, `case${index}`);
      const lines = Object.keys(files).sort();
      mkdirSync(etc, { recursive: true });
      // Into the memory file system they are copied so that folders list their names in the order of the alphabet.
      for (const path of newestFirst ? lines.reverse() : lines) put(join(etc, path), files[path]);
      writeFileSync(join(stage, `case${index}.list`), lines.map((path) => `./${path}\n`).join(''));
      writeFileSync(join(stage, `case${index}.sh`), script(command));
    }
    const driver = `set -e
mount -t tmpfs none ${quote(image)}/mnt
mount -t proc proc ${quote(image)}/proc
mkdir ${quote(image)}/mnt/etc
for i in $(seq 0 ${cases.length - 1}); do
  rm -rf ${quote(image)}/mnt/etc; mkdir ${quote(image)}/mnt/etc
  (cd ${quote(stage)}/case$i && tar -c --no-recursion -f - -T ../case$i.list) | tar -x -P -C ${quote(image)}/mnt/etc
  cp ${quote(stage)}/case$i.sh ${quote(image)}/mnt/run.sh
  mount --bind ${quote(image)}/mnt/etc ${quote(image)}/etc
  set +e
  chroot ${quote(image)} sh /mnt/run.sh > ${quote(stage)}/case$i.out 2> ${quote(stage)}/case$i.err < /dev/null
  echo $? > ${quote(stage)}/case$i.rc
  set -e
  umount ${quote(image)}/etc
  rm -rf ${quote(stage)}/case$i; cp -a ${quote(image)}/mnt/etc ${quote(stage)}/case$i
done`;
    const ran = spawnSync('unshare', ['-m', 'bash', '-c', driver], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`The image could not be used: ${ran.stderr}`);
    return cases.map((_, index) => ({
      status: Number(readFileSync(join(stage, `case${index}.rc`), 'utf8')),
      out: readFileSync(join(stage, `case${index}.out`), 'utf8'),
      error: readFileSync(join(stage, `case${index}.err`), 'utf8'),
      links: linksIn(join(stage, `case${index}`)),
    }));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function script(command) {
  if (command[0] !== '/etc/init.d/rc') return `${command.map(quote).join(' ')}\n`;
  return `PREVLEVEL=${command[2]} RUNLEVEL=${command[1]} sh /lib/init/rc ${command[1]}\n`;
}

function put(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  if (text.startsWith('-> ')) symlinkSync(text.slice(3), path);
  else if (text.startsWith('+x ')) writeFileSync(path, text.slice(3), { mode: 0o755 });
  else writeFileSync(path, text);
}

/** Whether a tmpfs of this kernel lists what was made last first. */
function listsNewestFirst(stage) {
  const code = `mkdir ${quote(stage)}/probe && mount -t tmpfs none ${quote(stage)}/probe && cd ${quote(stage)}/probe && touch a b c && ls -U | head -1`;
  return spawnSync('unshare', ['-m', 'bash', '-c', code], { encoding: 'utf8' }).stdout.trim() === 'c';
}

function quote(word) {
  return `'${String(word).replaceAll("'", `'\\''`)}'`;
}
