import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startNodeServer } from '../node/server.ts';

/** Serves the client that the process's arguments name: `--stdio`, `--node-ipc`, `--socket=PORT`. */
export function serve(): void {
  startNodeServer(createConnection(ProposedFeatures.all));
}
