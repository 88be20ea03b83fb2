import { commands, type Disposable } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

/** "Bootwright: Restart Language Server". Also starts a server that has stopped. */
export function restartServer(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('bootwright.restartServer', async () => {
    if (client.state === State.Running) await client.stop();
    await client.start();
  });
}
