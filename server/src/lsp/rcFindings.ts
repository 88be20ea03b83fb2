import type * as lsp from 'vscode-languageserver';
import type { Diagnostic } from '../core/kinds/kind.ts';
import { type FolderFindings, type LinkFinding, rootLinkFindings } from '../core/kinds/rcLinks/folderFindings.ts';
import { linksFolder } from '../core/kinds/rcLinks/listing.ts';
import { RUNLEVELS } from '../core/sysv/layout.ts';
import { lineIndex } from '../core/text/lineIndex.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import type { Host } from '../hosts/host.ts';
import { resolveInRoot } from '../hosts/resolve.ts';
import { findRootsIn } from './findRoots.ts';
import { describe } from './guard.ts';
import { folderLocation, pathWithin, uriWithin } from './locations.ts';
import { listedFolder, listingOf } from './rcListing.ts';
import { leveled, type Settings } from './settings.ts';
import { toDiagnostic } from './toProtocol.ts';
import type { Trees } from './trees.ts';

/** What the findings of links on disk are made of. */
export interface RcFindingsSession {
  readonly host: Host;
  readonly trees: Trees;
  readonly settings: Settings;
  /** The folders of the workspace. */
  readonly folders: readonly string[];
  openUris(): string[];
}

/** So long nothing changes before the links are looked at. In milliseconds. */
const PAUSE = 400;
/** Findings of more links help nobody, and each link is told of by itself. */
const MOST_LINKS = 500;
const SYSV_PLACE = /\/etc\/(?:rc\.d|rc[0-6S]\.d|init\.d)(?:\/|$)/;

/**
 * Tells the client what is wrong with links of runlevels in the roots of the workspace, at the links themselves, so that
 * the explorer shows it. Links whose listing is open are left to that.
 */
export class RcFindings {
  readonly #connection: lsp.Connection;
  readonly #session: RcFindingsSession;
  readonly #known = new WeakMap<SystemTree, readonly FolderFindings[]>();
  #told = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;
  /** Looked for once, as that takes a walk through the folders of the workspace. */
  #roots: { readonly key: string; readonly found: Promise<string[]> } | undefined;

  constructor(connection: lsp.Connection, session: RcFindingsSession) {
    this.#connection = connection;
    this.#session = session;
  }

  /** Looks again soon, as something may have changed. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), PAUSE);
  }

  /** Takes note of a document that is edited, or closed: scripts count as they stand in the editor. */
  edited(uri: string): void {
    if (SYSV_PLACE.test(uri)) this.changed();
  }

  /** Takes note of files that have changed: with a folder of scripts or links a root may have come. */
  filesChanged(uris: readonly string[]): void {
    if (uris.some((uri) => SYSV_PLACE.test(uri))) this.#roots = undefined;
    this.changed();
  }

  /** No more is told. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    // A look that takes long is not begun a second time beside itself.
    if (this.#looking) return this.changed();
    this.#looking = true;
    try {
      this.#tell(await this.#findings());
    } catch (fault) {
      this.#connection.console.error(`links of runlevels: ${describe(fault)}`);
    } finally {
      this.#looking = false;
    }
  }

  async #findings(): Promise<Map<string, lsp.Diagnostic[]>> {
    const found = new Map<string, lsp.Diagnostic[]>();
    const { trees, settings } = this.#session;
    if (!settings.diagnosticsEnabled) return found;
    for (const root of await this.#rootsNow()) {
      const { tree } = await trees.systemAt(root);
      for (const folder of this.#ofTree(tree)) this.#addFolder(found, root, tree, folder);
    }
    return found;
  }

  #ofTree(tree: SystemTree): readonly FolderFindings[] {
    const known = this.#known.get(tree) ?? rootLinkFindings(tree);
    this.#known.set(tree, known);
    return known;
  }

  #addFolder(
    found: Map<string, lsp.Diagnostic[]>,
    root: string,
    tree: SystemTree,
    { folder, findings }: FolderFindings,
  ) {
    if (this.#isOpen(root, tree, folder)) return;
    const listing = listingOf(uriWithin(root, folder));
    for (const finding of findings) {
      const { path, diagnostic } = finding;
      const told = leveled(diagnostic, this.#session.settings.severity);
      // Problems are listed from information on; a hint has no place to be seen at.
      if (!told || told.severity === 'hint') continue;
      const uri = uriWithin(root, path);
      const all = found.get(uri) ?? [];
      if (all.length === 0 && found.size >= MOST_LINKS) continue;
      found.set(uri, [...all, atLink(uri, listing, finding, told)]);
    }
  }

  #isOpen(root: string, tree: SystemTree, folder: string): boolean {
    return this.#session.openUris().some((uri) => {
      const listed = listedFolder(uri);
      const path = listed === undefined ? undefined : pathWithin(root, listed);
      return path !== undefined && linksFolder(tree, path) === folder;
    });
  }

  #rootsNow(): Promise<string[]> {
    const { folders, settings } = this.#session;
    const key = JSON.stringify([settings.root, folders]);
    if (this.#roots?.key !== key) this.#roots = { key, found: this.#findRoots() };
    return this.#roots.found;
  }

  async #findRoots(): Promise<string[]> {
    const { host, folders, settings } = this.#session;
    const chosen = folderLocation(settings.root, folders[0]);
    const inWorkspace = (await Promise.all(folders.map((folder) => findRootsIn(host, folder)))).flat();
    const roots = inWorkspace.flatMap(({ uri, system }) => (system ? [uri] : []));
    const all = [...new Set([...(chosen === undefined ? [] : [chosen]), ...roots])];
    const withLinks = await Promise.all(all.map((root) => hasLinks(host, root)));
    return all.filter((_root, index) => withLinks[index]);
  }

  #tell(found: ReadonlyMap<string, readonly lsp.Diagnostic[]>): void {
    const now = new Map([...found].map(([uri, diagnostics]) => [uri, JSON.stringify(diagnostics)]));
    for (const [uri, diagnostics] of found) {
      if (this.#told.get(uri) !== now.get(uri))
        void this.#connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
    }
    for (const uri of this.#told.keys()) {
      if (!now.has(uri)) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    this.#told = now;
  }
}

/** At the start of what the link leads to; the line of the listing is where it can be put right. */
function atLink(uri: string, listing: string, { line, number }: LinkFinding, diagnostic: Diagnostic): lsp.Diagnostic {
  const span = { start: 0, end: 0 };
  const range = { start: { line: number, character: 0 }, end: { line: number, character: line.length } };
  const related = { location: { uri: listing, range }, message: `its line in the listing of its folder: ${line}` };
  return { ...toDiagnostic(lineIndex(''), uri, { ...diagnostic, span }), relatedInformation: [related] };
}

async function hasLinks(host: Host, root: string): Promise<boolean> {
  for (const level of RUNLEVELS) {
    for (const path of [`/etc/rc${level}.d`, `/etc/rc.d/rc${level}.d`]) {
      if ((await resolveInRoot(host, root, path)) !== undefined) return true;
    }
  }
  return false;
}
