import type { SymlinkChange } from '../../install/plan.ts';
import { isNullDevice } from '../../install/rootView.ts';
import { folderOf, nameOf, type SystemTree } from '../../tree/systemTree.ts';

const DEPENDENCY = /^(.+)\.(wants|requires|upholds)$/;
const RUNLEVEL = /\/rc([0-6S])\.d$/;

/**
 * What changes of links mean for the machine, a sentence each, in the order in which they are made. A link that is
 * replaced counts once.
 *
 * @param tree the root before the changes
 */
export function changeWords(tree: SystemTree, changes: readonly SymlinkChange[]): string[] {
  const made = new Map(changes.flatMap((change) => (change.op === 'symlink' ? [[change.path, change.target]] : [])));
  return changes.flatMap((change) => {
    const old = targetIn(tree, change.path);
    if (change.op === 'symlink') return [`${madeWords(change.path, change.target, old)}${untilBoot(change.path)}.`];
    return made.has(change.path) ? [] : [`${removedWords(change.path, old)}.`];
  });
}

/** Links below /run are gone at the next boot. */
function untilBoot(path: string): string {
  return path.startsWith('/run/') ? ' until the next boot' : '';
}

function madeWords(path: string, target: string, old: string | undefined): string {
  const name = nameOf(path);
  const [, owner, kind] = DEPENDENCY.exec(nameOf(folderOf(path))) ?? [];
  if (owner !== undefined) return `${owner} ${WILL[kind!]!} ${name}`;
  const level = RUNLEVEL.exec(folderOf(path))?.[1];
  if (level !== undefined) return `Runlevel ${level} will ${rcVerb(name)} ${rcService(name)}`;
  if (isNullDevice(target)) return `${name} becomes masked, so that nothing can start it`;
  if (name === 'default.target') return `The machine will boot into ${nameOf(target)}${insteadOf(old)}`;
  if (nameOf(target) === name) return `${name} becomes known to systemd, by a link to ${target}`;
  return `${name} becomes another name of ${nameOf(target)}${insteadOf(old)}`;
}

function removedWords(path: string, old: string | undefined): string {
  const name = nameOf(path);
  const [, owner, kind] = DEPENDENCY.exec(nameOf(folderOf(path))) ?? [];
  if (owner !== undefined) return `${owner} no longer ${DOES[kind!]!} ${name}`;
  const level = RUNLEVEL.exec(folderOf(path))?.[1];
  if (level !== undefined) return `Runlevel ${level} no longer ${rcVerb(name)}s ${rcService(name)}`;
  if (old === undefined) return `${path} is removed`;
  if (isNullDevice(old)) return `${name} is no longer masked`;
  if (name === 'default.target') return `The machine no longer boots into ${nameOf(old)}`;
  if (nameOf(old) === name) return `${name} loses its link to ${old}`;
  return `${name} is no longer another name of ${nameOf(old)}`;
}

const WILL: Readonly<Record<string, string>> = { wants: 'will want', requires: 'will require', upholds: 'will uphold' };
const DOES: Readonly<Record<string, string>> = { wants: 'wants', requires: 'requires', upholds: 'upholds' };

function insteadOf(old: string | undefined): string {
  return old === undefined ? '' : ` instead of ${nameOf(old)}`;
}

/** The name of a link in a runlevel's folder is S or K, two digits and the script's name. */
function rcVerb(name: string): string {
  return name.startsWith('S') ? 'start' : 'stop';
}

function rcService(name: string): string {
  return name.replace(/^[SK]\d+/, '');
}

function targetIn(tree: SystemTree, path: string): string | undefined {
  const node = tree.node(path);
  return node?.type === 'symlink' ? node.target : undefined;
}
