import * as vscode from 'vscode';
import { after, diagnostic, hover, open, openUntitled, withSetting } from '../editor.ts';
import { check, type Suite, until } from '../harness.ts';

export const commands: Suite = {
  'every command of the manifest is there': async () => {
    const known = await vscode.commands.getCommands(true);
    const extension = vscode.extensions.getExtension('bootwright.bootwright');
    const wanted: string[] = extension?.packageJSON.contributes.commands.map(
      (each: { command: string }) => each.command,
    );
    const missing = wanted.filter((command) => !known.includes(command));
    check(wanted.length > 0 && missing.length === 0, `missing: ${missing}`);
  },

  'the language server can be restarted': async () => {
    const document = await open('etc/systemd/system/web.service');
    await vscode.commands.executeCommand('bootwright.restartServer');
    await until('hover', () => hover(document, after(document, '\nRest')));
  },

  'the target version decides what is too new': async () => {
    // RestartSteps= and RestartMaxDelaySec= came with systemd 254.
    const path = '/etc/systemd/system/new.service';
    const document = await openUntitled(
      path,
      '[Service]\nExecStart=/bin/true\nRestartSteps=3\nRestartMaxDelaySec=1min\n',
    );
    await withSetting('bootwright.systemdVersion', '252', async () => {
      const found = await diagnostic(document, 'unit.newer-directive');
      check(/254/.test(found.message), `message: ${found.message}`);
    });
    await withSetting('bootwright.systemdVersion', '257', async () => {
      await until('no diagnostics', () => vscode.languages.getDiagnostics(document.uri).length === 0);
    });
  },
};
