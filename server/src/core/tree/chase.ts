import { byteLength } from '../values/utf8.ts';
import { DIRECTORY, type TreeNode } from './node.ts';
import { folderOf, joinPath, type SystemTree } from './systemTree.ts';

/** Where a path leads. */
export type Chase =
  | { readonly found: true; readonly path: string; readonly node: TreeNode }
  | {
      readonly found: false;
      /**
       * - `missing`: a part of the path is not there; `path` is where it would be, the rest of the way not followed
       * - `loop`: too long a way, links in a circle, or a link where a folder is asked for
       * - `not-a-directory`: the path goes on below something that is no folder
       * - `unknown`: the host cannot tell where a link leads
       * - `too-long`: a part is longer than any name can be
       */
      readonly reason: 'missing' | 'loop' | 'not-a-directory' | 'unknown' | 'too-long';
      readonly path: string;
      /** For `missing`: where all of the path would lead, if nothing more were links; undefined where it goes up again. */
      readonly whole?: string;
    };

export interface ChaseOptions {
  /** Leave a symlink at the end of the path as it is. */
  readonly nofollow?: boolean;
  /**
   * Major version of systemd: the limits are those of its own `chase` (basic/chase.c). Without it they are the kernel's,
   * as for a program that opens the path.
   */
  readonly version?: number;
  /** The file is opened by its name in the last folder, so that coming to the end is no step (`CHASE_PARENT`). */
  readonly open?: boolean;
}

/** How long a way may be, and what a slash at its end means. */
interface Rules {
  /** Links that are followed. */
  readonly links: number;
  /** Parts that are looked at, those of the targets of links among them. */
  readonly steps: number;
  /** Whether a slash at the end asks for a folder: never, at the end of the path, or also at that of a link's target. */
  readonly slash: 'ignored' | 'of-path' | 'of-links-too';
}

const KERNEL: Rules = { links: 40, steps: Number.POSITIVE_INFINITY, slash: 'of-links-too' };
/** `CHASE_MAX` up to 257, counted down before a link is followed. */
const LINKS_COUNTED: Rules = { links: 31, steps: Number.POSITIVE_INFINITY, slash: 'ignored' };
/** `CHASE_MAX` of 262, the first version read that counts steps. */
const STEPS_COUNTED: Rules = { links: Number.POSITIVE_INFINITY, steps: 128, slash: 'of-path' };
const STEPS_COUNTED_SINCE = 262;

function rulesOf(version: number | undefined): Rules {
  if (version === undefined) return KERNEL;
  return version >= STEPS_COUNTED_SINCE ? STEPS_COUNTED : LINKS_COUNTED;
}

/**
 * Follows a path inside the root, every symlink on the way, as systemd does for `--root` (chase.c, `chase`): an absolute
 * target starts at the root of the tree, and `..` never leaves it.
 */
export function chase(tree: SystemTree, path: string, options: ChaseOptions = {}): Chase {
  const rules = rulesOf(options.version);
  let wantsFolder = rules.slash !== 'ignored' && endsInSlash(path);
  const pending = path.split('/').reverse();
  let at = '/';
  let node: TreeNode = DIRECTORY;
  let links = 0;
  for (let steps = 0; ; steps++) {
    while (pending.length > 0 && isNothing(pending.at(-1)!)) pending.pop();
    const name = pending.pop();
    if (steps > rules.steps && !(name === undefined && options.open)) return { found: false, reason: 'loop', path: at };
    if (name === undefined) break;
    if (node.type !== 'directory') return { found: false, reason: 'not-a-directory', path: joinPath(at, name) };
    if (name === '..') {
      at = folderOf(at);
      continue;
    }
    const here = joinPath(at, name);
    const next = tree.node(here);
    if (!next) return missing(here, name, pending);
    const last = pending.every(isNothing);
    if (next.type !== 'symlink' || (last && options.nofollow)) {
      at = here;
      node = next;
      continue;
    }
    if (next.target === undefined) return { found: false, reason: 'unknown', path: here };
    if (++links > rules.links) return { found: false, reason: 'loop', path: here };
    if (next.target.startsWith('/')) at = '/';
    if (last && rules.slash === 'of-links-too') wantsFolder ||= endsInSlash(next.target);
    pending.push(...next.target.split('/').reverse());
  }
  if (wantsFolder && node.type !== 'directory') {
    // `stat_verify_directory` has a word of its own for a link.
    return { found: false, reason: node.type === 'symlink' ? 'loop' : 'not-a-directory', path: at };
  }
  return { found: true, path: at, node };
}

function endsInSlash(path: string): boolean {
  return /\/\.?$/.test(path);
}

function isNothing(part: string): boolean {
  return part === '' || part === '.';
}

function missing(here: string, name: string, pending: readonly string[]): Chase {
  if (isTooLong(name)) return { found: false, reason: 'too-long', path: here };
  const rest = pending.filter((part) => !isNothing(part));
  const gone = { found: false, reason: 'missing', path: here } as const;
  if (rest.some((part) => part === '..' || isTooLong(part))) return gone;
  return { ...gone, whole: rest.reduceRight((folder, part) => joinPath(folder, part), here) };
}

const NAME_MAX = 255;

/** No character takes more than three bytes for each of its code units, so most names need no counting. */
function isTooLong(name: string): boolean {
  return name.length * 3 > NAME_MAX && byteLength(name) > NAME_MAX;
}
