import { bootPanels } from './boot/panels.ts';
import { bootView } from './boot/view.ts';
import { whatIf } from './boot/whatIf.ts';
import { cronTables } from './cron/tables.ts';
import { runSuites, type Suite } from './harness.ts';
import { ntpConf } from './ntp/conf.ts';
import { effective } from './root/effective.ts';
import { lensesOfUnits } from './root/lenses.ts';
import { textAt } from './root/links.ts';
import { preview } from './root/preview.ts';
import { renaming } from './root/rename.ts';
import { view } from './root/view.ts';
import { rcLinks } from './sysv/rcLinks.ts';
import { runlevels } from './sysv/runlevels.ts';
import { commands } from './unit/commands.ts';
import { languages } from './unit/languages.ts';
import { reading } from './unit/reading.ts';
import { robustness } from './unit/robustness.ts';
import { writing } from './unit/writing.ts';

const SUITES: Record<string, Suite> = {
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
  'ntp.conf': ntpConf,
  'rc links': rcLinks,
  runlevels,
  robustness,
};

/** VS Code calls this inside the extension host, Node or web worker, and reports whether it throws. */
export async function run(): Promise<void> {
  const chosen = await textAt('.suites');
  if (chosen === undefined) return runSuites(SUITES);
  const entries = chosen.split('\n').map((name) => [name, SUITES[name] ?? noSuite(name)] as const);
  return runSuites(Object.fromEntries(entries));
}

/** The suite of a name that stands for none. */
function noSuite(name: string): Suite {
  return {
    'there is such a suite': async () => {
      throw new Error(`no suite "${name}"; there are: ${Object.keys(SUITES).join(', ')}`);
    },
  };
}
