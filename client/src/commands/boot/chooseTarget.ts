import { commands, type Disposable, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { UnitSummary } from '../../../../server/src/protocol/planning.ts';
import type { BootModel } from '../../boot/model.ts';
import type { UnitQuestion } from '../../boot/unitQuestion.ts';
import type { Roots } from '../../planning/roots.ts';
import type { PlanningServer } from '../../planning/server.ts';

interface TargetPick extends QuickPickItem {
  readonly anchor?: string;
  readonly other?: boolean;
}

/** The targets that a machine boots into, in the order in which people look for them. */
const usual = ['graphical.target', 'multi-user.target', 'rescue.target', 'emergency.target', 'sysinit.target'];

/** "Bootwright: Choose Boot Target": the unit that the views boot into, in place of the one that the root names. */
export function chooseTarget(
  model: BootModel,
  roots: Roots,
  server: PlanningServer,
  question: UnitQuestion,
): Disposable {
  return commands.registerCommand('bootwright.boot.chooseTarget', async () => {
    const root = await roots.current();
    if (!root) return;
    const chosen = model.anchorOf(root.uri);
    const items = server.units(root.uri).then((units) => targetItems(units, chosen));
    const picked = await window.showQuickPick(items, { title: 'Boot into', matchOnDetail: true });
    if (!picked) return;
    const anchor = picked.other ? await question.pick('Boot into', () => true) : picked.anchor;
    if (anchor !== undefined || !picked.other) await model.bootInto(root.uri, anchor);
  });
}

function targetItems(units: readonly UnitSummary[], chosen: string | undefined): TargetPick[] {
  const rank = ({ name }: UnitSummary) => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  const targets = units.filter(({ type }) => type === 'target').sort((a, b) => rank(a) - rank(b));
  return [
    {
      label: '$(search) As the root says',
      description: chosen === undefined ? 'current' : '',
      detail: 'systemd.unit= of the command line, else default.target',
    },
    { label: 'targets', kind: QuickPickItemKind.Separator },
    ...targets.map(({ name, description }) => ({
      label: `$(target) ${name}`,
      description: name === chosen ? 'current' : '',
      detail: description,
      anchor: name,
    })),
    { label: '$(list-selection) Other unit...', other: true },
  ];
}
