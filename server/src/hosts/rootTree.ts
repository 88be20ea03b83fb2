import { constants, type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { decodeUtf8, encodeUtf8 } from '../core/text/utf8.ts';
import { DIRECTORY, type TreeNode } from '../core/tree/node.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import { decode } from './decode.ts';
import { type Answer, type Ask, type ListEntry, type RootTreeOptions, rootTreeAsks } from './rootTreeAsks.ts';

/**
 * Reads a root from the disk of this machine. What cannot be read, or is beyond the limits, is left out.
 *
 * @param folder the root, such as `/` or the folder of an image
 */
export function loadRootTreeSync(folder: string, options: RootTreeOptions = {}): SystemTree {
  const root = resolve(folder).replace(/\/$/, '');
  const asking = rootTreeAsks(options);
  for (let step = asking.next(); ; ) {
    if (step.done) return step.value;
    step = asking.next(step.value.map((ask) => answer(root, ask)));
  }
}

/** Stands for a byte that is no UTF-8. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** A location as Node wants it: bytes, where the name is not clean UTF-8. */
export function diskPath(root: string, path: string): string | Buffer {
  const whole = `${root}${path}` || '/';
  return LONE_SURROGATE.test(whole) ? Buffer.from(encodeUtf8(whole)) : whole;
}

function answer(root: string, ask: Ask): Answer {
  try {
    const path = diskPath(root, ask.path);
    if (ask.kind === 'list') return list(path);
    const stat = lstatSync(path);
    return ask.kind === 'file' && stat.isFile() && stat.size <= ask.limit ? file(path, stat) : node(path, stat);
  } catch (error) {
    return MISSING.includes((error as NodeJS.ErrnoException).code ?? '') ? undefined : 'unreadable';
  }
}

const MISSING = ['ENOENT', 'ENOTDIR'];

function list(path: string | Buffer): ListEntry[] {
  const entries = readdirSync(path, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes('\ufffd'))) return entries.map(entry);
  return readdirSync(path, { withFileTypes: true, encoding: 'buffer' }).map(entry);
}

function entry(entry: Dirent | Dirent<Buffer>): ListEntry {
  const name = typeof entry.name === 'string' ? entry.name : decodeUtf8(entry.name);
  if (entry.isFile()) return { name, type: 'file' };
  if (entry.isSymbolicLink()) return { name, type: 'symlink' };
  return { name, type: entry.isDirectory() ? 'directory' : 'special' };
}

function node(path: string | Buffer, stat: Stats): TreeNode {
  if (stat.isSymbolicLink()) return { type: 'symlink', target: link(path) };
  if (stat.isDirectory()) return DIRECTORY;
  if (!stat.isFile()) return { type: 'special', isNull: stat.isCharacterDevice() };
  return { type: 'file', content: undefined, size: stat.size, executable: isExecutable(stat) };
}

function link(path: string | Buffer): string {
  const target = readlinkSync(path);
  return target.includes('\ufffd') ? decodeUtf8(readlinkSync(path, 'buffer')) : target;
}

/** Neither follows a link that has come to stand there meanwhile, nor waits on a FIFO. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function file(path: string | Buffer, stat: Stats): TreeNode {
  const executable = isExecutable(stat);
  if (stat.size === 0) return { type: 'file', content: '', size: 0, executable };
  const flag = FLAGS as unknown as string;
  const text = readFileSync(path, { encoding: 'utf8', flag });
  const content = text.includes('\ufffd') ? decode(readFileSync(path, { flag })) : text;
  return { type: 'file', content, size: stat.size, executable };
}

function isExecutable({ mode }: Stats): boolean {
  return (mode & 0o111) !== 0;
}
