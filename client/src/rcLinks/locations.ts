import { Uri } from 'vscode';
import { rcListingScheme } from '../../../server/src/protocol/rcLinks.ts';

/** The listing of a folder: its path and authority with the folder's own scheme as the query. */
export function listingOf({ scheme, authority, path }: Uri): Uri {
  return Uri.from({ scheme: rcListingScheme, authority, path: path.replace(/\/+$/, ''), query: scheme });
}

/** The folder that a listing stands for. */
export function folderOf({ authority, path, query }: Uri): Uri {
  return Uri.from({ scheme: query === '' ? 'file' : query, authority, path });
}
