import type { Flavor } from '../../sysv/layout.ts';
import type { Relations } from '../../sysv/relations.ts';

/** What a runlevel is for. */
export function levelMeaning(level: string, flavor: Flavor): string | undefined {
  const own = flavor === 'redhat' ? REDHAT[level] : undefined;
  return own ?? COMMON[level];
}

const COMMON: Readonly<Record<string, string>> = {
  '0': 'halt',
  '1': 'single user',
  '2': 'multi-user',
  '3': 'multi-user',
  '4': 'multi-user',
  '5': 'multi-user',
  '6': 'reboot',
  S: 'once, while the machine boots',
};
const REDHAT: Readonly<Record<string, string>> = {
  '2': 'multi-user without NFS',
  '3': 'multi-user, text',
  '4': 'not used',
  '5': 'multi-user, graphical',
};

/** The facilities of LSB and insserv, for roots that do not tell theirs. */
export const FACILITIES = ['$local_fs', '$remote_fs', '$network', '$named', '$portmap', '$syslog', '$time'] as const;
/** Those that insserv itself knows. */
export const OWN_FACILITIES = ['$all', '$null'] as const;

/** The facilities that may be asked for in a root. */
export function facilitiesIn(relations: Relations | undefined): string[] {
  const configured = [...(relations?.facilities?.members.keys() ?? [])];
  return [...(configured.length > 0 ? configured : FACILITIES), ...OWN_FACILITIES];
}
