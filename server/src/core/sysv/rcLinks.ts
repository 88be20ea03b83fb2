import type { TreeNode } from '../tree/node.ts';
import { joinPath, nameOf, type SystemTree } from '../tree/systemTree.ts';
import { fileAt, type InitScript, initScript, rcFolder } from './layout.ts';

/** What the name of a link says: `S90crond` starts crond, at place 90. */
export interface RcLinkName {
  readonly kind: 'S' | 'K';
  /** 0 to 99. */
  readonly priority: number;
  readonly service: string;
}

/** Reads the name of a link; undefined when it is not S or K, two digits and a name. */
export function parseRcLinkName(name: string): RcLinkName | undefined {
  const match = /^([SK])([0-9]{2})([^/]+)$/s.exec(name);
  return match ? { kind: match[1] as 'S' | 'K', priority: Number(match[2]), service: match[3]! } : undefined;
}

/** Writes such a name. The number is cut to what two digits can say. */
export function rcLinkName({ kind, priority, service }: RcLinkName): string {
  return `${kind}${String(Math.min(99, Math.max(0, priority))).padStart(2, '0')}${service}`;
}

/** What stands in a folder of links. */
export interface RcEntry {
  readonly name: string;
  readonly path: string;
  /** The parts of the name; undefined when it is no name of a link. */
  readonly parsed: RcLinkName | undefined;
  /** What stands in the link; undefined when it is no link, or cannot be read. */
  readonly target: string | undefined;
  readonly isLink: boolean;
  /** The script at its end; undefined for a link that leads nowhere. */
  readonly file: InitScript['file'];
}

/** The entries of a runlevel's folder in the order of the shell's patterns in the C locale; none without the folder. */
export function rcEntries(tree: SystemTree, level: string): RcEntry[] {
  const folder = rcFolder(tree, level);
  return folder === undefined ? [] : tree.names(folder).map((name) => rcEntry(tree, joinPath(folder, name)));
}

/** What stands at a path in a folder of links. */
export function rcEntry(tree: SystemTree, path: string): RcEntry {
  const node = tree.node(path);
  const name = nameOf(path);
  return {
    name,
    path,
    parsed: parseRcLinkName(name),
    target: node?.type === 'symlink' ? node.target : undefined,
    isLink: node?.type === 'symlink',
    file: fileAt(tree, path) ?? presumedScript(tree, name, node),
  };
}

/** Where nobody can tell where links lead, as in a browser, one leads to the script of its name. */
function presumedScript(tree: SystemTree, link: string, node: TreeNode | undefined): InitScript['file'] {
  if (node?.type !== 'symlink' || node.target !== undefined) return undefined;
  const service = parseRcLinkName(link)?.service;
  return service === undefined ? undefined : initScript(tree, service)?.file;
}
