import {
  DEFAULT_DIALECT,
  dialectNamed,
  dialectOfPath,
  type NtpContext,
  type NtpDialect,
} from '../core/kinds/ntp/dialect.ts';
import type { NtpDocument } from '../core/kinds/ntp/document.ts';
import { type NtpFiles, wantedBy } from '../core/kinds/ntp/files.ts';
import { type Host, parent } from '../hosts/host.ts';
import { readNtpFiles } from '../hosts/ntpFiles.ts';
import { installedNtp, rootOfNtp } from '../hosts/ntpRoot.ts';
import { findRoot } from '../hosts/root.ts';
import { describe } from './guard.ts';
import { pathWithin } from './locations.ts';
import type { Settings } from './settings.ts';

/** Which ntpd the roots around open files have, each read once and kept until files change. */
export interface NtpRoots {
  /** Read in the background: undefined until it is there, without a root, and where none is installed. */
  peek(uri: string): NtpDialect | undefined;
  of(uri: string): Promise<NtpDialect | undefined>;
  /** What the root holds of the files that a document names; what is known so far while they are read anew. */
  peekFiles(asked: AskedFiles): NtpFiles | undefined;
  filesOf(asked: AskedFiles): Promise<NtpFiles | undefined>;
  /** Forgets the files that a document named, as it is closed. */
  closed(uri: string): void;
  forget(): void;
}

/** A document with what it is read as. */
export interface AskedFiles {
  readonly uri: string;
  readonly document: NtpDocument;
  readonly dialect: NtpDialect;
}

/**
 * @param changed called when what `peek` could not give has been read
 * @param report tells a fault
 */
export function ntpRootsOn(host: Host, changed: () => void, report: (text: string) => void): NtpRoots {
  let reading = new Map<string, Promise<NtpDialect | undefined>>();
  let ready = new Map<string, NtpDialect | undefined>();
  const files = new FilesRead(host);
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
    filesOf: (asked) => files.of(asked),
    peekFiles: (asked) => {
      const { known, reading: started } = files.peek(asked);
      started?.then(
        (read) => read && changed(),
        (fault: unknown) => report(`ntp: ${describe(fault)}`),
      );
      return known;
    },
    peek: (uri) => {
      const folder = parent(uri) ?? '';
      if (ready.has(folder)) return ready.get(folder);
      of(uri).then(
        (dialect) => dialect && changed(),
        (fault: unknown) => report(`ntp: ${describe(fault)}`),
      );
      return undefined;
    },
    closed: (uri) => files.closed(uri),
    forget: () => {
      files.forget();
      reading = new Map();
      ready = new Map();
    },
  };
}

/** The files of documents, read again when a document names others, or when files have changed. */
class FilesRead {
  readonly #host: Host;
  #entries = new Map<string, { key: string; known: NtpFiles | undefined; reading: Promise<NtpFiles | undefined> }>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** What is known, and the reading that this question began. */
  peek(asked: AskedFiles): { known: NtpFiles | undefined; reading: Promise<NtpFiles | undefined> | undefined } {
    const before = this.#entries.get(asked.uri);
    const key = keyOf(asked);
    if (before?.key === key) return { known: before.known, reading: undefined };
    const entry = { key, known: before?.known, reading: this.#read(asked) };
    this.#entries.set(asked.uri, entry);
    const reading = entry.reading.then((files) => {
      entry.known = files;
      return files;
    });
    return { known: entry.known, reading };
  }

  async of(asked: AskedFiles): Promise<NtpFiles | undefined> {
    const { reading } = this.peek(asked);
    return reading ?? this.#entries.get(asked.uri)?.reading;
  }

  closed(uri: string): void {
    this.#entries.delete(uri);
  }

  forget(): void {
    this.#entries = new Map();
  }

  async #read({ uri, document, dialect }: AskedFiles): Promise<NtpFiles | undefined> {
    if (!/^(file|vscode-\w+|memfs|https?|vsls|test):/i.test(uri)) return undefined;
    // A folder is no root only because it has an etc.
    const root = await findRoot(this.#host, uri);
    const path = root === undefined ? undefined : pathWithin(root, uri);
    if (root === undefined || path === undefined) return undefined;
    return readNtpFiles(this.#host, root, path, wantedBy(document.as(dialect).commands, path, dialect), dialect);
  }
}

function keyOf({ uri, document, dialect }: AskedFiles): string {
  const { paths, included, keys } = wantedBy(document.as(dialect).commands, uri, dialect);
  return [dialect, ...paths, '', ...included, '', ...keys].join('\n');
}

async function read(host: Host, uri: string): Promise<NtpDialect | undefined> {
  const root = rootOfNtp(uri) ?? (await findRoot(host, uri));
  return root === undefined ? undefined : installedNtp(host, root);
}

/** The daemon that the user chose, else the installed one, else the one that the path speaks of; and its files. */
export function ntpContext(
  uri: string,
  document: NtpDocument,
  roots: NtpRoots,
  { ntp }: Pick<Settings, 'ntp'>,
): NtpContext {
  const dialect = dialectNamed(ntp) ?? roots.peek(uri) ?? dialectOfPath(uri) ?? DEFAULT_DIALECT;
  return { dialect, files: roots.peekFiles({ uri, document, dialect }) };
}
