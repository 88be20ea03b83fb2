import type { KnownUnit } from '../core/kinds/kind.ts';
import { unitIdentity } from '../core/kinds/unit/identity.ts';
import { chase } from '../core/tree/chase.ts';
import { joinPath, type SystemTree } from '../core/tree/systemTree.ts';
import { UNIT_FOLDERS } from '../hosts/root.ts';

/** The names and descriptions of a system root's units, as far as its files give them; those of the folders that win. */
export function knownUnits(tree: SystemTree): Map<string, KnownUnit> {
  const units = new Map<string, KnownUnit>();
  for (const folder of UNIT_FOLDERS) {
    const real = chase(tree, `/${folder}`).path;
    for (const name of tree.names(real)) {
      const here = joinPath(real, name);
      const type = tree.node(here)?.type;
      if (type === 'directory' || units.has(name) || unitIdentity(name)?.role !== 'fragment') continue;
      units.set(name, { name, path: `/${folder}/${name}`, description: description(tree, here) });
    }
  }
  return units;
}

function description(tree: SystemTree, path: string): string | undefined {
  const own = tree.node(path);
  const end = own?.type === 'symlink' ? chase(tree, path) : undefined;
  const node = end?.found ? end.node : own;
  if (node?.type !== 'file') return undefined;
  return /^[ \t]*Description[ \t]*=[ \t]*(.*?)[ \t\r]*$/m.exec(node.content ?? '')?.[1];
}
