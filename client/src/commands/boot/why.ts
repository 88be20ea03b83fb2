import { commands, type Disposable, Position, type QuickPickItem, QuickPickItemKind, Range, Uri, window } from 'vscode';
import type { Why, WhyLink, WhyPlace } from '../../../../server/src/protocol/boot.ts';
import type { BootModel } from '../../boot/model.ts';
import type { BootServer } from '../../boot/server.ts';
import type { UnitQuestion } from '../../boot/unitQuestion.ts';
import { whileCancellable } from './progress.ts';

interface WhyPick extends QuickPickItem {
  readonly place?: WhyPlace | null;
}

/** So many other chains and units are listed: more would not be read. */
const MOST_CHAINS = 5;
const MOST_UNITS = 50;

/** "Bootwright: Why Does This Unit Start?": the chains that bring a unit into the boot, and what hangs on it. */
export function why(model: BootModel, server: BootServer, question: UnitQuestion): Disposable {
  return commands.registerCommand('bootwright.boot.why', async (told?: unknown) => {
    const unit = await question.unitFor(told, 'Why does this boot start a unit, or why not?');
    const shown = unit === undefined ? undefined : await model.current();
    if (unit === undefined || !shown) return;
    const found = await whileCancellable(`Asking why ${unit} is started`, (token) =>
      server.why({ ...shown.params, unit }, token),
    );
    if (!found) return;
    const picked = await window.showQuickPick(whyItems(found), {
      title: found.summary,
      placeHolder: 'Enter goes to the place that says so',
      matchOnDescription: true,
    });
    if (picked?.place) await goTo(picked.place);
  });
}

function whyItems({ unit, chain, others, wouldBring, without, withoutError, uri }: Why): WhyPick[] {
  const more = others.slice(0, MOST_CHAINS);
  const place = uri === null ? null : { uri, line: 0 };
  return [
    ...(chain.length > 0 ? [separator('shortest chain'), ...chain.map(linkItem)] : []),
    ...more.flatMap((links, index) => [
      separator(`chain ${index + 2} of ${others.length + 1}`),
      ...links.map(linkItem),
    ]),
    ...(wouldBring.length > 0 ? [separator('would bring it, but are not started'), ...wouldBring.map(linkItem)] : []),
    ...(withoutError === null ? [] : [separator('without it'), { label: `$(error) ${withoutError}` }]),
    ...(without.length > 0 ? [separator('not started without it')] : []),
    ...without.slice(0, MOST_UNITS).map((name) => ({ label: `$(circle-slash) ${name}` })),
    separator('the unit itself'),
    { label: `$(go-to-file) ${unit}`, description: place ? 'open its file' : 'has no file', place },
  ];
}

function linkItem({ by, because, unit, place, origin }: WhyLink): WhyPick {
  const icon = place ? 'go-to-file' : 'arrow-small-right';
  return { label: `$(${icon}) ${by}`, description: `${because}= ${unit}`, detail: origin, place };
}

function separator(label: string): WhyPick {
  return { label, kind: QuickPickItemKind.Separator };
}

async function goTo({ uri, line }: WhyPlace): Promise<void> {
  const start = new Position(line, 0);
  await commands.executeCommand('vscode.open', Uri.parse(uri), { selection: new Range(start, start) });
}
