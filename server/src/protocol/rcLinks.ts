/** Folders of rc links as documents: what the client's file system of listings asks the server. */

/**
 * The scheme of listings. Of a folder with the location `file:///etc/rc3.d` the listing is `bootwright-rc:/etc/rc3.d?file`:
 * the folder's own scheme is the query.
 */
export const rcListingScheme = 'bootwright-rc';

/** `RcListingParams` -> `RcListing`, null for a folder that holds no links of a runlevel of any root. */
export const rcListingRequest = 'bootwright/rcListing';

export interface RcListingParams {
  /** Location of the folder. */
  readonly folder: string;
}

export interface RcListing {
  /** Location of the root. */
  readonly root: string;
  /** The folder's path in the root. */
  readonly path: string;
  /** A line a link. */
  readonly text: string;
  /** Why nothing can be written there; null when it can. */
  readonly readOnly: string | null;
}
