import { sysvCompat } from './differences.ts';
import { type Errno, failed } from './errno.ts';
import { unitFileExists } from './search.ts';
import { type Session, say } from './session.ts';
import { sysvDisable, sysvEnable, sysvIsEnabled } from './sysvInstall.ts';

/** What is left to do for systemctl itself, and what init scripts already answered. */
export interface SysvUnits {
  /** The names that are not only init scripts. */
  readonly names: readonly string[];
  /** What `is-enabled` printed for init scripts. */
  readonly output: readonly string[];
  readonly anyEnabled: boolean;
  readonly anyFound: boolean;
}

const MASKLIKE: readonly Errno[] = ['ELOOP', 'ERFKILL', 'EADDRNOTAVAIL'];

/**
 * `enable_sysv_units`: hands services that have an init script to the distribution's `systemd-sysv-install`, which is
 * Debian's here. Services that have both go on to systemctl; for `is-enabled` the unit counts.
 */
export function enableSysvUnits(
  session: Session,
  verb: 'enable' | 'disable' | 'is-enabled',
  given: readonly string[],
): SysvUnits | Errno {
  const names: string[] = [];
  const output: string[] = [];
  let anyFound = false;
  if (session.scope !== 'system' || !sysvCompat(session.version)) {
    return { names: given, output, anyEnabled: false, anyFound };
  }
  for (const name of given) {
    const script = name.endsWith('.service') && !name.startsWith('/') ? name.slice(0, -'.service'.length) : undefined;
    const native = script === undefined ? true : unitFileExists(withoutGenerated(session), name);
    if (failed(native) && !MASKLIKE.includes(native)) {
      say(session, 'error', `Cannot look up ${name}.`);
      return native;
    }
    const isNative = native !== false;
    const redirect = script !== undefined && !(isNative && verb === 'is-enabled') && hasScript(session, script);
    if (isNative || !redirect) names.push(name);
    if (!redirect) continue;
    const answer = redirectTo(session, verb, script, isNative);
    if (failed(answer)) return answer;
    if (verb !== 'is-enabled') continue;
    anyFound = true;
    output.push(answer ? 'enabled' : 'disabled');
  }
  return { names, output, anyEnabled: output.includes('enabled'), anyFound };
}

function hasScript({ view }: Session, script: string): boolean {
  return !failed(view.resolve(`/etc/init.d/${script}`, true));
}

function redirectTo(
  session: Session,
  verb: 'enable' | 'disable' | 'is-enabled',
  script: string,
  isNative: boolean,
): boolean | Errno {
  if (verb === 'is-enabled') return sysvIsEnabled(session, script);
  const what = isNative ? 'also has an init script, which is changed too' : 'is an init script, not a unit';
  say(session, 'info', `${script}.service ${what}.`);
  const fault = verb === 'enable' ? sysvEnable(session, script) : sysvDisable(session, script);
  return fault ? 'EBADE' : true;
}

/** `LOOKUP_PATHS_EXCLUDE_GENERATED`. */
function withoutGenerated(session: Session): Session {
  const { lookup } = session;
  const searchPath = lookup.searchPath.filter((folder) => !lookup.generators.includes(folder));
  return { ...session, lookup: { ...lookup, searchPath, generators: [] } };
}
