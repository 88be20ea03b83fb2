import { leftLinkWords, movedLinkWords } from '../core/features/plan/movedLinkWords.ts';
import {
  type Moved,
  type MovedLink,
  movedLinkChanges,
  movedLinks,
  withLinks,
} from '../core/features/units/movedLinks.ts';
import type { InstallPlan } from '../core/install/plan.ts';
import { nameOf } from '../core/tree/systemTree.ts';
import { unitNameForm } from '../core/values/unitNames.ts';
import { pathOf } from '../hosts/host.ts';
import type { MovedFilesParams, MovedParams } from '../protocol/planning.ts';
import { indexOf } from './indexes.ts';
import { pathWithin } from './locations.ts';
import type { RootTree, Trees } from './trees.ts';

/** The links that renamed files have left behind, as a change that can be planned; undefined when there are none. */
export async function movedParams(trees: Trees, { files }: MovedFilesParams): Promise<MovedParams | undefined> {
  const units = files.filter(({ newUri }) => unitNameForm(nameOf(pathOf(newUri))) !== undefined);
  if (units.length > 0) trees.changed(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
  for (const { newUri } of units) {
    const root = await trees.of(newUri);
    const moved = root ? movesIn(root, units) : [];
    if (root && linksIn(root, moved).length > 0) return { root: root.uri, verb: 'rename', moved };
  }
  return undefined;
}

/** A plan for links that were left behind, and what it means in words. Another one once the links are right. */
export function planMoved(root: RootTree, { moved }: MovedParams): { plan: InstallPlan; summary: string[] } {
  const links = linksIn(root, moved);
  const changes = movedLinkChanges(links);
  const messages = leftLinkWords(links).map((text) => ({ level: 'warning' as const, text }));
  const plan = { exitStatus: 0, changes, messages, tree: withLinks(root.tree, changes), output: [] };
  return { plan, summary: movedLinkWords(links) };
}

function movesIn(root: RootTree, files: MovedFilesParams['files']): Moved[] {
  return files.flatMap(({ oldUri, newUri }) => {
    const [from, to] = [pathWithin(root.uri, oldUri), pathWithin(root.uri, newUri)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** Of the system's units and of those of the users' managers, which have folders of their own. */
function linksIn(root: RootTree, moved: readonly Moved[]): MovedLink[] {
  const indexes = root.system ? [indexOf(root), indexOf(root, 'user')] : [indexOf(root)];
  return indexes.flatMap((index) => movedLinks(index, moved));
}
