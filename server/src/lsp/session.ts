import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Context, type Diagnostic, EMPTY_WORKSPACE, type Workspace } from '../core/kinds/kind.ts';
import type { NtpDocument } from '../core/kinds/ntp/document.ts';
import { NEWEST_VERSION } from '../core/knowledge/directives.ts';
import { majorVersion } from '../core/knowledge/versions.ts';
import { isSysvKind, sysvContext } from '../core/sysv/rootContext.ts';
import { readClock } from '../hosts/clock.ts';
import type { Host } from '../hosts/host.ts';
import { machineOf } from '../hosts/machine.ts';
import type { Root } from '../hosts/root.ts';
import { type TargetVersion, targetVersionChanged } from '../protocol/messages.ts';
import { type CronRoots, cronContext, cronRootsOn } from './cronRoots.ts';
import { crossFileFindings } from './crossFile.ts';
import { contextFor, type OpenDocument, OpenDocuments } from './documents.ts';
import { describe } from './guard.ts';
import { knownUnits } from './knownUnits.ts';
import { folderLocation, pathWithin } from './locations.ts';
import { type NtpRoots, ntpContext, ntpRootsOn } from './ntpRoots.ts';
import { standingPlace } from './rcListing.ts';
import { documentPath, type Roots, rootsOn, workspaceOf } from './roots.ts';
import { DEFAULT_SETTINGS, leveled, type Settings } from './settings.ts';
import { type StartFindings, startFindingsIn } from './startFindings.ts';
import { toDiagnostic } from './toProtocol.ts';
import { type Trees, treesOn } from './trees.ts';

/** What one connection works with: its documents, settings and roots, and when to say something unasked. */
export class Session {
  settings: Settings = DEFAULT_SETTINGS;
  readonly open = new OpenDocuments();
  readonly roots: Roots;
  /** The roots with their files, open editors laid over them. */
  readonly trees: Trees;
  /** What the roots hold of cron and anacron. */
  readonly cronRoots: CronRoots;
  /** Which ntpd the roots have. */
  readonly ntpRoots: NtpRoots;
  /** Called when what is said of documents may have changed though they have not. */
  reconsidered: () => void = () => undefined;
  /** The folders of the workspace, as the client names them. */
  folders: readonly string[] = [];
  #allAreDue = false;
  #relatedAreDue = false;
  readonly #starts: StartFindings;
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;

