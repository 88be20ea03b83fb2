import * as lsp from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../core/kinds/kind.ts';
import type { Host } from '../hosts/host.ts';
import { type InitializationOptions, targetVersionChanged, targetVersionRequest } from '../protocol/messages.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerFeatures } from './features.ts';
import { describe, guardFor } from './guard.ts';
import { Session } from './session.ts';
import { DEFAULT_SETTINGS, readSettings } from './settings.ts';

/** Picks the host once the client has said what it can do. */
export type HostFor = (options: InitializationOptions, connection: lsp.Connection) => Host;

/**
 * Speaks the Language Server Protocol on a connection until it closes. The same on Node and in a browser worker: they
 * differ in the host that they hand in.
 */
export function startServer(connection: lsp.Connection, hostFor: HostFor, version: string): void {
  const documents = new lsp.TextDocuments(TextDocument);
  const guard = guardFor(connection);
  let session: Session | undefined;
  let capabilities: lsp.ClientCapabilities = {};

  connection.onInitialize((parameters) => {
    capabilities = parameters.capabilities;
    const options = (parameters.initializationOptions ?? {}) as InitializationOptions & { readonly settings?: unknown };
    const canRetrigger = /Visual Studio Code|VSCodium|code-oss|code-server/i.test(parameters.clientInfo?.name ?? '');
    session = new Session(connection, documents, hostFor(options, connection), canRetrigger);
    if (options.settings !== undefined) session.settings = readSettings(options.settings);
    registerFeatures(connection, session, guard);
    registerCodeActions(connection, session, guard);
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
    await pullSettings();
  });

  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (capabilities.workspace?.configuration) return pullSettings();
    const own = (settings as Record<string, unknown> | null)?.bootwright;
    session?.configure(own === undefined ? DEFAULT_SETTINGS : readSettings(own));
  });

  connection.onDidChangeWatchedFiles(() => session?.filesChanged());

  const targetVersion = guard<{ uri: string }, unknown>(
    'targetVersion',
    null,
    ({ uri }) => session?.targetOf(uri) ?? null,
  );
  connection.onRequest(targetVersionRequest, (parameters: { uri: string }, token) => targetVersion(parameters, token));

  async function pullSettings(): Promise<void> {
    if (!session || !capabilities.workspace?.configuration) return;
    try {
      session.configure(readSettings(await connection.workspace.getConfiguration('bootwright')));
      await connection.sendNotification(targetVersionChanged);
    } catch (fault) {
      connection.console.error(`settings: ${describe(fault)}`);
    }
  }

  documents.listen(connection);
  connection.listen();
}

/** Files whose change can change what is known of a root. */
const WATCHED: lsp.FileSystemWatcher[] = [
  { globPattern: '**/*.{service,socket,target,device,mount,automount,swap,timer,path,slice,scope}' },
  { globPattern: '**/*.d/*.conf' },
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
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    codeActionProvider: { codeActionKinds: [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll] },
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: true,
    },
    workspace: { workspaceFolders: { supported: true } },
  };
}
