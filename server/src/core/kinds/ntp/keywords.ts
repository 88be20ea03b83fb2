import { familyOf, type NtpDialect } from './dialect.ts';
import { COMMANDS, FOLLOWED_BY_STRING, FOLLOWED_BY_STRINGS, isKnown, optionsOf, statisticsOf } from './tables.ts';

/** What the scanner expects behind a keyword: any token, one string, or strings to the end of the line. */
export type Follower = 'token' | 'string' | 'strings';

const COMMON = [
  ...['-4', '-6', '...', 'all', 'ipv4', 'ipv6', 'wildcard', 'listen', 'drop', 'default', 'source', 'mask'],
  ...['none', 'pid', 'day', 'week', 'month', 'year', 'age'],
  ...['allpeers', 'auth', 'ctl', 'io', 'mem', 'sys', 'timer', 'port'],
];
/** Words that are keywords although no command of the dialect takes them, or that stand in no table of options. */
const OF_CLASSIC = [
  ...['false', 'ippeerlimit', 'checkhash', 'ignorehash', 'serverresponse', 'fuzz', 'poll'],
  ...['beep_delay', 'simulation_duration', 'server_offset', 'duration', 'freq_offset', 'wander', 'jitter'],
  ...['prop_delay', 'proc_delay'],
];
const OF_NTPSEC = ['unit', 'clock'];

const kept = new Map<NtpDialect, ReadonlyMap<string, Follower>>();

/** The keywords of a dialect, each with what the scanner expects behind it. */
export function followersOf(dialect: NtpDialect): ReadonlyMap<string, Follower> {
  const known = kept.get(dialect);
  if (known) return known;
  const followers = new Map<string, Follower>();
  for (const word of keywordsOf(dialect)) followers.set(word, followerOf(word));
  kept.set(dialect, followers);
  return followers;
}

function followerOf(word: string): Follower {
  if (FOLLOWED_BY_STRINGS.includes(word)) return 'strings';
  return FOLLOWED_BY_STRING.includes(word) ? 'string' : 'token';
}

function keywordsOf(dialect: NtpDialect): Set<string> {
  const family = familyOf(dialect) === 'classic' ? OF_CLASSIC : OF_NTPSEC;
  const words = new Set([...COMMON, ...family, ...statisticsOf(dialect)]);
  for (const command of COMMANDS) {
    if (isKnown(command, dialect)) words.add(command.name);
    for (const option of optionsOf(command.name)) {
      if (isKnown(option, dialect)) for (const word of option.name.split(' ')) words.add(word);
    }
  }
  // NTPsec's grammar has a `tos cohort`, but its scanner does not know the word.
  if (familyOf(dialect) === 'ntpsec') words.delete('cohort');
  return words;
}
