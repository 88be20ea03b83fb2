import {
  DEFAULT_DIALECT,
  dialectNamed,
  dialectOfPath,
  type NtpContext,
  type NtpDialect,
} from '../core/kinds/ntp/dialect.ts';
import { type Host, parent } from '../hosts/host.ts';
import { installedNtp, rootOfNtp } from '../hosts/ntpRoot.ts';
import { findRoot } from '../hosts/root.ts';
import { describe } from './guard.ts';
import type { Settings } from './settings.ts';

/** Which ntpd the roots around open files have, each read once and kept until files change. */
export interface NtpRoots {
  /** Read in the background: undefined until it is there, without a root, and where none is installed. */
  peek(uri: string): NtpDialect | undefined;
  of(uri: string): Promise<NtpDialect | undefined>;
  forget(): void;
}

/**
 * @param changed called when what `peek` could not give has been read
 * @param report tells a fault
 */
export function ntpRootsOn(host: Host, changed: () => void, report: (text: string) => void): NtpRoots {
  let reading = new Map<string, Promise<NtpDialect | undefined>>();
  let ready = new Map<string, NtpDialect | undefined>();
  const of = (uri: string): Promise<NtpDialect | undefined> => {
    if (!/^(file|vscode-\w+|memfs|https?|vsls|test):/i.test(uri)) return Promise.resolve(undefined);
    const folder = parent(uri) ?? '';
    const known = reading.get(folder) ?? read(host, uri);
    reading.set(folder, known);
    const kept = ready;
    return known.then((dialect) => {
      kept.set(folder, dialect);
      return dialect;
    });
  };
  return {
    of,
    peek: (uri) => {
      const folder = parent(uri) ?? '';
      if (ready.has(folder)) return ready.get(folder);
      of(uri).then(
        (dialect) => dialect && changed(),
        (fault: unknown) => report(`ntp: ${describe(fault)}`),
      );
      return undefined;
    },
    forget: () => {
      reading = new Map();
      ready = new Map();
    },
  };
}

async function read(host: Host, uri: string): Promise<NtpDialect | undefined> {
  const root = rootOfNtp(uri) ?? (await findRoot(host, uri));
  return root === undefined ? undefined : installedNtp(host, root);
}

/** The daemon that the user chose, else the installed one, else the one that the path speaks of. */
export function ntpContext(uri: string, roots: NtpRoots, { ntp }: Pick<Settings, 'ntp'>): NtpContext {
  return { dialect: dialectNamed(ntp) ?? roots.peek(uri) ?? dialectOfPath(uri) ?? DEFAULT_DIALECT };
}
