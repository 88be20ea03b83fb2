import type { SymlinkChange } from '../../install/plan.ts';
import { folderOf, type SystemTree } from '../../tree/systemTree.ts';

/**
 * Shell lines that make the same changes of links as a plan, in its order.
 *
 * @param folder the root's folder without a slash at its end; empty for the machine's own root
 * @param before the root before the changes
 * @param after the root after them: folders that are gone there are removed
 */
export function shellLines(
  folder: string,
  before: SystemTree,
  after: SystemTree,
  changes: readonly SymlinkChange[],
): string[] {
  const lines: string[] = [];
  const made = new Set<string>();
  for (const change of changes) {
    const parent = folderOf(change.path);
    if (change.op === 'unlink') lines.push(`rm ${shellWord(folder + change.path)}`);
    else {
      if (before.node(parent)?.type !== 'directory' && !made.has(parent)) {
        lines.push(`mkdir -p ${shellWord(folder + parent)}`);
        made.add(parent);
      }
      lines.push(`ln -s ${shellWord(change.target)} ${shellWord(folder + change.path)}`);
    }
  }
  const emptied = new Set(changes.map(({ path }) => folderOf(path)));
  for (const parent of emptied) {
    if (before.node(parent) && !after.node(parent)) lines.push(`rmdir ${shellWord(folder + parent)}`);
  }
  return lines;
}

/** The systemctl command that does what a plan does. */
export function systemctlCommand(
  folder: string | undefined,
  verb: string,
  args: readonly string[],
  options: { readonly runtime?: boolean; readonly force?: boolean; readonly global?: boolean },
): string {
  const words = [
    'systemctl',
    ...(folder === undefined ? [] : [`--root=${folder}`]),
    ...(options.global ? ['--global'] : []),
    ...(options.runtime ? ['--runtime'] : []),
    ...(options.force ? ['--force'] : []),
    verb,
    ...(args.some((arg) => arg.startsWith('-')) ? ['--'] : []),
    ...args,
  ];
  return words.map(shellWord).join(' ');
}

/** A word as a POSIX shell takes it literally. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
