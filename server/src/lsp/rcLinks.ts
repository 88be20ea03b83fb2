import type * as lsp from 'vscode-languageserver';
import { linksFolder, listingText } from '../core/kinds/rcLinks/listing.ts';
import type { LinkWriter } from '../hosts/linkWriter.ts';
import { type RcListing, type RcListingParams, rcListingRequest } from '../protocol/rcLinks.ts';
import type { Guard } from './guard.ts';
import { pathWithin, uriWithin } from './locations.ts';
import { refusalOf } from './planRoots.ts';
import { listingOf } from './rcListing.ts';
import type { RootTree, Trees } from './trees.ts';

const RC_FOLDER = /^\/etc\/(?:rc\.d\/)?rc[0-6S]\.d$/;

/**
 * Answers what the links of a runlevel's folder are, as a listing.
 *
 * @param writer undefined where links cannot be made, as in a browser
 */
export function registerRcLinks(
  connection: lsp.Connection,
  trees: Trees,
  guard: Guard,
  writer: LinkWriter | undefined,
): void {
  const answer = guard<RcListingParams, RcListing | null>('rcListing', null, async ({ folder }) => {
    const known = await place(trees, folder);
    // What has changed on the disk may not have been told yet; a browser is asked for every file, which takes long.
    if (writer) trees.changed([known ? uriWithin(known.root.uri, known.real) : folder]);
    const now = writer ? await place(trees, folder) : known;
    if (!now) return null;
    const { root, path, real } = now;
    const readOnly = await refusalOf(root, writer, 'rc-links', [{ op: 'unlink', path: `${real}/S` }]);
    return { root: root.uri, path, text: listingText(root.tree, real), readOnly: readOnly ?? null };
  });
  connection.onRequest(rcListingRequest, (parameters: RcListingParams, token) => answer(parameters, token));
}

/** Where a folder of links stands: its path in a root, and where that leads. */
async function place(
  trees: Trees,
  folder: string,
): Promise<{ readonly root: RootTree; readonly path: string; readonly real: string } | undefined> {
  const root = await trees.of(listingOf(folder));
  const path = root?.system ? pathWithin(root.uri, folder) : undefined;
  const real = root && path !== undefined && RC_FOLDER.test(path) ? linksFolder(root.tree, path) : undefined;
  return root && path !== undefined && real !== undefined ? { root, path, real } : undefined;
}
