import {
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileDecoration,
  type FileDecorationProvider,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  TabInputText,
  TextDocumentSaveReason,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type RcListing,
  type RcListingParams,
  rcListingRequest,
  rcListingScheme,
} from '../../../server/src/protocol/rcLinks.ts';
import type { Changing } from '../planning/changing.ts';
import type { Roots } from '../planning/roots.ts';
import type { PlanningServer } from '../planning/server.ts';
import { folderOf } from './locations.ts';

/** A listing as it was last given. */
interface Given {
  readonly text: string;
  readonly mtime: number;
}

/**
 * Folders of rc links as documents. What is read is the listing that the server makes of the folder; what is saved is not
 * written but proposed: the links change when the user applies the preview.
 */
export class RcListings implements FileSystemProvider, FileDecorationProvider {
  readonly #client: BaseLanguageClient;
  readonly #server: PlanningServer;
  readonly #changing: Changing;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #decorated = new EventEmitter<Uri>();
  readonly #given = new Map<string, Given>();
  /** Texts that were saved and are not applied. */
  readonly #saved = new Map<string, string>();
  /** Listings that are being saved because the user said so, and not by the clock. */
  readonly #asked = new Set<string>();
  readonly #subscriptions: Disposable[];

  readonly onDidChangeFile = this.#changed.event;
  readonly onDidChangeFileDecorations = this.#decorated.event;

  constructor(client: BaseLanguageClient, server: PlanningServer, changing: Changing, roots: Roots) {
    this.#client = client;
    this.#server = server;
    this.#changing = changing;
    this.#subscriptions = [
      this.#changed,
      this.#decorated,
      workspace.registerFileSystemProvider(rcListingScheme, this, { isCaseSensitive: true }),
      window.registerFileDecorationProvider(this),
      // Of a notification the client tells one listener only, and that one is the roots.
      roots.onDidChange(() => void this.#refresh()),
      workspace.onWillSaveTextDocument(({ document, reason }) => {
        if (document.uri.scheme !== rcListingScheme) return;
        if (reason === TextDocumentSaveReason.Manual) this.#asked.add(document.uri.toString());
      }),
      // The editor keeps the text for a while after its last tab is gone, in case it is opened again.
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) if (input instanceof TabInputText) this.#closed(input.uri);
      }),
    ];
  }

  /** What the server says of a folder; undefined when it holds no links of a runlevel. */
  async listing(folder: Uri): Promise<RcListing | undefined> {
    const params: RcListingParams = { folder: folder.toString() };
    return (await this.#client.sendRequest<RcListing | null>(rcListingRequest, params)) ?? undefined;
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { text, mtime } = await this.#read(uri);
    return { type: FileType.File, ctime: 0, mtime, size: new TextEncoder().encode(text).length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode((await this.#read(uri)).text);
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const key = uri.toString();
    const text = new TextDecoder().decode(content);
    this.#saved.set(key, text);
    this.#give(uri, text);
    this.#decorated.fire(uri);
    // An automatic save is no wish to change links.
    if (this.#asked.delete(key)) void this.#propose(uri, text);
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== rcListingScheme || !this.#saved.has(uri.toString())) return undefined;
    return {
      badge: '!',
      tooltip: 'Not applied: the links are as they were. Save again to see what would change.',
      color: new ThemeColor('list.warningForeground'),
    };
  }

  watch(): Disposable {
    // All listings are looked after together.
    return { dispose: () => undefined };
  }

  readDirectory(uri: Uri): never {
    throw FileSystemError.FileNotADirectory(uri);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  async #read(uri: Uri): Promise<Given> {
    const saved = this.#saved.get(uri.toString());
    if (saved !== undefined) return this.#give(uri, saved);
    const listing = await this.listing(folderOf(uri));
    if (!listing) throw FileSystemError.FileNotFound(uri);
    return this.#give(uri, listing.text);
  }

  /** The time of a listing changes with its text. */
  #give(uri: Uri, text: string): Given {
    const key = uri.toString();
    const before = this.#given.get(key);
    if (before?.text === text) return before;
    const given = { text, mtime: Math.max(Date.now(), (before?.mtime ?? 0) + 1) };
    this.#given.set(key, given);
    return given;
  }

  async #propose(uri: Uri, text: string): Promise<void> {
    const listing = await this.listing(folderOf(uri));
    if (!listing) return void window.showErrorMessage(`There is no folder ${folderOf(uri).path} any more.`);
    await this.#changing.propose({ root: listing.root, verb: 'rc-links', folder: listing.path, text });
    await this.#refreshOne(uri);
  }

  async #refresh(): Promise<void> {
    const open = workspace.textDocuments.filter(({ uri }) => uri.scheme === rcListingScheme);
    for (const { uri } of open) await this.#refreshOne(uri);
  }

  /** Tells the editor of a text that is another now; a saved one holds until the links are as it says. */
  async #refreshOne(uri: Uri): Promise<void> {
    const key = uri.toString();
    const listing = await this.listing(folderOf(uri));
    const saved = this.#saved.get(key);
    if (!listing) return;
    if (saved !== undefined) {
      const { root, path: folder } = listing;
      const plan = await this.#server.plan({ root, verb: 'rc-links', folder, text: saved });
      if (plan?.exitStatus !== 0 || plan.changes.length > 0 || this.#saved.get(key) !== saved) return;
      this.#saved.delete(key);
      this.#decorated.fire(uri);
    }
    const before = this.#given.get(key);
    if (this.#give(uri, listing.text) !== before) this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  /** What was saved and not applied is dropped with the last tab. */
  #closed(uri: Uri): void {
    const key = uri.toString();
    const shown = window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(({ input }) => input instanceof TabInputText && input.uri.toString() === key);
    if (uri.scheme !== rcListingScheme || shown || !this.#saved.delete(key)) return;
    this.#decorated.fire(uri);
    void this.#refreshOne(uri);
  }
}
