import { rcListingScheme } from '../protocol/rcLinks.ts';

const LISTING = new RegExp(`^${rcListingScheme}:(//[^/]*)?(/[^?#]*)\\?([a-z][\\w+.-]*)$`, 'i');

/** The location of the folder that a listing stands for; undefined for what is no listing. */
export function listedFolder(uri: string): string | undefined {
  const [, authority, path, scheme] = LISTING.exec(decodedQuery(uri)) ?? [];
  return path === undefined ? undefined : `${scheme}:${authority ?? '//'}${path}`;
}

/** The listing of a folder. */
export function listingOf(folder: string): string {
  const [, scheme, authority, path] = /^([a-z][\w+.-]*):\/\/([^/]*)(\/.*)$/i.exec(folder) ?? [];
  return `${rcListingScheme}:${authority ? `//${authority}` : ''}${path}?${scheme}`;
}

/**
 * Where a document stands among the files of a root: its own location, but for a listing a name in the folder that it
 * stands for.
 */
export function standingPlace(uri: string): string {
  const folder = listedFolder(uri);
  return folder === undefined ? uri : `${folder}/.rc-links`;
}

/** Some clients encode the `+` and other characters of a scheme when that stands in a query. */
function decodedQuery(uri: string): string {
  return uri.replace(/\?.*$/, (query) => query.replace(/%2B/gi, '+'));
}
