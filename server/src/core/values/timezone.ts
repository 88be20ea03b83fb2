import { ZONE_GROUPS } from './timezoneNames.ts';

/** A time zone of the tz database. Offsets count seconds east of UTC. */
export interface Timezone {
  readonly name: string;
  readonly standardName: string;
  readonly standardOffset: number;
  /** The same as `standardName` where there never was daylight saving time. */
  readonly daylightName: string;
  readonly daylightOffset: number;
}

export const UTC: Timezone = {
  name: 'UTC',
  standardName: 'UTC',
  standardOffset: 0,
  daylightName: 'UTC',
  daylightOffset: 0,
};

const ZONES = new Map<string, Timezone>();
const ABBREVIATIONS = new Map<string, Timezone>();
for (const [standardName, standardOffset, daylightName, daylightOffset, names] of ZONE_GROUPS) {
  for (const name of names.split(/\s+/)) {
    const zone = { name, standardName, standardOffset, daylightName, daylightOffset };
    ZONES.set(name, zone);
    for (const word of [standardName, daylightName]) if (!ABBREVIATIONS.has(word)) ABBREVIATIONS.set(word, zone);
  }
}

/**
 * The zone of a name such as `Europe/Berlin`, in exactly this case; undefined when there is none.
 *
 * `timezone_is_valid` of basic/time-util.c looks for a file below /usr/share/zoneinfo. All names of the tz database
 * count here, old aliases included, which some distributions keep in a package of their own.
 */
export function timezone(name: string): Timezone | undefined {
  return ZONES.get(name);
}

/** All zone names, for completion. */
export function timezoneNames(): string[] {
  return [...ZONES.keys()].sort();
}

/** Some zone that calls its standard or daylight saving time so, such as `CEST`, in exactly this case. */
export function timezoneAbbreviated(abbreviation: string): Timezone | undefined {
  return ABBREVIATIONS.get(abbreviation);
}
