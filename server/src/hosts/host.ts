/** What a folder holds. Symlinks are told apart and not followed. */
export interface HostEntry {
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
}

/**
 * Where files come from. Locations are URIs without a trailing slash, those of folders too. Nothing here throws: what is
 * missing, not readable, too large or behind a link that cannot be followed inside its root is undefined.
 */
export interface Host {
  /** The entries of a folder; undefined when it is none or cannot be read. */
  list(uri: string): Promise<readonly HostEntry[] | undefined>;
  /** The bytes of a regular file of at most `limit` bytes. A symlink as the last part of the location is not followed. */
  read(uri: string, limit: number): Promise<Uint8Array | undefined>;
  /** The target of a symlink as written; undefined when it is none or the host cannot tell. */
  readLink(uri: string): Promise<string | undefined>;
  /** What is there, the last part of the location not followed. */
  kind(uri: string): Promise<HostEntry['type'] | undefined>;
  /** Whether a file may be run, links followed; undefined, as without it, when the host cannot tell. */
  isExecutable?(uri: string): Promise<boolean | undefined>;
}

/** The location of a name below a folder. */
export function child(folder: string, name: string): string {
  return `${withoutSlash(folder)}/${encodeURIComponent(name).replaceAll('%40', '@').replaceAll('%3A', ':')}`;
}

/** A folder's location without a trailing slash; the top of a scheme keeps the slashes that belong to it. */
export function withoutSlash(folder: string): string {
  const top = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)\/*$/i.exec(folder);
  return top ? top[1]! : folder.replace(/\/+$/, '');
}

/** The folder of a location; undefined at the top. */
export function parent(uri: string): string | undefined {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(\/.*)?$/i.exec(uri);
  const path = match?.[2]?.replace(/\/+$/, '') ?? '';
  if (!match || path === '') return undefined;
  return match[1] + path.slice(0, path.lastIndexOf('/')) || undefined;
}

/** The path part of a location, decoded; for messages and for telling kinds of files. */
export function pathOf(uri: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/]*(\/[^?#]*)?/i.exec(uri)?.[1] ?? uri.replace(/^[a-z][a-z0-9+.-]*:/i, '');
  return path.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}
