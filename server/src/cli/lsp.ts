import type { Command } from './terminal.ts';

/** The language server on standard input and output, for editors other than VS Code. */
export const lsp: Command = {
  usage: 'lsp --stdio',
  summary: 'the language server, for any editor that speaks LSP',
  help: `Speaks the Language Server Protocol on standard input and output until the client ends it.
Also takes --node-ipc and --socket=PORT, as language servers on Node do.
`,
  run: async () => {
    const channel = /^--(stdio|node-ipc|socket=)/;
    if (!process.argv.some((argument) => channel.test(argument))) process.argv.push('--stdio');
    // It serves the client that the arguments of the process name, as it does when VS Code starts it.
    await import('../node/main.ts');
    return new Promise<number>(() => undefined);
  },
};
