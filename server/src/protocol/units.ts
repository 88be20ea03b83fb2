/**
 * Units across files, beyond what the Language Server Protocol has. Requests are answered with null when there is
 * nothing to say.
 */

/** What a client may announce in its `initializationOptions`. */
export interface UnitOptions {
  /** The client has the commands below, so that code lenses may call them. Without it lenses only inform. */
  readonly unitCommands?: boolean;
  /**
   * The client asks what becomes of links when files have been renamed, and has them changed by the server. Then a
   * rename leaves them alone; without it they are renamed as files, and go on leading where they led.
   */
  readonly movesLinks?: boolean;
}

/** Command of the client: shows a unit with all its files. Its argument is an `EffectiveUnitParams`. */
export const showEffectiveUnitCommand = 'bootwright.showEffectiveUnit';

/** Command of the client: shows places to choose from. Its argument is a `ShowPlacesParams`. */
export const showPlacesCommand = 'bootwright.showPlaces';

/** Client to server: `EffectiveUnitParams` -> `EffectiveUnitText`. */
export const effectiveUnitRequest = 'bootwright/effectiveUnit';

/** Commands of the client, one for each verb behind this prefix: shows what it would do to a unit. */
export const unitVerbCommand = 'bootwright.unit.';

/** What a code lens hands to such a command. */
export interface UnitVerbParams {
  /** The file of the unit. */
  readonly uri: string;
}

export interface EffectiveUnitParams {
  /** A unit file or drop-in. */
  readonly uri: string;
  /** A unit in the root of that file; without it the file's own. */
  readonly name?: string;
}

/** A unit as `systemctl cat` prints it. */
export interface EffectiveUnitText {
  readonly name: string;
  /** The folder of the root. */
  readonly root: string;
  readonly text: string;
  /** Such as `loaded`, `masked` or `not-found`. */
  readonly loadState: string;
  /** The unit's files in the order in which they are read; `path` as systemd names the place. */
  readonly files: readonly { readonly path: string; readonly uri: string }[];
  /** For every line of the text the index of its file and its line there, from 0; null for lines between the files. */
  readonly origins: readonly (readonly [file: number, line: number] | null)[];
  /** The paths of files that could not be read. */
  readonly unread: readonly string[];
}

/** A document and places to show from there; positions as in LSP. */
export interface ShowPlacesParams {
  readonly uri: string;
  readonly position: { readonly line: number; readonly character: number };
  readonly places: readonly {
    readonly uri: string;
    readonly range: {
      readonly start: { readonly line: number; readonly character: number };
      readonly end: { readonly line: number; readonly character: number };
    };
  }[];
}
