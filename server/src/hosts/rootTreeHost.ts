import { DIRECTORY, type TreeNode } from '../core/tree/node.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import { decode } from './decode.ts';
import { child, type Host, type HostEntry, withoutSlash } from './host.ts';
import { type Answer, type Ask, type RootTreeOptions, rootTreeAsks } from './rootTreeAsks.ts';

/** Larger than the limit of any file, for files that are not read: their size is not known, but they are not empty. */
const UNKNOWN_SIZE = 1;

/** Reads a root through a host, such as an editor's file system: the same as `loadRootTreeSync` does from disk. */
export async function loadRootTree(host: Host, root: string, options: RootTreeOptions = {}): Promise<SystemTree> {
  const asking = rootTreeAsks({ ...options, modesUnknown: true });
  for (let step = asking.next(); ; ) {
    if (step.done) return step.value;
    step = asking.next(await Promise.all(step.value.map((ask) => answer(host, root, ask))));
  }
}

async function answer(host: Host, root: string, ask: Ask): Promise<Answer> {
  const uri = locationOf(root, ask.path);
  if (uri === undefined) return undefined;
  if (ask.kind === 'list') {
    return (await host.list(uri))?.map(({ name, type }) => ({ name, type: type === 'other' ? 'special' : type }));
  }
  const kind = await host.kind(uri);
  return kind === undefined ? undefined : node(host, uri, kind, ask.kind === 'file' ? ask.limit : undefined);
}

async function node(
  host: Host,
  uri: string,
  kind: HostEntry['type'],
  limit: number | undefined,
): Promise<TreeNode | undefined> {
  if (kind === 'directory') return DIRECTORY;
  if (kind === 'symlink') return { type: 'symlink', target: await host.readLink(uri) };
  if (kind === 'other') return { type: 'special', isNull: false };
  const bytes = limit === undefined ? undefined : await host.read(uri, limit);
  // Hosts do not tell whether a file may be run; scripts in folders of scripts are taken to be.
  if (!bytes) return { type: 'file', content: undefined, size: UNKNOWN_SIZE, executable: true };
  return { type: 'file', content: decode(bytes), size: bytes.length, executable: true };
}

/** The location of a path; undefined for names that no location can hold. */
function locationOf(root: string, path: string): string | undefined {
  try {
    return path
      .split('/')
      .filter(Boolean)
      .reduce((uri, name) => child(uri, name), withoutSlash(root));
  } catch {
    return undefined;
  }
}
