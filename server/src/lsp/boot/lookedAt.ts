import { pathsOfConditions } from '../../core/boot/conditions/paths.ts';
import { hasMagic } from '../../core/boot/conditions/patterns.ts';
import { chase } from '../../core/tree/chase.ts';
import { DIRECTORY, type TreeNode } from '../../core/tree/node.ts';
import { presenceOf } from '../../core/tree/presence.ts';
import { applyChanges, type SystemTree, type TreeChange } from '../../core/tree/systemTree.ts';
import type { Host } from '../../hosts/host.ts';
import { below } from '../../hosts/root.ts';
import { readNode } from '../plainFolder.ts';
import type { RootBoot } from './simulations.ts';

/** What was found at paths that nobody had asked about when the root was read; undefined: nothing. */
export type LookedAt = ReadonlyMap<string, TreeNode | undefined>;

/**
 * Looks at the paths on which conditions depend that are still undecided: those that somebody has just typed.
 *
 * @returns what was found beyond what is known; empty when there is nothing to look for
 */
export async function lookForConditions(host: Host, boot: RootBoot): Promise<LookedAt> {
  const paths = undecidedPaths(boot);
  const nodes = await Promise.all(paths.map((path) => nodeAt(host, below(boot.tree.uri, path))));
  return new Map(paths.flatMap((path, index) => (nodes[index] === 'unknown' ? [] : [[path, nodes[index]]])));
}

/** The tree with what was found. */
export function withLookedAt(tree: SystemTree, found: LookedAt): SystemTree {
  if (found.size === 0) return tree;
  const puts = [...found].flatMap(([path, node]): TreeChange[] => (node ? [{ op: 'put', path, node }] : []));
  const more = applyChanges(tree, puts);
  return { ...more, isRead: (path) => found.has(path) || (more.isRead?.(path) ?? true) };
}

function undecidedPaths({ simulation: { boot, graph, root } }: RootBoot): string[] {
  const units = boot.schedule.filter(({ unknown }) => unknown !== undefined).map(({ unit }) => graph.unit(unit));
  const asked = units.flatMap((unit) => (unit ? pathsOfConditions(unit.loaded) : []));
  const paths = asked.flatMap(({ path, need }) => {
    if (need !== 'node' || hasMagic(path)) return [];
    const end = chase(root.tree, path);
    return presenceOf(root.tree, end) === 'unknown' ? [end.path] : [];
  });
  return [...new Set(paths)];
}

/** Where a link leads is not followed here: a path that ends in one stays undecided. */
async function nodeAt(host: Host, uri: string): Promise<TreeNode | undefined | 'unknown'> {
  const kind = await host.kind(uri);
  if (kind === undefined) return undefined;
  if (kind === 'symlink') return 'unknown';
  return kind === 'directory' ? DIRECTORY : ((await readNode(host, uri, kind)) ?? 'unknown');
}
