/**
 * Requests from the server to the client that read the workspace through the editor: in a browser the editor is the only
 * one that can. They answer null for what does not exist or cannot be read; they never fail.
 */

/** `UriParams` -> `FileStat | null`. */
export const statRequest = 'bootwright/fs/stat';

/** `UriParams` -> `DirectoryEntry[] | null`, in no particular order. */
export const readDirectoryRequest = 'bootwright/fs/readDirectory';

/** `ReadFileParams` -> `string | null`: the file's bytes in base64. */
export const readFileRequest = 'bootwright/fs/readFile';

export interface UriParams {
  readonly uri: string;
}

export interface ReadFileParams extends UriParams {
  /** A larger file is answered with null. In bytes. */
  readonly limit: number;
}

export type FileType = 'file' | 'directory' | 'unknown';

export interface FileStat {
  /** The type of what a symlink leads to, or `unknown` where that cannot be told. */
  readonly type: FileType;
  /** A symlink. Editors follow links and do not say where they lead. */
  readonly symlink: boolean;
  /** In bytes. */
  readonly size: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly type: FileType;
  readonly symlink: boolean;
}
