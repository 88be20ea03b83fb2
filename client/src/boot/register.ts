import type { Disposable, ExtensionContext } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { chooseProfile } from '../commands/boot/chooseProfile.ts';
import { chooseTarget } from '../commands/boot/chooseTarget.ts';
import { importTimes } from '../commands/boot/importTimes.ts';
import { whatIfCommands } from '../commands/boot/whatIf.ts';
import { why } from '../commands/boot/why.ts';
import type { Changing } from '../planning/changing.ts';
import type { Roots } from '../planning/roots.ts';
import type { PlanningServer } from '../planning/server.ts';
import { BootView } from '../views/bootView.ts';
import { GraphPanel } from '../views/graphPanel.ts';
import { TimelinePanel } from '../views/timelinePanel.ts';
import { WhatIfView } from '../views/whatIfView.ts';
import { BootModel } from './model.ts';
import { bootServer } from './server.ts';
import { BootTimes } from './times.ts';
import { UnitQuestion } from './unitQuestion.ts';
import { WhatIf } from './whatIf.ts';

/** What the boot needs of the rest of the extension. */
export interface BootContext {
  readonly client: BaseLanguageClient;
  readonly context: ExtensionContext;
  readonly server: PlanningServer;
  readonly roots: Roots;
  readonly changing: Changing;
  readonly languages: readonly string[];
}

/** All that is about the simulated boot: views, panels and commands. */
export function bootFeatures({ client, context, server, roots, changing, languages }: BootContext): Disposable[] {
  const boots = bootServer(client);
  const times = new BootTimes(client, boots, context.workspaceState);
  const whatIf = new WhatIf();
  const model = new BootModel(client, boots, roots, times, whatIf, context.workspaceState);
  const question = new UnitQuestion(server, roots, languages);
  const view = new WhatIfView(model);
  return [
    whatIf,
    model,
    view,
    new BootView(model, roots),
    new TimelinePanel(context, model),
    new GraphPanel(context, model, boots, question),
    chooseTarget(model, roots, server, question),
    chooseProfile(),
    importTimes(model, roots, times),
    why(model, boots, question),
    whatIfCommands({ model, roots, question, changing, view }),
  ];
}
