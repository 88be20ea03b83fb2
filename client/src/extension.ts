import { type Disposable, type ExtensionContext, window, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/protocol/messages.ts';
import type { UnitOptions } from '../../server/src/protocol/units.ts';
import { bootFeatures } from './boot/register.ts';
import { chooseRoot } from './commands/chooseRoot.ts';
import { openRcLinks } from './commands/openRcLinks.ts';
import { previewCommands } from './commands/preview.ts';
import { restartServer } from './commands/restartServer.ts';
import { selectSystemdVersion } from './commands/selectSystemdVersion.ts';
import { showOutput } from './commands/showOutput.ts';
import { showPlaces } from './commands/showPlaces.ts';
import { unitVerbs } from './commands/unitVerbs.ts';
import { serveFileSystem } from './fileSystem.ts';
import { ownLanguages, unitLanguages } from './manifest.ts';
import { Changing } from './planning/changing.ts';
import { followRenames } from './planning/renames.ts';
import { Roots } from './planning/roots.ts';
import { planningServer } from './planning/server.ts';
import { RcListings } from './rcLinks/listings.ts';
import { CronView } from './views/cronView.ts';
import { effectiveUnitScheme, showEffectiveUnit } from './views/effectiveUnit.ts';
import { LinkPreview } from './views/linkPreview.ts';
import { explainAccess } from './views/ntpAccess.ts';
import { showRoot } from './views/rootStatus.ts';
import { RunlevelsView } from './views/runlevelsView.ts';
import { showTargetVersion } from './views/targetVersion.ts';
import { UnitsView } from './views/unitsView.ts';

/** Makes a language client that is not started yet: the one thing in which desktop and browser differ. */
export type NewClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/**
 * Registers everything the extension offers and starts the language server. Does not wait for the server, so that the
 * editor is not held up; whoever needs it may await `client.start()` once more.
 */
export function startClient(context: ExtensionContext, newClient: NewClient): BaseLanguageClient {
  const output = window.createOutputChannel('Bootwright', { log: true });
  const languages = unitLanguages(context.extension);
  const initializationOptions: InitializationOptions & UnitOptions = {
    clientFileSystem: !isOnDisk(),
    unitCommands: true,
    movesLinks: true,
  };
  const client = newClient('bootwright', 'Bootwright', {
    documentSelector: ownLanguages(context.extension).map((language) => ({ language })),
    outputChannel: output,
    initializationOptions,
    synchronize: { configurationSection: 'bootwright' },
    middleware: {
      // What is wrong is said in the files that the document is made of.
      handleDiagnostics: (uri, diagnostics, next) => uri.scheme !== effectiveUnitScheme && next(uri, diagnostics),
    },
  });
  context.subscriptions.push(
    output,
    client,
    serveFileSystem(client),
    showTargetVersion(client, languages),
    restartServer(client),
    showOutput(output),
    selectSystemdVersion(context.extension),
    showPlaces(),
    explainAccess(client),
    ...planning(client, context, languages),
  );
  // A failure is shown by the client itself.
  client.start().catch((error: unknown) => output.error(String(error)));
  return client;
}

/** All that is about roots and changes to them. */
function planning(client: BaseLanguageClient, context: ExtensionContext, languages: readonly string[]): Disposable[] {
  const server = planningServer(client);
  const roots = new Roots(client, server);
  const preview = new LinkPreview();
  const changing = new Changing(server, preview);
  const listings = new RcListings(client, server, changing, roots);
  return [
    roots,
    preview,
    previewCommands(changing),
    listings,
    openRcLinks(listings, roots),
    unitVerbs({ server, roots, languages }, changing),
    new UnitsView(server, roots, context.workspaceState),
    new CronView(client, roots, context.workspaceState),
    new RunlevelsView({ client, context, roots, changing }),
    showRoot(roots, languages),
    chooseRoot(roots),
    showEffectiveUnit(client, roots),
    followRenames(server, changing),
    ...bootFeatures({ client, context, server, roots, changing, languages }),
  ];
}

/** Are all folders of the workspace on the disk, where a server on Node reads them itself? */
function isOnDisk(): boolean {
  return (workspace.workspaceFolders ?? []).every((folder) => folder.uri.scheme === 'file');
}
