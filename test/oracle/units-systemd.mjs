// Asks `systemd --test` how it loads units: load state, fragment, names and drop-ins, for a system image or for a tree
// whose unit folders take the place of the image's.
//
// The manager refuses to run as root, so it runs as uid 65534 in a private mount namespace. Nothing of the image is
// changed. Needs root.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of a tree that are laid over those of the image. */
export const TREE_FOLDERS = ['etc/systemd', 'usr/lib/systemd/system', 'usr/local', 'opt'];

const ENVIRONMENT =
  'PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ SYSTEMD_LOG_TARGET=console SYSTEMD_LOG_LEVEL=info SYSTEMD_LOG_COLOR=0 SYSTEMD_GENERATOR_PATH=/nonexistent LC_ALL=C.UTF-8';

/**
 * How the systemd of `image` loads the units `names`. `tree` is a folder on disk with the folders above; without it the
 * image's own units are asked for. Gives {version, units: Map name -> {id, names, load,
 * fragment, dropIns, dependencies}, log}; dependencies are [kind, unit] for those that files and links make. There are no
 * units where it refuses them all.
 */
export function askSystemd(image, names, tree) {
  const lines = names.map((name) => `Wants=${name}\n`).join('');
  const anchor = `[Unit]\nDefaultDependencies=no\n${lines}`;
  const binds = tree
    ? TREE_FOLDERS.map((folder) => `mkdir -p ${tree}/${folder}; mount --bind ${tree}/${folder} ${image}/${folder};`)
    : [];
  const script = `set -e
    mount --bind ${image} ${image}; mkdir -p ${image}/run; mount -t proc proc ${image}/proc
    mount --rbind /sys ${image}/sys; mount --bind /dev ${image}/dev; mount -t tmpfs tmpfs ${image}/run
    if test -d /sys/fs/cgroup/unified; then mount --bind /sys/fs/cgroup/unified ${image}/sys/fs/cgroup; fi
    ${binds.join('\n')}
    ${tree ? `cp -a ${tree}/run/. ${image}/run/ 2>/dev/null || true` : ''}
    mkdir -p ${image}/run/systemd/system; cat > ${image}/run/systemd/system/bootwright-anchor.target
    chmod -R a+rX ${image}/run; cd ${image}
    exec chroot ${image} env -i ${ENVIRONMENT} setpriv --reuid=65534 --regid=65534 --clear-groups /lib/systemd/systemd --test --system --unit=bootwright-anchor.target`;
  const result = spawnSync('unshare', ['-m', '--propagation', 'private', 'sh', '-c', script], {
    input: anchor,
    encoding: 'latin1',
    maxBuffer: 1 << 29,
    timeout: 120_000,
  });
  const output = Buffer.from(result.stderr + result.stdout, 'latin1')
    .toString('utf8')
    .split('\n');
  const version = /systemd (\d+)[^ ]* running in test system mode/.exec(output.join('\n'))?.[1];
  const units = readUnits(output);
  // A drop-in of all targets can keep even the anchor from being started.
  const refused = output.find((line) => line.startsWith('Failed to start default target'));
  if (units.size === 0 && refused === undefined) {
    throw new Error(`systemd --test gave no units: ${output.slice(-5).join('\n')}`);
  }
  return { version: Number(version), units, log: output };
}

function readUnits(lines) {
  const byName = new Map();
  let unit;
  let section = '';
  for (const line of lines) {
    if (/By units:$/.test(line)) section = 'units';
    else if (/By jobs:$/.test(line)) section = 'jobs';
    if (section !== 'units') continue;
    const field = (label) => (line.startsWith(`\t\t${label}: `) ? line.slice(label.length + 4) : undefined);
    const head = /^\t(?:->|→) Unit (.+):$/.exec(line)?.[1];
    if (head !== undefined) {
      unit = { id: head, names: [head], load: '', fragment: undefined, dropIns: [], dependencies: [] };
      byName.set(head, unit);
    } else if (unit) {
      const alias = field('Alias');
      if (alias !== undefined) {
        unit.names.push(alias);
        byName.set(alias, unit);
      }
      unit.load = field('Unit Load State') ?? unit.load;
      unit.fragment = field('Fragment Path') ?? unit.fragment;
      const dropIn = field('DropIn Path');
      if (dropIn !== undefined) unit.dropIns.push(dropIn);
      const dependency = /^\t\t(Wants|Requires|Upholds): (\S+) \(.*\borigin-file\b/.exec(line);
      if (dependency) unit.dependencies.push([dependency[1], dependency[2]]);
    }
  }
  return byName;
}

/** The entries of a tree on disk, as `treeOf` takes them: path -> node. Folders named in `only` (relative). */
export function* readTree(root, only) {
  for (const folder of only) yield* readFolder(root, `/${folder}`);
}

function* readFolder(root, path) {
  const disk = join(root, path);
  if (!existsSync(disk) || lstatSync(disk).isSymbolicLink()) return;
  yield [path, { type: 'directory' }];
  for (const name of readdirSync(disk)) {
    const inside = `${path}/${name}`;
    const stat = lstatSync(join(root, inside));
    if (stat.isDirectory()) yield* readFolder(root, inside);
    else if (stat.isSymbolicLink()) yield [inside, { type: 'symlink', target: readlinkSync(join(root, inside)) }];
    else if (!stat.isFile()) yield [inside, { type: 'special', isNull: stat.isCharacterDevice() }];
    else {
      const content = readFileSync(join(root, inside), 'utf8');
      yield [inside, { type: 'file', content, size: stat.size, executable: (stat.mode & 0o111) !== 0 }];
    }
  }
}
