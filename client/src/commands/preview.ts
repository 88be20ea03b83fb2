import { commands, Disposable } from 'vscode';
import type { Changing } from '../planning/changing.ts';

/** The buttons in the title of a preview, and "Bootwright: Undo Last Change". */
export function previewCommands(changing: Changing): Disposable {
  return Disposable.from(
    commands.registerCommand('bootwright.preview.apply', () => changing.applyShown()),
    commands.registerCommand('bootwright.preview.copyCommand', () => changing.copyShownCommand()),
    commands.registerCommand('bootwright.preview.copyShell', () => changing.copyShownShell()),
    commands.registerCommand('bootwright.preview.cancel', () => changing.cancelShown()),
    commands.registerCommand('bootwright.undoLastChange', () => changing.undoLast()),
  );
}