  constructor(
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    readonly host: Host,
    readonly canRetrigger: boolean,
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.trees = treesOn(host, {
      documents: () => documents.all(),
      folders: () => this.folders,
      chosenRoot: () => folderLocation(this.settings.root, this.folders[0]),
      chosenVersion: () => majorVersion(this.settings.systemdVersion),
      read: () => this.#publishAll(),
    });
    const readRoot = async (uri: string): Promise<Root> => {
      const { tree, systemdVersion } = await this.trees.systemAt(uri);
      return { uri, system: true, systemdVersion, units: knownUnits(tree), machine: await machineOf(host, uri) };
    };
    this.roots = rootsOn(host, readRoot, () => this.#rootRead());
    this.cronRoots = cronRootsOn(
      host,
      () => this.#reconsider(),
      (text) => connection.console.error(text),
    );
    this.ntpRoots = ntpRootsOn(
      host,
      () => this.#reconsider(),
      (text) => connection.console.error(text),
    );
    const publish = (uri: string) => {
      const document = documents.get(uri);
      if (document) this.publish(document);
    };
    this.#starts = startFindingsIn(this, publish, (text) => connection.console.error(text));
    documents.onDidChangeContent(({ document }) => {
      this.publish(document);
      this.#publishRelated(document);
    });
    // Editors tell of this earlier than of changed files, which some do not watch at all.
    documents.onDidSave(({ document }) => this.trees.changed([document.uri]));
    documents.onDidClose(({ document }) => {
      this.trees.changed([document.uri]);
      // What was not saved is gone.
      this.#publishRelated(document);
      this.open.close(document.uri);
      this.#starts.forget(document.uri);
      this.ntpRoots.closed(document.uri);
      void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    });
  }

  /** The parsed form of an open document, if it is of a kind that we know. */
  document(uri: string): OpenDocument | undefined {
    return this.open.of(this.#documents.get(uri));
  }

  /** The locations of all open documents. */
  openUris(): string[] {
    return this.#documents.keys();
  }

  /** The version of an open document, as the client counts. */
  versionOf(uri: string): number | undefined {
    return this.#documents.get(uri)?.version;
  }

  /** The systemd version whose answers are given for a document, and why that one. */
  targetOf(uri: string): TargetVersion {
    const set = majorVersion(this.settings.systemdVersion);
    if (set !== undefined) return { version: set, source: 'setting' };
    const root = this.roots.peek(uri)?.systemdVersion;
    return root === undefined ? { version: NEWEST_VERSION, source: 'newest' } : { version: root, source: 'root' };
  }

  /** What a document is judged against, with what its root says of the paths asked for. */
  async context(
    open: OpenDocument,
    asked: { readonly paths?: readonly string[]; readonly folder?: string | undefined; readonly units?: boolean } = {},
  ): Promise<Context> {
    const root = await this.roots.of(open.uri);
    if (isCron(open)) await this.cronRoots.of(open.uri);
    if (isNtp(open)) await this.#readNtp(open);
    if (isSysvKind(open.kind.id)) await this.trees.of(open.uri);
    return this.#contextWith(open, await workspaceOf(this.host, root, asked));
  }

  /** Everything there is to say about a document, at the user's levels; kept until something changes. */
  diagnostics(open: OpenDocument): readonly Diagnostic[] {
    const { version } = this.targetOf(open.uri);
    const tree = isSysvKind(open.kind.id) ? this.trees.peek(open.uri)?.tree : undefined;
    // While a root is being read again, what was said by what it was before holds.
    if (open.findings?.systemdVersion !== version || (tree && open.findings.tree !== tree)) {
      const found = open.kind.diagnose(open.parsed, this.#contextWith(open, EMPTY_WORKSPACE));
      open.findings = { systemdVersion: version, tree, diagnostics: found };
    }
    const found = [...open.findings.diagnostics, ...crossFileFindings(this, open), ...this.#starts.of(open)];
    return found.flatMap((diagnostic) => leveled(diagnostic, this.settings.severity) ?? []);
  }

  /** Tells the client what is to be said about a document. */
  publish(document: TextDocument): void {
    try {
      const open = this.settings.diagnosticsEnabled ? this.open.of(document) : undefined;
      const found = open ? mostSevere(this.diagnostics(open)) : [];
      const diagnostics = open ? found.map((one) => toDiagnostic(open.index, open.uri, one)) : [];
      void this.#connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
    } catch (fault) {
      this.#connection.console.error(`diagnostics: ${describe(fault)}`);
    }
  }

  configure(settings: Settings): void {
    if (settings.root !== this.settings.root) this.trees.forget();
    this.settings = settings;
    this.#reconsider();
  }

  /** Takes note that files have changed on disk. */
  filesChanged(uris: readonly string[]): void {
    this.roots.forget();
    this.trees.changed(uris);
    this.cronRoots.forget();
    this.ntpRoots.forget();
    this.#reconsider();
  }

  /** The root of a document, where its absolute paths lead. */
  async root(uri: string): Promise<Root | undefined> {
    return this.roots.of(uri);
  }

  #rootRead(): void {
    this.#publishAll();
    void this.#connection.sendNotification(targetVersionChanged);
  }

  /** Says everything anew, as what documents are judged by has changed. */
  #reconsider(): void {
    this.open.reconsider();
    this.#publishAll();
  }

  /** Publishes every open document, soon: when several roots have been read at once, only one time. */
  #publishAll(): void {
    if (this.#allAreDue) return;
    this.#allAreDue = true;
    setTimeout(() => {
      this.#allAreDue = false;
      this.reconsidered();
      for (const document of this.#documents.all()) this.publish(document);
    });
  }

  /**
   * Init scripts and listings of links are judged by the scripts of their root, as they are in the editor: when one has
   * changed, those that are open are published, soon, and once however much was typed meanwhile.
   */
  #publishRelated(document: TextDocument): void {
    const kind = this.open.of(document)?.kind.id ?? '';
    // No listing is a file that others could be judged by.
    if (this.#relatedAreDue || !isSysvKind(kind) || kind === 'rc-links') return;
    this.#relatedAreDue = true;
    setTimeout(() => {
      this.#relatedAreDue = false;
      for (const other of this.#documents.all()) if (this.#isJudgedByAnother(other)) this.publish(other);
    }, PAUSE);
  }

  /** Whether the root of a file of System V init is no longer what the file was judged by. */
  #isJudgedByAnother(document: TextDocument): boolean {
    const open = this.open.of(document);
    if (!open?.findings || !isSysvKind(open.kind.id)) return false;
    const root = this.trees.peek(open.uri);
    // While it is being read nothing is known; everything is published then.
    return root !== undefined && root.tree !== open.findings.tree;
  }

  #sysvOf({ uri }: OpenDocument): Context['sysv'] {
    const root = this.trees.peek(uri);
    return root?.system
      ? sysvContext(root.tree, pathWithin(root.uri, standingPlace(uri)) ?? documentPath(uri))
      : undefined;
  }

  async #readNtp({ uri, parsed }: OpenDocument): Promise<void> {
    await this.ntpRoots.of(uri);
    const document = parsed as NtpDocument;
    const { dialect } = ntpContext(uri, document, this.ntpRoots, this.settings);
    await this.ntpRoots.filesOf({ uri, document, dialect });
  }

  #contextWith(open: OpenDocument, workspace: Workspace): Context {
    const languageId = this.#documents.get(open.uri)?.languageId ?? '';
    const version = this.targetOf(open.uri).version;
    const context = contextFor(documentPath(open.uri), languageId, version, workspace, readClock());
    if (isSysvKind(open.kind.id)) return { ...context, sysv: this.#sysvOf(open) };
    if (isNtp(open)) {
      return { ...context, ntp: ntpContext(open.uri, open.parsed as NtpDocument, this.ntpRoots, this.settings) };
    }
    return isCron(open) ? { ...context, cron: cronContext(this.cronRoots.peek(open.uri), this.settings) } : context;
  }
}

function isNtp({ kind }: OpenDocument): boolean {
  return kind.id === 'ntp-conf';
}

function isCron({ kind }: OpenDocument): boolean {
  return kind.id === 'crontab' || kind.id === 'anacrontab';
}

/** So long what is typed is gathered before other documents are judged by it. In milliseconds. */
const PAUSE = 50;
/** Editors keep no more of one file; a file with more is no unit file, and sending all of it would take seconds. */
const MOST_PUBLISHED = 1000;
const LEVELS: readonly Diagnostic['severity'][] = ['error', 'warning', 'information', 'hint'];

/** The diagnostics that are published: all, or the most severe ones of too many, still in the order of the file. */
function mostSevere(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_PUBLISHED) return diagnostics;
  const byLevel = LEVELS.flatMap((level) => diagnostics.filter(({ severity }) => severity === level));
  const kept = new Set(byLevel.slice(0, MOST_PUBLISHED));
  return diagnostics.filter((diagnostic) => kept.has(diagnostic));
}
