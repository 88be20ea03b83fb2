import type { Connection } from 'vscode-languageserver';
import { diskHost } from '../hosts/disk.ts';
import { diskLinkWriter } from '../hosts/diskLinkWriter.ts';
import { editorHost } from '../hosts/editor.ts';
import { startServer } from '../lsp/server.ts';
import { VERSION } from '../version.ts';

/** The server on Node: files come from the disk, unless the client offers its own file system. */
export function startNodeServer(connection: Connection): void {
  startServer(
    connection,
    (options) =>
      options.clientFileSystem
        ? editorHost((method, parameters) => connection.sendRequest(method, parameters))
        : diskHost,
    VERSION,
    diskLinkWriter,
  );
}
