import { Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type DirectoryEntry,
  type FileStat,
  type ReadFileParams,
  type FileType as ReportedType,
  readDirectoryRequest,
  readFileRequest,
  statRequest,
  type UriParams,
} from '../../server/src/protocol/fileSystem.ts';

/** Answers the server's questions about files from the editor's file system, whatever that is: disk, remote, virtual. */
export function serveFileSystem(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    client.onRequest(statRequest, ({ uri }: UriParams) => orNull(stat(Uri.parse(uri)))),
    client.onRequest(readDirectoryRequest, ({ uri }: UriParams) => orNull(readDirectory(Uri.parse(uri)))),
    client.onRequest(readFileRequest, ({ uri, limit }: ReadFileParams) => orNull(readFile(Uri.parse(uri), limit))),
  );
}

async function stat(uri: Uri): Promise<FileStat> {
  const { type, size } = await workspace.fs.stat(uri);
  return { type: reported(type), symlink: isSymlink(type), size };
}

async function readDirectory(uri: Uri): Promise<DirectoryEntry[]> {
  const entries = await workspace.fs.readDirectory(uri);
  return entries.map(([name, type]) => ({ name, type: reported(type), symlink: isSymlink(type) }));
}

async function readFile(uri: Uri, limit: number): Promise<string | null> {
  const { size } = await workspace.fs.stat(uri);
  return size > limit ? null : base64(await workspace.fs.readFile(uri));
}

/** `FileType` is a set of bits: a link is a link and also what it leads to. */
function reported(type: FileType): ReportedType {
  if (type & FileType.Directory) return 'directory';
  return type & FileType.File ? 'file' : 'unknown';
}

function isSymlink(type: FileType): boolean {
  return (type & FileType.SymbolicLink) !== 0;
}

/** In base64, by pieces: a function call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

/** What cannot be read is null to the server: the reason, missing or forbidden, makes no difference there. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch(() => null);
}
