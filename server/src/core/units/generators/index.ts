import { chase } from '../../tree/chase.ts';
import { applyChanges, joinPath, type SystemTree, type TreeChange } from '../../tree/systemTree.ts';
import { nullOrEmptyPath, type Standing } from '../nullOrEmpty.ts';
import { GENERATOR_FOLDERS } from '../searchPath.ts';
import { cryptsetupGenerator } from './cryptsetup.ts';
import { debugGenerator } from './debug.ts';
import { fstabGenerator } from './fstab.ts';
import { gettyGenerator } from './getty.ts';
import { type GeneratorRoot, generatorRoot } from './machine.ts';
import type { GeneratorOutput } from './output.ts';
import { isPackaged, packagedGenerator } from './packaged.ts';
import { type GeneratorProfile, PLAIN_MACHINE } from './profile.ts';
import { rcLocalGenerator } from './rcLocal.ts';
import { runGenerator } from './run.ts';
import { sshGenerator } from './ssh.ts';
import { sysvGenerator } from './sysv.ts';

/** The generators that are known here, and the first version that no longer has them. */
const GENERATORS: Readonly<Record<string, { run: (root: GeneratorRoot) => GeneratorOutput; goneSince?: number }>> = {
  'systemd-cryptsetup-generator': { run: cryptsetupGenerator },
  'systemd-debug-generator': { run: debugGenerator },
  'systemd-fstab-generator': { run: fstabGenerator },
  'systemd-getty-generator': { run: gettyGenerator },
  'systemd-rc-local-generator': { run: rcLocalGenerator, goneSince: 262 },
  'systemd-run-generator': { run: runGenerator },
  'systemd-ssh-generator': { run: sshGenerator },
  'systemd-sysv-generator': { run: sysvGenerator, goneSince: 262 },
};

const FOLDERS = [
  '/run/systemd/system-generators',
  '/etc/systemd/system-generators',
  '/usr/local/lib/systemd/system-generators',
  '/lib/systemd/system-generators',
  '/usr/lib/systemd/system-generators',
];

/**
 * What the generators of systemd write below /run/systemd at boot: units from fstab, crypttab, the consoles, init scripts
 * and rc.local. Generators that the root lacks, or that are masked there, do nothing; in a root without any folder of
 * generators all run that the version has. Of what others put among the generators only that of some packages is known.
 *
 * @param version major version of systemd
 */
export function runGenerators(
  tree: SystemTree,
  version: number,
  profile: GeneratorProfile = PLAIN_MACHINE,
): readonly TreeChange[] {
  const root = generatorRoot(tree, version, profile);
  const own = Object.entries(GENERATORS).flatMap(([name, { run, goneSince }]) =>
    (hasGenerator(tree, name) ?? version < (goneSince ?? Number.POSITIVE_INFINITY)) ? run(root).changes() : [],
  );
  const packaged = programsOfOthers(tree).flatMap(
    ({ name, path }) => packagedGenerator(root, name, path)?.changes() ?? [],
  );
  return [...own, ...packaged];
}

/**
 * The root as it is once the generators have run: what lay in their folders before is gone.
 *
 * @param version major version of systemd
 */
export function withGenerators(
  tree: SystemTree,
  version: number,
  profile: GeneratorProfile = PLAIN_MACHINE,
): SystemTree {
  const old = Object.values(GENERATOR_FOLDERS).map((path): TreeChange => ({ op: 'remove', path }));
  const clean = applyChanges(
    tree,
    old.filter(({ path }) => tree.node(path) !== undefined),
  );
  return applyChanges(clean, runGenerators(clean, version, profile));
}

/**
 * The names of the programs that others have put among the generators, that are not masked, and of which is not known what they
 * do, sorted. Units may come of them that nobody knows of.
 */
export function foreignGenerators(tree: SystemTree): string[] {
  const unknown = programsOfOthers(tree).filter(({ name, path }) => !isPackaged(tree, name, path));
  return unknown.map(({ name }) => name);
}

/** The programs that others have put among the generators, without those that are masked, by name. */
function programsOfOthers(tree: SystemTree): { readonly name: string; readonly path: string }[] {
  const standing = new Map<string, Standing & { readonly path: string }>();
  for (const folder of foldersIn(tree)) {
    for (const name of tree.names(folder)) {
      // The folder that comes first wins.
      if (name.startsWith('systemd-') || standing.has(name)) continue;
      const path = joinPath(folder, name);
      standing.set(name, { ...nullOrEmptyPath(tree, path), path });
    }
  }
  const running = [...standing].filter(([, one]) => mayRun(tree, one));
  return running.map(([name, { path }]) => ({ name, path })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether it is a program, as far as the root tells: exec-util.c, `do_execute`, runs nothing else. */
function mayRun({ modesUnknown }: SystemTree, { kind, end }: Standing): boolean {
  if (kind === 'unknown') return true;
  return kind === 'content' && end.found && end.node.type === 'file' && (end.node.executable || modesUnknown === true);
}

/** Whether the root has a generator that is not masked; undefined when it has no generators at all. */
function hasGenerator(tree: SystemTree, name: string): boolean | undefined {
  let any = false;
  for (const folder of foldersIn(tree)) {
    any ||= tree.names(folder).length > 0;
    const path = joinPath(folder, name);
    if (tree.node(path)) return nullOrEmptyPath(tree, path).kind !== 'mask';
  }
  return any ? false : undefined;
}

/** The folders of generators that the root has, links followed. */
function foldersIn(tree: SystemTree): string[] {
  return FOLDERS.map((folder) => chase(tree, folder)).flatMap((end) => (end.found ? [end.path] : []));
}
