// The simulated boot of an image, as the machine that `live` makes of it.
import { loadCore } from './core-bundle.mjs';
import { diskTree } from './disk-tree.mjs';
import { live } from './live.mjs';

const core = await loadCore(`
export { simulateBoot } from './server/src/core/transaction/running/simulateBoot.ts';
export { conditionsIn } from './server/src/core/boot/conditions/decide.ts';
export { loadGraph } from './server/src/core/units/dependencies/index.ts';
export { openUnitRoot } from './server/src/core/units/unitRoot.ts';
export { applyChanges } from './server/src/core/tree/systemTree.ts';
export { withGenerators } from './server/src/core/units/generators/index.ts';
export { generatorProfile } from './server/src/core/boot/machine/profileOf.ts';
export { fileNode, linkNode } from './server/src/core/tree/node.ts';
`);

/** What is mounted before systemd starts: by the script that makes the namespaces, and by process 1 itself. */
const MOUNTS = ['/', '/proc', '/sys', '/sys/fs/cgroup', '/run', '/tmp', '/dev', '/dev/shm', '/dev/pts'];

/** The machine that `live` makes: a container without devices, console and network. */
export const LIVE_PROFILE = {
  virtualization: 'container-other',
  devices: [],
  consoles: [],
  commandLine: '',
  firstBoot: false,
  paths: Object.fromEntries(['/dev/tty0', '/dev/console', '/dev/tty1', '/dev/autofs'].map((path) => [path, false])),
};
export const LIVE_MOUNTS = MOUNTS.map((where) => ({
  what: 'tmpfs',
  where,
  type: 'tmpfs',
  options: 'rw',
}));

/** What is no part of what is simulated, kept away: a unit of a generator, and one that needs the modules of a kernel. */
const FILES = {
  '/etc/systemd/system/sshd-unix-local.socket': { link: '/dev/null' },
  '/etc/systemd/system/systemd-modules-load.service': { link: '/dev/null' },
};

/** An image, and what the machine that is made of it says about conditions. */
export async function liveImage(folder, version) {
  const tree = diskTree(folder);
  const image = {
    folder,
    version,
    tree,
    profile: { ...LIVE_PROFILE, systemdVersion: version },
    known: {},
    files: FILES,
  };
  await askConditions(image, FILES);
  return image;
}

/** Asks the machine about the conditions that neither the image nor the profile decides. */
export async function askConditions(image, files) {
  const root = rootOf(image, files);
  const graph = core.loadGraph(
    root,
    ['multi-user.target', 'rescue.target', 'graphical.target', 'emergency.target'],
    options,
  );
  const decide = core.conditionsIn(root, image.profile);
  const asked = new Set();
  for (const unit of graph.units) {
    const verdict = decide(unit.loaded);
    for (const { directive, result } of [...verdict.decisions, ...verdict.asserts.decisions]) {
      const [, kind, , parameter] = /^(?:Condition|Assert)([A-Za-z]+)=\|?(!?)\|?(.*)$/s.exec(directive) ?? [];
      // Of updates the machine says nothing any more once they are made; its image has yet to get them.
      if (result === 'unknown' && kind && kind !== 'NeedsUpdate' && image.known[`${kind}=${parameter}`] === undefined)
        asked.add(`${kind}=${parameter}`);
    }
  }
  const questions = [...asked].map((one) => `systemd-analyze condition 'Condition${one}' >/dev/null 2>&1; echo $?`);
  const { atEnd } = await live(image.folder, { files, atEnd: questions });
  [...asked].forEach((one, index) => {
    image.known[one] = atEnd[index] === '0';
  });
}

const options = { kernelMounts: LIVE_MOUNTS };

function rootOf(image, files) {
  const changes = Object.entries(files).map(([path, content]) => ({
    op: 'put',
    path,
    node: typeof content === 'string' ? core.fileNode(content) : core.linkNode(content.link),
  }));
  const tree = core.applyChanges(image.tree, changes);
  return core.openUnitRoot(
    core.withGenerators(tree, image.version, core.generatorProfile(image.profile)),
    image.version,
  );
}

/** Boots an image with files laid over it in the simulation, and gives it commands. */
export function simulated(image, files, target, commands) {
  const root = rootOf(image, files);
  const graph = core.loadGraph(root, [target], options);
  const running = core.simulateBoot(graph, {
    anchor: target,
    root,
    profile: image.profile,
    graphOptions: options,
    knownConditions: image.known,
  });
  const active = [running.active];
  const boot = [...running.incidents];
  const answers = [];
  for (const command of commands) {
    const answer = running.command(command);
    answers.push(answer);
    active.push(answer.active);
  }
  return { active, answers, boot, running };
}
