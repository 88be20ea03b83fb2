import { constants } from 'node:fs';
import { lstat, open, readdir, readlink, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Host, HostEntry } from './host.ts';

/** Files on the disk of this machine. */
export const diskHost: Host = {
  list: async (uri) => {
    const path = toPath(uri);
    if (path === undefined) return undefined;
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
    } catch {
      return undefined;
    }
  },
  read: async (uri, limit) => {
    const path = toPath(uri);
    return path === undefined ? undefined : readRegular(path, limit);
  },
  readLink: async (uri) => {
    const path = toPath(uri);
    if (path === undefined) return undefined;
    try {
      return await readlink(path);
    } catch {
      return undefined;
    }
  },
  kind: async (uri) => {
    const path = toPath(uri);
    if (path === undefined) return undefined;
    try {
      return typeOf(await lstat(path));
    } catch {
      return undefined;
    }
  },
  isExecutable: async (uri) => {
    const path = toPath(uri);
    if (path === undefined) return undefined;
    try {
      return ((await stat(path)).mode & 0o111) !== 0;
    } catch {
      return undefined;
    }
  },
};

/**
 * The bytes of a regular file of at most `limit` bytes. Neither follows a link nor waits on a FIFO or a device that has
 * been put where a file is expected.
 */
export async function readRegular(path: string, limit: number): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile() || stat.size > limit) return undefined;
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

interface Typed {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function typeOf(entry: Typed): HostEntry['type'] {
  if (entry.isSymbolicLink()) return 'symlink';
  if (entry.isDirectory()) return 'directory';
  return entry.isFile() ? 'file' : 'other';
}

function toPath(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
