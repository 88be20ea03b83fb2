import type { SymlinkChange } from '../../install/plan.ts';
import { chase } from '../../tree/chase.ts';
import { linkNode } from '../../tree/node.ts';
import { applyChanges, folderOf, joinPath, nameOf, type SystemTree } from '../../tree/systemTree.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import { unitNameForm } from '../../values/unitNames.ts';
import { fragmentOf, fragmentPlaces } from './definitions.ts';
import { isGenerated } from './generated.ts';
import { renamedName } from './renameNames.ts';
import type { UnitLink } from './sources.ts';
import type { UnitIndex } from './unitIndex.ts';

/** A file or folder that got another path. */
export interface Moved {
  readonly from: string;
  readonly to: string;
}

/** A link that is to have another name, lead elsewhere, or both. */
export interface MovedLink {
  readonly link: UnitLink;
  readonly path: string;
  readonly target: string;
  /** What stands at its new path already: a link that does the same, so that the old one can go, or something else. */
  readonly there: 'link' | 'other' | undefined;
}

/**
 * The links that moved unit files leave behind: those that lead to them, and those that have their old names, in
 * folders such as `multi-user.target.wants` and as other names. A target is followed by its path, or, where nothing
 * stands there, by its name, which is what systemd goes by. A name that another file still has is no old one.
 *
 * @param index the units after the moves, of which only links are still to be changed
 */
export function movedLinks(index: UnitIndex, moves: readonly Moved[]): MovedLink[] {
  const gone = new Set(moves.map(({ from }) => from));
  const units = moves.filter((move) => isUnitMove(index, move, gone));
  const renamed = (name: string): string | undefined => {
    for (const { from, to } of units) {
      const wanted = renamedName(name, nameOf(from), nameOf(to));
      if (wanted !== undefined && wanted !== name) return wanted;
    }
    return undefined;
  };
  return index.links.flatMap((link) => {
    if (isGenerated(link.path)) return [];
    const name = renamed(link.name);
    const path = name === undefined ? link.path : joinPath(folderOf(link.path), name);
    const target = newTarget(index, link, units, renamed) ?? link.target ?? madeTarget(index, link, name);
    if (target === undefined || (path === link.path && target === link.target)) return [];
    const there = path === link.path ? undefined : index.files.node(path);
    const does = there?.type === 'symlink' && link.kind !== 'alias' ? 'link' : 'other';
    return [{ link, path, target, there: there && does }];
  });
}

/** The changes that put moved links right, each old link removed before its new one is made. */
export function movedLinkChanges(links: readonly MovedLink[]): SymlinkChange[] {
  return links.flatMap(({ link, path, target, there }): SymlinkChange[] => {
    if (there === 'other') return [];
    const made: SymlinkChange[] = there === 'link' ? [] : [{ op: 'symlink', path, target }];
    return [{ op: 'unlink', path: link.path }, ...made];
  });
}

/** The tree with changes of links made. */
export function withLinks(tree: SystemTree, changes: readonly SymlinkChange[]): SystemTree {
  return applyChanges(
    tree,
    changes.map((change) =>
      change.op === 'unlink'
        ? { op: 'remove', path: change.path }
        : { op: 'put', path: change.path, node: linkNode(change.target) },
    ),
  );
}

/** Whether a unit has moved, to the name of another unit of its kind or to another folder. */
function isUnitMove(index: UnitIndex, { from, to }: Moved, gone: ReadonlySet<string>): boolean {
  const [old, name] = [nameOf(from), nameOf(to)];
  if (unitNameForm(old) === undefined || unitNameForm(old) !== unitNameForm(name)) return false;
  if (old === name) return true;
  const others = fragmentPlaces(index, old).filter((path) => !gone.has(path));
  return suffixOf(old) === suffixOf(name) && !others.some((path) => isFile(index, path));
}

function isFile({ root }: UnitIndex, path: string): boolean {
  const end = chase(root.tree, path);
  return end.found && end.node.type === 'file';
}

function newTarget(
  index: UnitIndex,
  { path, target }: UnitLink,
  moves: readonly Moved[],
  renamed: (name: string) => string | undefined,
): string | undefined {
  if (target === undefined) return undefined;
  const led = leadsTo(index.root, path, target);
  const to = moves.find(({ from }) => from === led)?.to;
  if (to !== undefined) return folderOf(led) === folderOf(to) ? replaceName(target, nameOf(to)) : to;
  const name = index.root.tree.node(led) ? undefined : renamed(nameOf(target));
  return name === undefined ? undefined : replaceName(target, name);
}

/** Where the host cannot tell a link's target, what `systemctl enable` would make it. */
function madeTarget(index: UnitIndex, { kind }: UnitLink, name: string | undefined): string | undefined {
  return kind === 'alias' || name === undefined ? undefined : fragmentOf(index, name);
}

/** Where one step along the link leads. From a folder on that is gone, as its last file was moved, by the words alone. */
function leadsTo({ tree }: UnitRoot, path: string, target: string): string {
  const start = target.startsWith('/') ? target : joinPath(folderOf(path), target);
  const end = chase(tree, start, { nofollow: true });
  return end.found || end.reason !== 'missing' || nameOf(end.path) === nameOf(start) ? end.path : inWords(start);
}

function inWords(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function replaceName(target: string, name: string): string {
  return target.slice(0, target.length - nameOf(target).length) + name;
}

function suffixOf(name: string): string {
  return name.slice(name.lastIndexOf('.'));
}
