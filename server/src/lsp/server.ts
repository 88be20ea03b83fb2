import * as lsp from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../core/kinds/kind.ts';
import type { Host } from '../hosts/host.ts';
import type { LinkWriter } from '../hosts/linkWriter.ts';
import { type InitializationOptions, targetVersionChanged, targetVersionRequest } from '../protocol/messages.ts';
import { rootsChanged } from '../protocol/planning.ts';
import type { UnitOptions } from '../protocol/units.ts';
import { registerBoot, tellsOfBoots } from './boot/register.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCron } from './cronDays.ts';
import { registerEffective } from './effective.ts';
import { registerFeatures } from './features.ts';
import { describe, guardFor } from './guard.ts';
import { registerHierarchy } from './hierarchy.ts';
import { registerLenses } from './lenses.ts';
import { registerNavigation } from './navigation.ts';
import { registerNtpAccess } from './ntpAccess.ts';
import { registerPlanning } from './planning.ts';
import { RcFindings } from './rcFindings.ts';
import { registerRcLinks } from './rcLinks.ts';
import { listedFolder } from './rcListing.ts';
import { RENAMED_FILES, registerRename } from './rename.ts';
import { registerRunlevels } from './runlevels.ts';
import { Session } from './session.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';

/** Picks the host once the client has said what it can do. */
export type HostFor = (options: InitializationOptions, connection: lsp.Connection) => Host;

/**
 * Speaks the Language Server Protocol on a connection until it closes. The same on Node and in a browser worker: they
 * differ in the host that they hand in.
 *
 * @param writer makes links where the host's files are on disk; undefined where nothing can
 */
export function startServer(connection: lsp.Connection, hostFor: HostFor, version: string, writer?: LinkWriter): void {
  const documents = new lsp.TextDocuments(TextDocument);
  const guard = guardFor(connection);
  let session: Session | undefined;
  let capabilities: lsp.ClientCapabilities = {};
  const bootsChanged = tellsOfBoots(connection);
  let rcFindings: RcFindings | undefined;

  connection.onInitialize((parameters) => {
    capabilities = parameters.capabilities;
    const options = (parameters.initializationOptions ?? {}) as InitializationOptions &
      UnitOptions & { readonly settings?: unknown };
    const canRetrigger = /Visual Studio Code|VSCodium|code-oss|code-server/i.test(parameters.clientInfo?.name ?? '');
    session = new Session(connection, documents, hostFor(options, connection), canRetrigger);
    session.folders = foldersOf(parameters);
    const refreshesLenses = capabilities.workspace?.codeLens?.refreshSupport === true;
    session.reconsidered = () => {
      rcFindings?.changed();
      if (refreshesLenses) void connection.sendRequest(lsp.CodeLensRefreshRequest.type).catch(() => undefined);
    };
    if (options.settings !== undefined) session.settings = readSettings(options.settings);
    registerFeatures(connection, session, guard);
    registerCodeActions(connection, session, guard);
    registerNavigation(connection, session, guard);
    registerRename(connection, session, guard, capabilities, options.movesLinks === true);
    registerHierarchy(connection, session, guard);
    registerLenses(connection, session, guard, options.unitCommands === true);
    registerEffective(connection, session, guard);
    registerRcLinks(connection, session.trees, guard, writer);
    rcFindings = new RcFindings(connection, session);
    registerPlanning(connection, { trees: session.trees, linksChanged: filesChanged }, guard, writer);
    registerBoot(connection, session, guard);
    registerCron(connection, session, guard);
    registerNtpAccess(connection, session, guard);
    registerRunlevels(connection, session.trees, guard);
    documents.onDidChangeContent(bootsChanged);
    documents.onDidClose(bootsChanged);
    for (const event of [documents.onDidOpen, documents.onDidClose]) {
      event(({ document }) => listedFolder(document.uri) !== undefined && rcFindings?.changed());
    }
    for (const event of [documents.onDidChangeContent, documents.onDidClose]) {
      event(({ document }) => rcFindings?.edited(document.uri));
    }
    return { capabilities: serverCapabilities(), serverInfo: { name: 'bootwright', version } };
  });

  connection.onInitialized(async () => {
    const workspace = capabilities.workspace;
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      await connection.client.register(lsp.DidChangeConfigurationNotification.type, { section: 'bootwright' });
    }
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      await connection.client.register(lsp.DidChangeWatchedFilesNotification.type, { watchers: WATCHED });
    }
    if (workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        if (!session) return;
        const gone = new Set(removed.map(({ uri }) => uri));
        session.folders = [...session.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      });
    }
    await pullSettings();
    rcFindings?.changed();
  });
  connection.onShutdown(() => rcFindings?.stop());

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (capabilities.workspace?.configuration) return pullSettings();
    const own = (settings as Record<string, unknown> | null)?.bootwright;
    configure(own === undefined ? DEFAULT_SETTINGS : readSettings(own));
  });

  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(changes.map(({ uri }) => uri)));

  const targetVersion = guard<{ uri: string }, unknown>(
    'targetVersion',
    null,
    ({ uri }) => session?.targetOf(uri) ?? null,
  );
  connection.onRequest(targetVersionRequest, (parameters: { uri: string }, token) => targetVersion(parameters, token));

  function filesChanged(uris: readonly string[]): void {
    session?.filesChanged(uris);
    rcFindings?.filesChanged(uris);
    void connection.sendNotification(rootsChanged);
    bootsChanged();
  }

  function configure(settings: Settings): void {
    session?.configure(settings);
    void connection.sendNotification(rootsChanged);
    bootsChanged();
    if (capabilities.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
  }

  async function pullSettings(): Promise<void> {
    if (!session || !capabilities.workspace?.configuration) return;
    try {
      configure(readSettings(await connection.workspace.getConfiguration('bootwright')));
      await connection.sendNotification(targetVersionChanged);
    } catch (fault) {
      connection.console.error(`settings: ${describe(fault)}`);
    }
  }

  documents.listen(connection);
  connection.listen();
}

