import {
  type DirectoryEntry,
  type FileStat,
  readDirectoryRequest,
  readFileRequest,
  statRequest,
} from '../protocol/fileSystem.ts';
import type { Host, HostEntry } from './host.ts';

/** Sends a request to the editor and gives its answer; rejects when the editor does not know the request. */
export type Ask = (method: string, parameters: object) => Promise<unknown>;

/** Files as the editor shows them: the only way in a browser. Where a link leads cannot be told there. */
export function editorHost(ask: Ask): Host {
  const request = async <T>(method: string, parameters: object): Promise<T | undefined> => {
    try {
      return ((await ask(method, parameters)) as T | null) ?? undefined;
    } catch {
      return undefined;
    }
  };
  return {
    list: async (uri) => {
      const entries = await request<DirectoryEntry[]>(readDirectoryRequest, { uri });
      return entries?.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
    },
    read: async (uri, limit) => {
      const text = await request<string>(readFileRequest, { uri, limit });
      return text === undefined ? undefined : fromBase64(text);
    },
    readLink: async () => undefined,
    kind: async (uri) => {
      const stat = await request<FileStat>(statRequest, { uri });
      return stat && typeOf(stat);
    },
  };
}

function typeOf(entry: Pick<DirectoryEntry, 'type' | 'symlink'>): HostEntry['type'] {
  if (entry.symlink) return 'symlink';
  return entry.type === 'unknown' ? 'other' : entry.type;
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
