/**
 * What the client and the server say to each other beyond the Language Server Protocol. Every message is optional: a
 * client that knows none of them has a full language server, and the server asks only what the client announced in its
 * initialization options. All values are plain JSON.
 */

/** The `initializationOptions` of the initialize request. Other editors leave them out. */
export interface InitializationOptions {
  /** The client answers `FileSystemRequests`. Set where the server itself cannot read the workspace. */
  readonly clientFileSystem?: boolean;
}

/** Client to server: which systemd version are the answers for this document given for? */
export const targetVersionRequest = 'bootwright/targetVersion';

export interface TargetVersionParams {
  /** The document. */
  readonly uri: string;
}

export interface TargetVersion {
  /** The systemd version, such as 257. */
  readonly version: number;
  /** Where it comes from: the user's setting, the system root around the document, or the newest one known. */
  readonly source: 'setting' | 'root' | 'newest';
}

/** Server to client, without parameters: target versions may have changed, ask again. */
export const targetVersionChanged = 'bootwright/targetVersionChanged';
