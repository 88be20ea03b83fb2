import { folderAt, rcFolder } from '../../sysv/layout.ts';
import { type RcEntry, rcEntry } from '../../sysv/rcLinks.ts';
import { joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { inOrder, levelOf } from './document.ts';
import { lineText } from './format.ts';
import { parseListing } from './parse.ts';

/** The links of a folder as a listing is to show them, and what else stands there. */
export interface FolderLinks {
  /** In the order in which rc comes to them. */
  readonly links: readonly RcEntry[];
  /** The names of what is no link, or has a name or target that no line can hold; nothing touches it. */
  readonly others: readonly string[];
}

/**
 * The folder that a path such as /etc/rc3.d leads to. Where the host cannot tell where a link leads, it is the folder that
 * such links lead to on all machines that have them, /etc/rc.d/rc3.d.
 */
export function linksFolder(tree: SystemTree, path: string): string | undefined {
  const level = levelOf(path);
  return folderAt(tree, path) ?? (level && rcFolder(tree, level));
}

/**
 * What stands in a folder of links.
 *
 * @param folder with no link in its path
 */
export function folderLinks(tree: SystemTree, folder: string): FolderLinks {
  const entries = tree.names(folder).map((name) => rcEntry(tree, joinPath(folder, name)));
  const listed = entries.filter((entry) => isListed(tree, entry));
  const names = new Set(listed.map(({ name }) => name));
  const wrapped = listed.map((entry) => ({ entry, name: { text: entry.name } }));
  return {
    links: inOrder(wrapped).map(({ entry }) => entry),
    others: entries.flatMap(({ name }) => (names.has(name) ? [] : [name])),
  };
}

/** A browser cannot tell links from files; there what has the name of a link is taken for one. */
function isListed(tree: SystemTree, entry: RcEntry): boolean {
  const isLink = entry.isLink || (tree.modesUnknown === true && entry.parsed !== undefined);
  if (!isLink) return false;
  const [line, ...more] = parseListing(entryLine(entry));
  return (
    more.length === 0 && line?.type === 'link' && line.name.text === entry.name && line.target?.text === entry.target
  );
}

/** The line of a link; the name alone where nobody can tell where it leads. */
export function entryLine({ name, target }: Pick<RcEntry, 'name' | 'target'>): string {
  const span = { start: 0, end: 0 };
  return lineText({ name: { text: name, span }, target: target === undefined ? undefined : { text: target, span } });
}

/** So many lines of a listing stand above its links. */
export const LINES_ABOVE = 1;

/** The text of a folder of links, a line a link. */
export function listingText(tree: SystemTree, folder: string): string {
  const { links, others } = folderLinks(tree, folder);
  const level = levelOf(folder);
  const what =
    level === undefined ? 'The links' : level === 'S' ? 'The links of the boot' : `The links of runlevel ${level}`;
  return `${[
    `# ${what} in ${visible(folder)}. Saving shows what would change before anything is written.`,
    ...links.map(entryLine),
    ...others.map((name) => `# ${visible(name)} stays as it is: it is no link.`),
  ].join('\n')}\n`;
}

/** Names may hold anything, also line breaks. */
function visible(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\ufffd');
}
