// Node loads its promises when they are first used, which takes longer than many a command.
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  promises,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Host, HostEntry } from './host.ts';

/** Files on the disk of this machine, for a server that has other things to do meanwhile. */
export const diskHost: Host = hostOf({
  entries: (path) => promises.readdir(path, { withFileTypes: true }),
  target: (path) => promises.readlink(path),
  status: (path) => promises.lstat(path),
  statusOfEnd: (path) => promises.stat(path),
  bytes: async (path, limit) => {
    const file = await promises.open(path, FLAGS);
    try {
      return isWanted(await file.stat(), limit) ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  },
});

/** The same for a command, which has nothing to do before it has read a file: it is there at once, and much sooner. */
export const diskHostAtOnce: Host = hostOf({
  entries: (path) => readdirSync(path, { withFileTypes: true }),
  target: (path) => readlinkSync(path),
  status: (path) => lstatSync(path),
  statusOfEnd: (path) => statSync(path),
  bytes: (path, limit) => {
    const file = openSync(path, FLAGS);
    try {
      return isWanted(fstatSync(file), limit) ? readFileSync(file) : undefined;
    } finally {
      closeSync(file);
    }
  },
});

/** Neither follows a link nor waits on a FIFO or a device that has been put where a file is expected. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

interface Status extends Typed {
  readonly mode: number;
  readonly size: number;
}

interface Entry extends Typed {
  readonly name: string;
}

type Soon<T> = T | Promise<T>;

/** What a host asks of the disk. All of it throws when there is nothing, or nobody may know. */
interface Disk {
  entries(path: string): Soon<readonly Entry[]>;
  target(path: string): Soon<string>;
  /** No link is followed. */
  status(path: string): Soon<Status>;
  /** Links are followed. */
  statusOfEnd(path: string): Soon<Status>;
  /** The bytes of a regular file; undefined when it is none, or larger than the limit. */
  bytes(path: string, limit: number): Soon<Uint8Array | undefined>;
}

function hostOf(disk: Disk): Host {
  return {
    list: (uri) => answer(uri, async (path) => (await disk.entries(path)).map(entryOf)),
    read: (uri, limit) => answer(uri, (path) => disk.bytes(path, limit)),
    readLink: (uri) => answer(uri, (path) => disk.target(path)),
    kind: (uri) => answer(uri, async (path) => typeOf(await disk.status(path))),
    isExecutable: (uri) => answer(uri, async (path) => ((await disk.statusOfEnd(path)).mode & 0o111) !== 0),
  };
}

async function answer<T>(uri: string, ask: (path: string) => Soon<T>): Promise<T | undefined> {
  try {
    return await ask(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

function isWanted(status: Status, limit: number): boolean {
  return status.isFile() && status.size <= limit;
}

interface Typed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function entryOf(entry: Entry): HostEntry {
  return { name: entry.name, type: typeOf(entry) };
}

function typeOf(entry: Typed): HostEntry['type'] {
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() ? 'file' : 'other';
}
