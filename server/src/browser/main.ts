import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { editorHost } from '../hosts/editor.ts';
import { startServer } from '../lsp/server.ts';
import { VERSION } from '../version.ts';

const worker = globalThis as unknown as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
startServer(connection, () => editorHost((method, parameters) => connection.sendRequest(method, parameters)), VERSION);
