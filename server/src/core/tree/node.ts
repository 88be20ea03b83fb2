/** A regular file of a root. */
export interface FileNode {
  readonly type: 'file';
  /** Its text, every byte of it (see `decodeUtf8`); undefined when it was not read: too large, unreadable, not needed. */
  readonly content: string | undefined;
  /** In bytes, 0 for an empty file even when it was not read. */
  readonly size: number;
  readonly executable: boolean;
}

export interface DirectoryNode {
  readonly type: 'directory';
}

/** A symlink; `target` is undefined where the host cannot tell it, as in a browser. */
export interface SymlinkNode {
  readonly type: 'symlink';
  readonly target: string | undefined;
}

/** A device, FIFO or socket. */
export interface SpecialNode {
  readonly type: 'special';
  /** Whether it is the null device, or looks like a mask for another reason. */
  readonly isNull: boolean;
}

export type TreeNode = FileNode | DirectoryNode | SymlinkNode | SpecialNode;

export const DIRECTORY: DirectoryNode = { type: 'directory' };

/** A regular file with that text. */
export function fileNode(content: string, executable = false): FileNode {
  return { type: 'file', content, size: content.length, executable };
}

/** A symlink with that target, as `ln -s` writes it. */
export function linkNode(target: string): SymlinkNode {
  return { type: 'symlink', target };
}
