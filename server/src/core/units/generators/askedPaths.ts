import { fstabEntries } from './fstabFile.ts';

/** Where programs are looked for, those found first in front. */
export const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** What generators look at beyond the files that they read. */
export interface AskedOfGenerators {
  /** Names in the folders of programs. */
  readonly programs: readonly string[];
  /** Paths on whose way links may lie. */
  readonly mountPoints: readonly string[];
}

/**
 * What must be known of a root so that generators do in it what they do on the machine: fstab-generator.c,
 * `parse_fstab_one` and generator.c, `generator_write_fsck_deps`; ssh-generator.c; Postfix's generator.
 *
 * @param fstab the text of fstab, empty when there is none
 */
export function askedOfGenerators(fstab: string): AskedOfGenerators {
  // The versions read the file in two ways.
  const entries = [0, Number.POSITIVE_INFINITY].flatMap((version) => fstabEntries(fstab, version));
  const types = entries.map(({ type }) => type).filter((type) => /^[^/\0]+$/.test(type));
  const checks = entries.length === 0 ? [] : ['fsck', ...new Set(types.map((type) => `fsck.${type}`))];
  const mountPoints = entries.map(({ where }) => where).filter((where) => where.startsWith('/') && where !== '/');
  return { programs: ['postconf', 'sshd', ...checks], mountPoints: [...new Set(mountPoints)] };
}
