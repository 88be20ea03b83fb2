import { statSync } from 'node:fs';
import { simulate } from '../../core/boot/boot.ts';
import { suppose } from '../../core/boot/hypothesis.ts';
import { openBoot } from '../../core/boot/open.ts';
import type { BootSimulation } from '../../core/boot/simulation.ts';
import { DIRECTORY } from '../../core/tree/node.ts';
import { applyChanges, type SystemTree } from '../../core/tree/systemTree.ts';
import { unitNameMangle } from '../../core/units/mangle.ts';
import { diskTree, mountedPath } from '../../hosts/diskTree.ts';
import { chosenRoot, chosenVersion } from '../chosenRoot.ts';
import { UsageError } from '../terminal.ts';
import { readTimes } from './readTimes.ts';

/** What the options of the command line say about the boot; undefined where there is no such option. */
export interface BootWords {
  readonly root: string | undefined;
  readonly systemd: string | undefined;
  readonly unit: string | undefined;
  readonly unitPath: readonly string[] | undefined;
  readonly commandLine: string | undefined;
  readonly commands: readonly string[] | undefined;
  readonly times: string | undefined;
}

/** A machine on the disk whose boot can be asked for. */
export interface BootAsking {
  /** @throws UsageError for changes that cannot be made */
  simulate(changes: readonly string[]): BootSimulation;
  /** The unit that a word stands for. */
  nameOf(word: string): string;
}

/** The folder that takes the links of supposed changes when units are looked for in given folders only. */
const CONFIGURED = '/etc/systemd/system';

/** @throws UsageError when there is no such root, folder, version or file */
export async function bootAsking(words: BootWords): Promise<BootAsking> {
  const folder = await chosenRoot(words.root);
  const version = await chosenVersion(folder, words.systemd);
  const unitFolders = words.unitPath?.map(existingFolder);
  const measured = words.times === undefined ? undefined : readTimes(words.times);
  const unit = words.unit === undefined ? undefined : mangled(words.unit, version, 'target');
  const tree = diskTree(folder, unitFolders);
  const given = unitFolders?.map((path) => mountedPath(path, folder));
  return {
    nameOf: (word) => mangled(word, version, 'service'),
    simulate: (changes) => {
      // A change is made in /etc, which otherwise is not among the folders.
      const unitPath = given && changes.length > 0 ? [CONFIGURED, ...given] : given;
      const { root, profile } = openBoot(supposed(tree, changes, version, unitPath), {
        version,
        ...(words.commandLine === undefined ? {} : { profile: { commandLine: words.commandLine } }),
        ...(unitPath ? { unitPath } : {}),
      });
      return simulate(root, {
        profile,
        ...(unit === undefined ? {} : { unit }),
        ...(measured ? { measured } : {}),
        ...(words.commands ? { commands: words.commands } : {}),
      });
    },
  };
}

function supposed(
  tree: SystemTree,
  changes: readonly string[],
  version: number,
  unitPath: readonly string[] | undefined,
): SystemTree {
  if (changes.length === 0) return tree;
  const after = suppose(unitPath ? withoutFolder(tree, CONFIGURED) : tree, changes, {
    version,
    ...(unitPath ? { unitPath } : {}),
  });
  if (after.problem !== undefined) throw new UsageError(`--with ${after.problem}`);
  return after.tree;
}

/** The tree without what is in a folder, which then is there for new things only. */
function withoutFolder(tree: SystemTree, path: string): SystemTree {
  return tree.node(path)
    ? applyChanges(tree, [
        { op: 'remove', path },
        { op: 'put', path, node: DIRECTORY },
      ])
    : tree;
}

function existingFolder(given: string): string {
  if (!statSync(given, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--unit-path=${given} is no folder.`);
  return given;
}

function mangled(word: string, version: number, suffix: 'target' | 'service'): string {
  const name = unitNameMangle(word, version, suffix);
  if (name === undefined) throw new UsageError(`"${word}" can be no unit's name.`);
  return name;
}
