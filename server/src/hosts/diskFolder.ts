import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { decodeUtf8, encodeUtf8 } from '../core/text/utf8.ts';

/** What stands at a name, enough of it to be made again. */
export type DiskEntry =
  | { readonly type: 'symlink'; readonly target: string }
  | { readonly type: 'file'; readonly bytes: Uint8Array; readonly stat: FileStat }
  | { readonly type: 'directory' }
  | { readonly type: 'other' };

/** The attributes of a file that are put back with it. */
export interface FileStat {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Date;
  readonly size: number;
}

const OPEN_FOLDER = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);
/** By the number of an open folder Linux reaches what is in it, whatever has been put in its place meanwhile. */
const BY_NUMBER = existsSync('/proc/self/fd');

/** An open folder. Names in it are single parts of a path; no link is followed to get to them. */
export class DiskFolder {
  private constructor(
    private readonly fd: number,
    private readonly path: string,
  ) {}

  /** Opens the top folder, of which the path is taken as it is. */
  static open(path: string): DiskFolder {
    return new DiskFolder(openSync(path, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0)), path);
  }

  /** Opens a folder in this one; fails with `ELOOP` or `ENOTDIR` for a link. */
  folder(name: string): DiskFolder {
    return new DiskFolder(openSync(this.at(name), OPEN_FOLDER), `${this.path}/${name}`);
  }

  /** What is there; undefined when there is nothing. */
  look(name: string): DiskEntry | undefined {
    const path = this.at(name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) return undefined;
    if (stat.isSymbolicLink()) return { type: 'symlink', target: linkTarget(path) };
    if (stat.isDirectory()) return { type: 'directory' };
    if (!stat.isFile()) return { type: 'other' };
    const { mode, uid, gid, mtime, size } = stat;
    return {
      type: 'file',
      bytes: readFileSync(path, { flag: READ as unknown as string }),
      stat: { mode, uid, gid, mtime, size },
    };
  }

  symlink(name: string, target: string): void {
    symlinkSync(asPath(target), this.at(name));
  }

  unlink(name: string): void {
    unlinkSync(this.at(name));
  }

  makeFolder(name: string): void {
    mkdirSync(this.at(name), 0o755);
  }

  removeFolder(name: string): void {
    rmdirSync(this.at(name));
  }

  /** Makes a file anew that has been removed. */
  makeFile(name: string, bytes: Uint8Array, { mode, uid, gid, mtime }: FileStat): void {
    const fd = openSync(this.at(name), CREATE, 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      fchmodSync(fd, mode & 0o7777);
      fchownSync(fd, uid, gid);
      futimesSync(fd, mtime, mtime);
    } finally {
      closeSync(fd);
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  private at(name: string): string | Buffer {
    return asPath(BY_NUMBER ? `/proc/self/fd/${this.fd}/${name}` : `${this.path}/${name}`);
  }
}

/** A name or target as Node wants it: bytes, where it is not clean UTF-8. */
function asPath(text: string): string | Buffer {
  return /[\ud800-\udfff]/u.test(text) ? Buffer.from(encodeUtf8(text)) : text;
}

function linkTarget(path: string | Buffer): string {
  const target = readlinkSync(path);
  return target.includes('\ufffd') ? decodeUtf8(readlinkSync(path, 'buffer')) : target;
}
