import { implementationNamed } from '../core/cron/implementation.ts';
import { type CronContext, type CronSystem, DEFAULT_CRON } from '../core/cron/system.ts';
import { readCronSystem, rootOfTable } from '../hosts/cronRoot.ts';
import { type Host, parent } from '../hosts/host.ts';
import { findRoot } from '../hosts/root.ts';
import { describe } from './guard.ts';
import type { Settings } from './settings.ts';

/** What the roots around open tables hold of cron and anacron, each read once and kept until files change. */
export interface CronRoots {
  /** Read in the background: undefined until it is there, and without a root. */
  peek(uri: string): CronSystem | undefined;
  of(uri: string): Promise<CronSystem | undefined>;
  /** What a root holds, given its folder. */
  at(root: string): Promise<CronSystem>;
  forget(): void;
}

/**
 * @param changed called when what `peek` could not give has been read
 * @param report tells a fault
 */
export function cronRootsOn(host: Host, changed: () => void, report: (text: string) => void): CronRoots {
  let byRoot = new Map<string, Promise<CronSystem>>();
  let rootOf = new Map<string, Promise<string | undefined>>();
  let ready = new Map<string, CronSystem | undefined>();
  const at = (root: string): Promise<CronSystem> => {
    const known = byRoot.get(root) ?? readCronSystem(host, root);
    byRoot.set(root, known);
    return known;
  };
  const of = async (uri: string): Promise<CronSystem | undefined> => {
    if (!/^(file|vscode-\w+|memfs|https?|vsls|test):/i.test(uri)) return undefined;
    const folder = parent(uri) ?? '';
    const found = rootOf.get(folder) ?? Promise.resolve(rootOfTable(uri) ?? findRoot(host, uri));
    rootOf.set(folder, found);
    const reading = ready;
    const root = await found;
    const system = root === undefined ? undefined : await at(root);
    reading.set(folder, system);
    return system;
  };
  return {
    at,
    of,
    peek: (uri) => {
      const folder = parent(uri) ?? '';
      if (ready.has(folder)) return ready.get(folder);
      of(uri).then(
        (system) => system && changed(),
        (fault: unknown) => report(`cron: ${describe(fault)}`),
      );
      return undefined;
    },
    forget: () => {
      byRoot = new Map();
      rootOf = new Map();
      ready = new Map();
    },
  };
}

/** The programs that read a table: as set, else those that are installed in its root, else Debian's. */
export function cronContext(system: CronSystem | undefined, settings: Pick<Settings, 'cron' | 'anacron'>): CronContext {
  const cron = implementationNamed(settings.cron) ?? system?.installed.cron;
  const anacron = implementationNamed(settings.anacron) ?? system?.installed.anacron ?? cron;
  return { cron: cron ?? DEFAULT_CRON.cron, anacron: anacron ?? DEFAULT_CRON.anacron, system };
}
