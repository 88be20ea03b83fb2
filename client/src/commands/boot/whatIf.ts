import { commands, Disposable, type QuickPickItem, window } from 'vscode';
import type { PlannedVerb, UnitSummary } from '../../../../server/src/protocol/planning.ts';
import type { BootModel } from '../../boot/model.ts';
import type { UnitFilter, UnitQuestion } from '../../boot/unitQuestion.ts';
import { type Supposition, suppositionWords } from '../../boot/whatIf.ts';
import type { Changing } from '../../planning/changing.ts';
import type { Roots } from '../../planning/roots.ts';
import { verbs } from '../../planning/verbs.ts';
import type { SuppositionElement } from '../../views/whatIfElements.ts';
import type { WhatIfView } from '../../views/whatIfView.ts';

interface Context {
  readonly model: BootModel;
  readonly roots: Roots;
  readonly question: UnitQuestion;
  readonly changing: Changing;
  readonly view: WhatIfView;
}

type SupposedVerb = Extract<PlannedVerb, 'enable' | 'disable' | 'mask' | 'unmask' | 'set-default'>;

interface KindPick extends QuickPickItem {
  readonly verb?: SupposedVerb;
}

const kinds: readonly KindPick[] = [
  { label: '$(pass-filled) Enable a unit...', verb: 'enable' },
  { label: '$(circle-large-outline) Disable a unit...', verb: 'disable' },
  { label: '$(circle-slash) Mask a unit...', verb: 'mask' },
  { label: '$(circle-large) Unmask a unit...', verb: 'unmask' },
  { label: '$(target) Another default target...', verb: 'set-default' },
  { label: '$(terminal) Another kernel command line...' },
];

/** Whether a unit is worth offering for a verb. */
const offered: Readonly<Record<SupposedVerb, UnitFilter>> = {
  enable: ({ state }) => !state.startsWith('enabled') && !/^(static|generated|masked|transient|bad)/.test(state),
  disable: ({ state }) => /^(enabled|indirect|linked|alias)/.test(state),
  mask: ({ state }) => !state.startsWith('masked'),
  unmask: ({ state }) => state.startsWith('masked'),
  'set-default': ({ type }: UnitSummary) => type === 'target',
};

/** The commands of the view "What If": nothing that they add is written before it is applied with its preview. */
export function whatIfCommands(context: Context): Disposable {
  const { model } = context;
  const suppose = (verb: SupposedVerb) => (told?: unknown) => supposeVerb(context, verb, told);
  return Disposable.from(
    commands.registerCommand('bootwright.whatIf.add', () => add(context)),
    commands.registerCommand('bootwright.whatIf.enable', suppose('enable')),
    commands.registerCommand('bootwright.whatIf.mask', suppose('mask')),
    commands.registerCommand('bootwright.whatIf.remove', (element?: SuppositionElement) => {
      if (element?.kind === 'supposition') model.whatIf.remove(element.supposition);
    }),
    commands.registerCommand('bootwright.whatIf.clear', () => model.whatIf.clear()),
    commands.registerCommand('bootwright.whatIf.apply', (element?: SuppositionElement) => apply(context, element)),
  );
}

async function add(context: Context): Promise<void> {
  const picked = await window.showQuickPick(kinds, { title: 'What if... (nothing is written)' });
  if (picked?.verb) await supposeVerb(context, picked.verb, undefined);
  else if (picked) await supposeCommandLine(context);
}

async function supposeVerb(
  { model, roots, question, view }: Context,
  verb: SupposedVerb,
  told: unknown,
): Promise<void> {
  const root = await roots.current();
  const { unit: named } = typeof told === 'object' && told !== null ? (told as { unit?: unknown }) : {};
  const title = `What if: ${verbs[verb].does.toLowerCase()}...`;
  const unit = typeof named === 'string' ? named : await question.pick(title, offered[verb]);
  if (!root || unit === undefined) return;
  model.whatIf.add(root.uri, { kind: 'change', change: { verb, units: [unit] } });
  await view.show();
}

async function supposeCommandLine({ model, roots, view }: Context): Promise<void> {
  const root = await roots.current();
  if (!root) return;
  const commandLine = await window.showInputBox({
    title: 'What if the kernel command line were...',
    prompt: 'Such as "quiet systemd.unit=rescue.target", or "3" for the runlevel.',
    value: model.paramsOf(root.uri).profile?.commandLine ?? '',
  });
  if (commandLine === undefined) return;
  model.whatIf.add(root.uri, { kind: 'command-line', commandLine: commandLine.trim() });
  await view.show();
}

/** Proposes one of the supposed changes to the links of the root: that one, the only one, or the one that is picked. */
async function apply({ model, changing }: Context, element: SuppositionElement | undefined): Promise<void> {
  const { root } = model.whatIf;
  if (root === undefined) return;
  const changes = model.whatIf.of(root).filter((each) => each.kind === 'change');
  const chosen = element?.kind === 'supposition' ? element.supposition : await oneOf(changes);
  if (chosen?.kind === 'change') {
    return changing.propose({ root, verb: chosen.change.verb, units: chosen.change.units });
  }
  if (chosen || changes.length === 0) {
    const where =
      'The command line stands in the boot loader: in /etc/default/grub, or in an entry in boot/loader/entries.';
    void window.showInformationMessage(where);
  }
}

async function oneOf(changes: readonly Supposition[]): Promise<Supposition | undefined> {
  if (changes.length < 2) return changes[0];
  const items = changes.map((supposition) => ({ label: suppositionWords(supposition), supposition }));
  const picked = await window.showQuickPick(items, { title: 'Apply which change first? A preview comes before it.' });
  return picked?.supposition;
}
