import { DIRECTORY, fileNode, linkNode } from '../../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { openUnitRoot, type UnitRoot } from '../../../server/src/core/units/unitRoot.ts';

/** Paths to texts, or `-> TARGET` for a link, or null for a folder. `E/`, `R/`, `L/` and `V/` stand for unit folders. */
export type Files = Readonly<Record<string, string | null>>;

const SHORT: readonly (readonly [string, string])[] = [
  ['E/', '/etc/systemd/system/'],
  ['R/', '/run/systemd/system/'],
  ['L/', '/usr/local/lib/systemd/system/'],
  ['V/', '/usr/lib/systemd/system/'],
];

/** The whole path that a short one stands for. */
export function whole(path: string): string {
  const short = SHORT.find(([start]) => path.startsWith(start));
  return short ? short[1] + path.slice(short[0].length) : path;
}

export function tree(files: Files): SystemTree {
  return treeOf(
    Object.entries(files).map(([path, text]) => {
      if (text === null) return [whole(path), DIRECTORY];
      return [whole(path), text.startsWith('-> ') ? linkNode(whole(text.slice(3))) : fileNode(text)];
    }),
  );
}

/** A root of a systemd that has its units in /usr/lib. */
export function root(files: Files, version = 262): UnitRoot {
  return openUnitRoot(tree(files), version);
}

export const SERVICE = '[Service]\nExecStart=/bin/true\n';
