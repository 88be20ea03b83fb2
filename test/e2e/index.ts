import { bootPanels } from './boot/panels.ts';
import { bootView } from './boot/view.ts';
import { whatIf } from './boot/whatIf.ts';
import { cronTables } from './cron/tables.ts';
import { runSuites } from './harness.ts';
import { effective } from './root/effective.ts';
import { lensesOfUnits } from './root/lenses.ts';
import { preview } from './root/preview.ts';
import { renaming } from './root/rename.ts';
import { view } from './root/view.ts';
import { commands } from './unit/commands.ts';
import { languages } from './unit/languages.ts';
import { reading } from './unit/reading.ts';
import { robustness } from './unit/robustness.ts';
import { writing } from './unit/writing.ts';

/** VS Code calls this inside the extension host, Node or web worker, and reports whether it throws. */
export function run(): Promise<void> {
  return runSuites({
    languages,
    reading,
    writing,
    commands,
    preview,
    effective,
    lenses: lensesOfUnits,
    renaming,
    view,
    'boot view': bootView,
    'boot panels': bootPanels,
    'what if': whatIf,
    'cron tables': cronTables,
    robustness,
  });
}
