import { chase } from '../tree/chase.ts';
import { joinPath, nameOf, type SystemTree } from '../tree/systemTree.ts';

/** The first version that leaves out links that go in a circle. */
const LINKS_CHECKED_SINCE = 262;
const HIDDEN_NAMES = ['lost+found', 'aquota.user', 'aquota.group'];
const HIDDEN_SUFFIXES = new Set([
  'rpmnew',
  'rpmsave',
  'rpmorig',
  'dpkg-old',
  'dpkg-new',
  'dpkg-tmp',
  'dpkg-dist',
  'dpkg-bak',
  'dpkg-backup',
  'dpkg-remove',
  'ucf-new',
  'ucf-old',
  'ucf-dist',
  'swp',
  'bak',
  'old',
  'new',
]);
const IGNORE_SUFFIX_SINCE = 259;

/**
 * The files of several folders, each name once, from the first folder that has it; in the order of their names, byte by
 * byte: conf-files.c, `conf_files_list_strv`.
 *
 * @param folders canonical paths
 * @param suffix only names that end so; all when it is undefined
 */
export function confFilesList(
  tree: SystemTree,
  folders: readonly string[],
  suffix: string | undefined,
  version: number,
): string[] {
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const name of tree.names(folder)) {
      if ((suffix !== undefined && !name.endsWith(suffix)) || found.has(name)) continue;
      if (isHiddenFile(name, version)) continue;
      const path = joinPath(folder, name);
      if (isFollowable(tree, path, version)) found.set(name, path);
    }
  }
  return [...found.values()].sort((a, b) => compareBytes(nameOf(a), nameOf(b)));
}

function isFollowable(tree: SystemTree, path: string, version: number): boolean {
  const node = tree.node(path);
  if (version < LINKS_CHECKED_SINCE || node?.type !== 'symlink' || node.target === undefined) return true;
  const end = chase(tree, path, { version });
  return end.found || end.reason === 'unknown' || end.whole !== undefined;
}

/** Names that systemd leaves alone in such folders: path-util.c, `hidden_or_backup_file`. */
export function isHiddenFile(name: string, version: number): boolean {
  if (name.startsWith('.') || name.endsWith('~') || HIDDEN_NAMES.includes(name)) return true;
  const dot = name.lastIndexOf('.');
  if (dot < 0) return false;
  const suffix = name.slice(dot + 1);
  return HIDDEN_SUFFIXES.has(suffix) || (suffix === 'ignore' && version >= IGNORE_SUFFIX_SINCE);
}

/** `strcmp` of the texts' bytes. Lone surrogates stand for single bytes, so they are compared as those. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const left = Array.from(a, rank);
  const right = Array.from(b, rank);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i]! - right[i]!;
  }
  return left.length - right.length;
}

/** UTF-8 keeps the order of code points; a byte that is no part of it comes where its first byte would. */
function rank(char: string): number {
  const code = char.codePointAt(0)!;
  if (code < 0xdc80 || code > 0xdcff) return code;
  const byte = code & 0xff;
  if (byte < 0xc2) return 0x7f + (byte - 0x7f) / 256;
  if (byte < 0xe0) return ((byte & 0x1f) << 6) - 0.5;
  if (byte < 0xf0) return Math.max((byte & 0xf) << 12, 0x800) - 0.5;
  return Math.min(Math.max((byte & 7) << 18, 0x10000), 0x110000) - 0.5;
}
