import { chase } from '../../tree/chase.ts';
import { folderOf, joinPath, nameOf } from '../../tree/systemTree.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import { unitNameForm } from '../../values/unitNames.ts';
import { isGenerated } from './generated.ts';
import type { UnitIndex } from './unitIndex.ts';

/** A file, folder or link that got another path. */
export interface Moved {
  readonly from: string;
  readonly to: string;
}

/** A link that is to lead elsewhere, by the path that it has in the end. */
export interface NewTarget {
  readonly path: string;
  readonly target: string;
}

/**
 * The links that have to lead elsewhere when unit files get other paths, in a tree from before the moves or from after
 * them. A target is followed by its path, or, where nothing stands there, by its name, which is what systemd goes by.
 */
export function movedLinks(index: UnitIndex, moves: readonly Moved[]): NewTarget[] {
  const names = new Map(
    moves.flatMap(({ from, to }) => (unitNameForm(nameOf(from)) === undefined ? [] : [[nameOf(from), nameOf(to)]])),
  );
  const paths = new Map(moves.map(({ from, to }) => [from, to]));
  return index.links.flatMap(({ path, target }) => {
    if (target === undefined || isGenerated(path)) return [];
    const led = leadsTo(index.root, path, target);
    const to = paths.get(led);
    const byPath = to === undefined ? undefined : retarget(target, led, to);
    const name = index.root.tree.node(led) === undefined ? names.get(nameOf(target)) : undefined;
    const byName = name === undefined ? undefined : replaceName(target, name);
    const wanted = byPath ?? byName;
    return wanted === undefined || wanted === target ? [] : [{ path: movedPath(path, moves), target: wanted }];
  });
}

/** Where one step along the link leads. */
function leadsTo({ tree }: UnitRoot, path: string, target: string): string {
  return chase(tree, target.startsWith('/') ? target : joinPath(folderOf(path), target), { nofollow: true }).path;
}

/** Keeps the form of the target where only its last part changes. */
function retarget(target: string, from: string, to: string): string {
  return folderOf(from) === folderOf(to) ? replaceName(target, nameOf(to)) : to;
}

function replaceName(target: string, name: string): string {
  return target.slice(0, target.length - nameOf(target).length) + name;
}

/** The path after the moves, made one after the other. */
function movedPath(path: string, moves: readonly Moved[]): string {
  return moves.reduce((at, { from, to }) => {
    if (at === from) return to;
    return at.startsWith(`${from}/`) ? to + at.slice(from.length) : at;
  }, path);
}
