import type { SystemTree } from '../tree/systemTree.ts';
import { joinPath } from '../tree/systemTree.ts';
import { folderAt } from './layout.ts';

/** Where Red Hat's scripts leave a file while their service is up. */
export const LOCK_FOLDER = '/var/lock/subsys';

/** The names of the lock files in a root, sorted. Of folders and links that lead nowhere rc takes no notice. */
export function lockFiles(tree: SystemTree): string[] {
  const folder = folderAt(tree, LOCK_FOLDER);
  if (folder === undefined) return [];
  return tree.names(folder).filter((name) => tree.node(joinPath(folder, name))?.type === 'file');
}

/** What a script does with lock files, as its text tells. */
export interface LockContract {
  /** The lock files that a start makes. */
  readonly creates: readonly string[];
  /** The lock files that a stop removes. */
  readonly removes: readonly string[];
}

const MENTION = /\/subsys\/([^\s"';|&)]+)/;
const MAKES = /(?:^|[\s;&|({])(?:touch\s|>\s*)/;
const TAKES = /(?:^|[\s;&|({])(?:\/bin\/)?rm\s/;

/**
 * Reads which lock files a script makes and removes, from lines with `touch` or `>` and `rm` and the path, or a variable
 * that was given it. A text without a `start)` branch tells nothing: then the contract is taken to be kept.
 *
 * @param text the script; undefined when it was not read
 * @param script its name
 */
export function lockContract(text: string | undefined, script: string): LockContract {
  const kept: LockContract = { creates: [script], removes: [script] };
  if (text === undefined || !/^[^#]*\bstart["']?\s*\)/m.test(text)) return kept;
  const variables = new Map<string, string>();
  const [creates, removes] = [new Set<string>(), new Set<string>()];
  for (const raw of text.split('\n')) {
    if (/^\s*#/.test(raw)) continue;
    const assigned = /^\s*(?:local\s+|readonly\s+)?(\w+)=["']?([^"'\s;]+)/.exec(raw);
    const line = expand(raw, variables, script);
    if (assigned) variables.set(assigned[1]!, expand(assigned[2]!, variables, script));
    const name = MENTION.exec(line)?.[1];
    if (name === undefined) continue;
    if (MAKES.test(line)) creates.add(name);
    if (TAKES.test(line)) removes.add(name);
  }
  return { creates: [...creates], removes: [...removes] };
}

/** Puts in what variables were given before, and the name of the script for `$(basename $0)` and its like. */
function expand(line: string, variables: ReadonlyMap<string, string>, script: string): string {
  return line
    .replace(/\$\(basename [^)]*\)|`basename [^`]*`|\$\{0##\*\/\}/g, script)
    .replace(/\$\{?(\w+)\}?/g, (whole, name: string) => variables.get(name) ?? whole);
}
