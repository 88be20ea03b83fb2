import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { startClient } from '../extension.ts';

/** The entry point in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  let worker: Worker | undefined;
  const connect = async () => {
    // A restart needs a worker that was never shut down; the editor does not end the old one.
    worker?.terminate();
    worker = new Worker(script);
    // Not the worker itself: the client does not recognize the class that the editor puts in place of Worker.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  startClient(context, (id, name, options) => new LanguageClient(id, name, connect, options));
  context.subscriptions.push({ dispose: () => worker?.terminate() });
}
