/** The runlevels of insserv as bits: 0 to 6, and S for the boot (listing.h). */
export const LEVEL_KEYS = '0123456S';
export const LVL_BOOT = 0x80;
export const LVL_NORM = 0x7f;
/** As many places as two digits can number. */
export const MAX_DEEP = 99;

export type Mode = 'S' | 'K';

/** What stops insserv without a change of the order; the message says why. */
export class InsservError extends Error {}

/** The start or the stop side of a service: who comes after it, in which runlevels, and at which place. */
export interface Handle {
  readonly links: Dir[];
  levels: number;
  /** The least place that it may have. */
  minDeep: number;
  deep: number;
  scanning: boolean;
  looped: boolean;
  reported: boolean;
}

/** One script, or one name that nothing provides: insserv's picture of a folder with links to those that need it. */
export interface Dir {
  readonly name: string;
  readonly service: Service;
  readonly start: Handle;
  readonly stop: Handle;
  script: string | undefined;
}

export interface Requirement {
  readonly service: Service;
  must: boolean;
}

/** A name that a script provides. Several names of one script share a `dir`. */
export interface Service {
  readonly name: string;
  dir: Dir;
  /** Those that it needs to start. */
  required: Requirement[];
  /** Those that need it until they have stopped. */
  reversed: Requirement[];
  script: string | undefined;
  startOrder: number;
  stopOrder: number;
  refs: number;
  known: boolean;
  enabled: boolean;
  onCommandLine: boolean;
  interactive: boolean;
  /** After `$all` at start. */
  last: boolean;
  /** Before all others at stop. */
  first: boolean;
  duplicate: boolean;
  already: boolean;
  warned: boolean;
}

/** The runlevels of a list such as `2 3 5`: `str2lvl`. */
export function levelsOf(text: string): number {
  let levels = 0;
  for (const word of text.split(/[ ,;\t]/)) {
    if (!/^[0-6sSbB]$/.test(word)) continue;
    const bit = LEVEL_KEYS.indexOf(word.toUpperCase());
    if (bit < 0) throw new InsservError(`There is no runlevel ${word}.`);
    levels |= 1 << bit;
  }
  return levels;
}

/** The list of some runlevels: `lvl2str`; undefined for none. */
export function levelText(levels: number): string | undefined {
  const keys = [...LEVEL_KEYS].filter((_, bit) => levels & (1 << bit));
  return keys.length > 0 ? keys.join(' ') : undefined;
}

/** Words up to the first empty one: two blanks in a row end a list, as for insserv. */
export function wordsOf(text: string): string[] {
  const words = text.split(/[ ,;\t]/);
  const end = words.indexOf('');
  return end < 0 ? words : words.slice(0, end);
}
