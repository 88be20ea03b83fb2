import { commands, Uri, window } from 'vscode';
import type { BootModel } from '../boot/model.ts';
import type { UnitAction } from '../panels/messages.ts';

const run: Readonly<Record<Exclude<UnitAction, 'open'>, string>> = {
  why: 'bootwright.boot.why',
  graph: 'bootwright.boot.graph',
  reveal: 'bootwright.boot.reveal',
};

/** Does what a panel asks of a unit. `uri` is its file where the boot does not tell it. */
export async function actOnUnit(
  model: BootModel,
  action: UnitAction,
  unit: string,
  uri?: string | null,
): Promise<void> {
  const root = model.last?.root.uri;
  if (action !== 'open') return void commands.executeCommand(run[action], { unit, root });
  const file = uri ?? model.last?.boot.units.find(({ name }) => name === unit)?.uri;
  if (typeof file === 'string') await commands.executeCommand('vscode.open', Uri.parse(file), { preview: true });
  else void window.showInformationMessage(`${unit} has no file to open: systemd makes this unit itself.`);
}
