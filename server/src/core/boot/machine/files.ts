import { envValues } from '../../parse/envFile.ts';
import { chase } from '../../tree/chase.ts';
import type { SystemTree } from '../../tree/systemTree.ts';

/** The text of a file, links followed; undefined when there is none or it was not read. */
export function textAt(tree: SystemTree, path: string): string | undefined {
  const end = chase(tree, path);
  return end.found && end.node.type === 'file' ? end.node.content : undefined;
}

/** The fields of os-release(5); undefined without such a file. */
export function osReleaseOf(tree: SystemTree): ReadonlyMap<string, string> | undefined {
  const text = textAt(tree, '/etc/os-release') ?? textAt(tree, '/usr/lib/os-release');
  return text === undefined ? undefined : envValues(text);
}
