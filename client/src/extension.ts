import { type ExtensionContext, window, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/protocol/messages.ts';
import { restartServer } from './commands/restartServer.ts';
import { selectSystemdVersion } from './commands/selectSystemdVersion.ts';
import { showOutput } from './commands/showOutput.ts';
import { serveFileSystem } from './fileSystem.ts';
import { unitLanguages } from './manifest.ts';
import { showTargetVersion } from './views/targetVersion.ts';

/** Makes a language client that is not started yet: the one thing in which desktop and browser differ. */
export type NewClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/**
 * Registers everything the extension offers and starts the language server. Does not wait for the server, so that the
 * editor is not held up; whoever needs it may await `client.start()` once more.
 */
export function startClient(context: ExtensionContext, newClient: NewClient): BaseLanguageClient {
  const output = window.createOutputChannel('Bootwright', { log: true });
  const languages = unitLanguages(context.extension);
  const initializationOptions: InitializationOptions = { clientFileSystem: !isOnDisk() };
  const client = newClient('bootwright', 'Bootwright', {
    documentSelector: languages.map((language) => ({ language })),
    outputChannel: output,
    initializationOptions,
    synchronize: { configurationSection: 'bootwright' },
  });
  context.subscriptions.push(
    output,
    client,
    serveFileSystem(client),
    showTargetVersion(client, languages),
    restartServer(client),
    showOutput(output),
    selectSystemdVersion(context.extension),
  );
  // A failure is shown by the client itself.
  client.start().catch((error: unknown) => output.error(String(error)));
  return client;
}

/** Are all folders of the workspace on the disk, where a server on Node reads them itself? */
function isOnDisk(): boolean {
  return (workspace.workspaceFolders ?? []).every((folder) => folder.uri.scheme === 'file');
}