function foldersOf({ workspaceFolders, rootUri }: lsp.InitializeParams): string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}

/** Files whose change can change what is known of a root. */
const WATCHED: lsp.FileSystemWatcher[] = [
  { globPattern: '**/*.{service,socket,target,device,mount,automount,swap,timer,path,slice,scope}' },
  { globPattern: '**/*.d/*.conf' },
  // Of a folder that is renamed or removed as a whole no more is told than that.
  { globPattern: '**/{*.,}{service,socket,target,device,mount,automount,swap,timer,path,slice,scope}.d' },
  { globPattern: '**/*.{wants,requires,upholds}' },
  { globPattern: '**/systemd/*-preset/*.preset' },
  { globPattern: '**/etc/{fstab,crypttab,default/grub}' },
  { globPattern: '**/boot/{loader/**/*.conf,grub/grub.cfg}' },
  { globPattern: '**/etc/{crontab,anacrontab,passwd,cron.*/*}' },
  { globPattern: '**/etc/{ntp.conf,ntp.keys,ntp/**,ntpsec/**,ntp.d/*}' },
  { globPattern: '**/etc/{inittab,insserv.conf,insserv/**,insserv.conf.d/*,init.d/*,rc.d/**,rc?.d/*,rc?.d}' },
];

function serverCapabilities(): lsp.ServerCapabilities {
  return {
    textDocumentSync: lsp.TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['[', '=', '%', '/', ' ', '@', '~', ':'], resolveProvider: true },
    hoverProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
    inlayHintProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    codeActionProvider: { codeActionKinds: [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll] },
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: true,
    },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    workspaceSymbolProvider: true,
    renameProvider: { prepareProvider: true },
    callHierarchyProvider: true,
    typeHierarchyProvider: true,
    codeLensProvider: {},
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: RENAMED_FILES },
    },
  };
}
