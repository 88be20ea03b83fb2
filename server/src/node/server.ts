import { fileURLToPath } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { diskHost } from '../hosts/disk.ts';
import { diskLinkWriter } from '../hosts/diskLinkWriter.ts';
import { editorHost } from '../hosts/editor.ts';
import { loadRootTreeSync } from '../hosts/rootTree.ts';
import type { TreeHost } from '../lsp/rootSource.ts';
import { startServer } from '../lsp/server.ts';
import { VERSION } from '../version.ts';

/** The disk. A whole root is read many times faster in one go than file by file. */
const nodeHost: TreeHost = { ...diskHost, loadTree: async (root) => loadRootTreeSync(fileURLToPath(root)) };

/** The server on Node: files come from the disk, unless the client offers its own file system. */
export function startNodeServer(connection: Connection): void {
  startServer(
    connection,
    (options) =>
      options.clientFileSystem
        ? editorHost((method, parameters) => connection.sendRequest(method, parameters))
        : nodeHost,
    VERSION,
    diskLinkWriter,
  );
}
