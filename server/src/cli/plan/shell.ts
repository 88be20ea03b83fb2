import { encodeUtf8 } from '../../core/text/utf8.ts';
import { folderOf, type SystemTree } from '../../core/tree/systemTree.ts';
import type { Planned } from './planner.ts';

const ODD = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/**
 * A word as a shell reads it back. Control characters and bytes that are no UTF-8 need `$'...'`, which bash, ksh and
 * zsh know.
 */
export function shellQuote(word: string): string {
  if (word !== '' && /^[\w@%+=:,./-]*$/.test(word)) return word;
  if (!ODD.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`;
  const parts = Array.from(word, (char) => {
    if (char === "'" || char === '\\') return `\\${char}`;
    if (!ODD.test(char)) return char;
    return Array.from(encodeUtf8(char), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  });
  return `$'${parts.join('')}'`;
}

/** The commands that make the changes, one a line; folders are made and removed where systemctl does. */
export function shellLines(root: string, { changes, before, tree }: Planned): string[] {
  const top = root === '/' ? '' : root;
  const at = (path: string) => shellQuote(`${top}${path}`);
  const made = new Set<string>();
  return changes.flatMap((change) => {
    if (change.op === 'unlink')
      return [`rm ${at(change.path)}`, ...emptied(change.path, tree).map((path) => `rmdir ${at(path)}`)];
    const folder = folderOf(change.path);
    const makes = before.node(folder) || made.has(folder) ? [] : [`mkdir -p ${at(folder)}`];
    made.add(folder);
    const dashes = change.target.startsWith('-') ? '-- ' : '';
    return [...makes, `ln -s ${dashes}${shellQuote(change.target)} ${at(change.path)}`];
  });
}

/** Folders above a removed link that are gone in the end. */
function emptied(path: string, tree: SystemTree): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== '/' && !tree.node(folder); folder = folderOf(folder))
    folders.push(folder);
  return folders;
}
