import { chase } from '../../tree/chase.ts';
import { type Presence, presenceOf } from '../../tree/presence.ts';
import { nameOf, type SystemTree } from '../../tree/systemTree.ts';

/** The program that becomes process 1. */
export interface Init {
  readonly path: string;
  readonly presence: Presence;
  /** Undefined for a program that is not known here. */
  readonly kind: 'systemd' | 'sysvinit' | 'busybox' | 'openrc' | 'runit' | 's6' | 'shell' | undefined;
  /** Where links lead, when that is somewhere else. */
  readonly target: string | undefined;
}

/** What the kernel tries, one after the other: init/main.c, `kernel_init`. */
export const INIT_PATHS: readonly string[] = ['/sbin/init', '/etc/init', '/bin/init', '/bin/sh'];
const SYSTEMD = ['/usr/lib/systemd/systemd', '/lib/systemd/systemd'];

const KINDS: Readonly<Record<string, Init['kind']>> = {
  systemd: 'systemd',
  busybox: 'busybox',
  'openrc-init': 'openrc',
  'runit-init': 'runit',
  's6-svscan': 's6',
  sh: 'shell',
  bash: 'shell',
  dash: 'shell',
};

/** Which program a root starts as process 1; `given` is `init=` of the command line. */
export function initOf(tree: SystemTree, given: string | undefined): Init {
  for (const path of given === undefined ? INIT_PATHS : [given, ...INIT_PATHS]) {
    const init = initAt(tree, path);
    if (init.presence !== 'absent' || path === given) return init;
  }
  return initAt(tree, '/sbin/init');
}

function initAt(tree: SystemTree, path: string): Init {
  const end = chase(tree, path);
  const there = presenceOf(tree, end);
  const target = path.startsWith(end.path) ? undefined : end.path;
  // A link to a systemd that this part of a root lacks still says what is meant.
  const kind = SYSTEMD.includes(end.path) ? 'systemd' : end.found ? kindOf(tree, end.path) : undefined;
  return { path, presence: there, kind, target };
}

function kindOf(tree: SystemTree, path: string): Init['kind'] {
  const known = KINDS[nameOf(path)];
  if (known !== undefined) return known;
  return /\/sbin\/init$/.test(path) && chase(tree, '/etc/inittab').found ? 'sysvinit' : undefined;
}
