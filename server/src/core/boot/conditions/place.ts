import type { TreeNode } from '../../tree/node.ts';
import { folderOf, joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { pathStartsWith } from '../../values/paths.ts';
import { devicePaths } from '../machine/profileOf.ts';
import type { ConditionContext } from './outcome.ts';

/**
 * Where a path leads on the booted machine. `there` is something of which only the profile knows that it exists, so
 * without a node. `unknown` says why.
 */
export type Place =
  | { readonly kind: 'found'; readonly path: string; readonly node: TreeNode }
  | { readonly kind: 'there'; readonly path: string }
  | { readonly kind: 'missing' | 'not-a-directory' | 'loop'; readonly path: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Links that the kernel follows on one way. */
const MOST_LINKS = 40;
/** Folders that are filled while the machine runs; they are always there. */
const RUNTIME = ['/proc', '/sys', '/dev', '/run', '/tmp'];
const DIRECTORY: TreeNode = { type: 'directory' };

/** Follows a path as the kernel does on the machine that was booted from the root, absolute links inside of it. */
export function locate(context: ConditionContext, path: string, follow = true): Place {
  const { tree } = context;
  const pending = path.split('/').reverse();
  let at = '/';
  let links = 0;
  while (pending.length > 0) {
    const name = pending.pop()!;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      at = folderOf(at);
      continue;
    }
    const here = joinPath(at, name);
    const last = pending.every((part) => part === '' || part === '.');
    const special = runtimePlace(context, here, last);
    if (special && (special.kind !== 'found' || last)) return special;
    const node = special?.kind === 'found' ? special.node : tree.node(here);
    if (!node) return absent(context, here);
    if (node.type !== 'symlink' || (last && !follow)) {
      if (node.type !== 'directory' && pending.length > 0) return { kind: 'not-a-directory', path: here };
      at = here;
      continue;
    }
    if (node.target === undefined) return { kind: 'unknown', why: `it is not known where the link ${here} leads` };
    if (++links > MOST_LINKS) return { kind: 'loop', path: here };
    if (node.target.startsWith('/')) at = '/';
    pending.push(...node.target.split('/').reverse());
  }
  return { kind: 'found', path: at, node: at === '/' ? DIRECTORY : (nodeAt(context, at) ?? DIRECTORY) };
}

/** Whether a folder's names are all known; the root may have been read in part, or it fills while the machine runs. */
export function isWhole({ tree, hidden }: ConditionContext, folder: string): boolean {
  if (RUNTIME.some((top) => pathStartsWith(folder, top)) || hidden.includes(folder)) return false;
  return tree.isListed?.(folder) !== false;
}

function nodeAt({ tree }: ConditionContext, path: string): TreeNode | undefined {
  return RUNTIME.includes(path) ? DIRECTORY : tree.node(path);
}

/** What the profile says, or that only the running machine knows. */
function runtimePlace(context: ConditionContext, path: string, last: boolean): Place | undefined {
  const { profile } = context;
  const told = Object.hasOwn(profile.paths ?? {}, path) ? profile.paths![path] : undefined;
  if (told === false) return { kind: 'missing', path };
  if (RUNTIME.includes(path)) return { kind: 'found', path, node: DIRECTORY };
  const isRuntime = RUNTIME.some((top) => path.startsWith(`${top}/`));
  if (last && (told || (isRuntime && devicePaths(profile).includes(path)))) {
    return isRuntime ? { kind: 'there', path } : undefined;
  }
  return isRuntime && !last && Object.keys(profile.paths ?? {}).some((one) => one.startsWith(`${path}/`))
    ? { kind: 'found', path, node: DIRECTORY }
    : isRuntime
      ? { kind: 'unknown', why: `what is in ${runtimeTop(path)} is only known once the machine runs` }
      : undefined;
}

function runtimeTop(path: string): string {
  return RUNTIME.find((top) => path.startsWith(`${top}/`))!;
}

function absent({ tree, hidden, profile }: ConditionContext, path: string): Place {
  if (profile.paths?.[path] === true) return { kind: 'there', path };
  const mount = hidden.find((folder) => pathStartsWith(path, folder));
  if (mount !== undefined) {
    return { kind: 'unknown', why: `another file system is mounted on ${mount}, which is not in this root` };
  }
  if (tree.isRead?.(path) === false) return { kind: 'unknown', why: `${path} has not been read` };
  return { kind: 'missing', path };
}

/** Folders of fstab's mounts that the root has nothing in: their file systems are elsewhere. */
export function hiddenFolders(tree: SystemTree, fstab: string | undefined): string[] {
  return (fstab ?? '').split('\n').flatMap((line) => {
    const [what = '#', where = '', type, options = ''] = line.trim().split(/\s+/);
    const mounted = !what.startsWith('#') && where.startsWith('/') && where !== '/' && type !== 'swap';
    const folder = where.replaceAll('\\040', ' ').replace(/(?<=.)\/+$/, '');
    return mounted && !options.split(',').includes('noauto') && tree.names(folder).length === 0 ? [folder] : [];
  });
}
