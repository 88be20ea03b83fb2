import type { Workspace } from '../core/kinds/kind.ts';
import { type Host, parent, pathOf } from '../hosts/host.ts';
import { resolveInRoot } from '../hosts/resolve.ts';
import { findRoot, loadFolder, type Root } from '../hosts/root.ts';
import { standingPlace } from './rcListing.ts';

/** The roots around the open documents, each read once and kept until files change. */
export interface Roots {
  /** The root of a document, read in the background: undefined until it is there. */
  peek(uri: string): Root | undefined;
  /** The root of a document, read if need be. */
  of(uri: string): Promise<Root | undefined>;
  /** Forgets what was read. */
  forget(): void;
}

/**
 * @param readRoot reads a system root, given its folder
 * @param changed called when a root that `peek` could not give has been read
 */
export function rootsOn(host: Host, readRoot: (uri: string) => Promise<Root>, changed: (root: Root) => void): Roots {
  let byFolder = new Map<string, Promise<Root | undefined>>();
  let loaded = new Map<string, Root>();
  /** The folders whose root is being read for `peek`: however often it asks meanwhile, the change is told once. */
  let awaited = new Set<string>();
  const load = async (folder: string, uri: string): Promise<Root | undefined> => {
    // What is read before `forget` must not come back after it.
    const loadedNow = loaded;
    const found = await findRoot(host, uri);
    const root = found === undefined ? await loadFolder(host, folder) : await shared(found);
    loadedNow.set(folder, root);
    return root;
  };
  const readFor = (folder: string, uri: string): void => {
    if (awaited.has(folder)) return;
    const awaitedNow = awaited.add(folder);
    of(uri).then(
      (read) => read && awaitedNow === awaited && changed(read),
      () => undefined,
    );
  };
  let byRoot = new Map<string, Promise<Root>>();
  const shared = (uri: string): Promise<Root> => {
    const known = byRoot.get(uri) ?? readRoot(uri);
    byRoot.set(uri, known);
    return known;
  };
  const of = (document: string): Promise<Root | undefined> => {
    const uri = standingPlace(document);
    const folder = parent(uri);
    if (folder === undefined || !/^(file|vscode-\w+|memfs|https?|vsls|test):/i.test(uri))
      return Promise.resolve(undefined);
    const known = byFolder.get(folder) ?? load(folder, uri);
    byFolder.set(folder, known);
    return known;
  };
  return {
    of,
    peek: (uri) => {
      const folder = parent(standingPlace(uri));
      const root = folder === undefined ? undefined : loaded.get(folder);
      if (!root && folder !== undefined) readFor(folder, uri);
      return root;
    },
    forget: () => {
      byFolder = new Map();
      loaded = new Map();
      byRoot = new Map();
      awaited = new Set();
    },
  };
}

/** What a root says about paths, asked beforehand as core does no reading of its own. */
export async function workspaceOf(
  host: Host,
  root: Root | undefined,
  asked: { readonly paths?: readonly string[]; readonly folder?: string | undefined },
): Promise<Workspace> {
  const existing = new Map<string, boolean>();
  const listed = new Map<string, readonly string[]>();
  if (root?.system) {
    for (const path of asked.paths ?? []) {
      existing.set(path, (await resolveInRoot(host, root.uri, path)) !== undefined);
    }
    if (asked.folder !== undefined) listed.set(asked.folder, await namesIn(host, root, asked.folder));
  }
  return {
    units: root?.units ?? new Map(),
    machine: root?.machine,
    exists: (path) => existing.get(path),
    list: (path) => listed.get(path) ?? [],
  };
}

async function namesIn(host: Host, root: Root, folder: string): Promise<string[]> {
  const location = await resolveInRoot(host, root.uri, folder);
  const entries = location === undefined ? undefined : await host.list(location);
  return (entries ?? []).map((entry) => (entry.type === 'directory' ? `${entry.name}/` : entry.name)).sort();
}

/** The location of a path inside a root, for links. */
export async function locationInRoot(host: Host, root: Root, path: string): Promise<string | undefined> {
  return resolveInRoot(host, root.uri, path);
}

/** The path of a document as kinds are told by. */
export function documentPath(uri: string): string {
  return pathOf(standingPlace(uri));
}
