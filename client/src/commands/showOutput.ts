import { commands, type Disposable, type OutputChannel } from 'vscode';

/** "Bootwright: Show Output": the language server's log. */
export function showOutput(output: OutputChannel): Disposable {
  return commands.registerCommand('bootwright.showOutput', () => output.show());
}
