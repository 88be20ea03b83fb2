import type { NtpFiles } from './files.ts';

/** The reference implementation (ntp 4.2.8), or NTPsec; its 1.2.2 lacks some words of later releases. */
export type NtpDialect = 'classic' | 'ntpsec' | 'ntpsec-1.2.2';

/** Which daemon reads a file, and what its root holds. */
export interface NtpContext {
  readonly dialect: NtpDialect;
  /** Undefined without a root, and before it has been read. */
  readonly files?: NtpFiles | undefined;
}

export const NTP_DIALECTS: readonly NtpDialect[] = ['classic', 'ntpsec', 'ntpsec-1.2.2'];

/** What is taken where nothing is known: the daemon that Debian, Ubuntu and Fedora ship. */
export const DEFAULT_DIALECT: NtpDialect = 'ntpsec';

/** The two families of daemons. */
export function familyOf(dialect: NtpDialect): 'classic' | 'ntpsec' {
  return dialect === 'classic' ? 'classic' : 'ntpsec';
}

/** What a daemon is called in messages. */
export function daemonName(dialect: NtpDialect): string {
  if (dialect === 'classic') return 'ntpd 4.2.8';
  return dialect === 'ntpsec' ? 'NTPsec' : 'NTPsec 1.2.2';
}

/** Reads the name of a dialect; undefined for `auto` and for what is none. */
export function dialectNamed(name: unknown): NtpDialect | undefined {
  return NTP_DIALECTS.find((one) => one === name);
}

/**
 * The dialect that a path speaks of by itself: NTPsec keeps its files in /etc/ntpsec.
 * Undefined where the path says nothing.
 */
export function dialectOfPath(path: string): NtpDialect | undefined {
  return /(?:^|\/)etc\/ntpsec\//.test(path) ? 'ntpsec' : undefined;
}
