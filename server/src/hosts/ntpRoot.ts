import type { NtpDialect } from '../core/kinds/ntp/dialect.ts';
import { decode } from './decode.ts';
import type { Host } from './host.ts';
import { resolveInRoot } from './resolve.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const NTPSEC_MARKS = [
  '/etc/ntpsec',
  '/usr/share/doc/ntpsec',
  '/usr/lib/python3/dist-packages/ntp',
  '/usr/bin/ntploggps',
];
const DAEMONS = ['/usr/sbin/ntpd', '/usr/bin/ntpd'];

/** Which ntpd a root has, told by its files; undefined when it has none. */
export async function installedNtp(host: Host, root: string): Promise<NtpDialect | undefined> {
  for (const mark of NTPSEC_MARKS) {
    if (await isThere(host, root, mark)) return ntpsecRelease(host, root);
  }
  for (const daemon of DAEMONS) {
    if (await isThere(host, root, daemon)) return 'classic';
  }
  return undefined;
}

/** Debian writes down the versions of its packages: 1.2.2 and older lack some words. */
async function ntpsecRelease(host: Host, root: string): Promise<NtpDialect> {
  const location = await resolveInRoot(host, root, '/var/lib/dpkg/status');
  const bytes = location === undefined ? undefined : await host.read(location, MOST_BYTES);
  const entry = bytes && /^Package: ntpsec\n(?:.+\n)*?Version: ([\d.]+)/m.exec(decode(bytes));
  return entry && /^(?:0|1\.[01]|1\.2\.[0-2]$)/.test(entry[1]!) ? 'ntpsec-1.2.2' : 'ntpsec';
}

/** The root that a file belongs to by its path, such as what is in front of `/etc/ntp.conf`; undefined for others. */
export function rootOfNtp(uri: string): string | undefined {
  const match = /^(.*?)\/etc\/(?:ntpsec\/|ntp\/)?(?:ntp\.conf|ntp\.d\/[^/]+)$/.exec(uri);
  if (!match) return undefined;
  return match[1] === 'file://' ? 'file:///' : match[1];
}

async function isThere(host: Host, root: string, path: string): Promise<boolean> {
  return (await resolveInRoot(host, root, path)) !== undefined;
}
