import { runSuites } from './harness.ts';
import { preview } from './root/preview.ts';
import { view } from './root/view.ts';
import { commands } from './unit/commands.ts';
import { languages } from './unit/languages.ts';
import { reading } from './unit/reading.ts';
import { robustness } from './unit/robustness.ts';
import { writing } from './unit/writing.ts';

/** VS Code calls this inside the extension host, Node or web worker, and reports whether it throws. */
export function run(): Promise<void> {
  return runSuites({ languages, reading, writing, commands, preview, view, robustness });
}
