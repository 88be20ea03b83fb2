import { basename } from 'node:path';
import { openOfflineRoot, type UnitSecurity, unitSecurity } from '../core/features/security/index.ts';
import { applyChanges } from '../core/tree/systemTree.ts';
import { unitNameMangle } from '../core/units/mangle.ts';
import type { UnitRoot } from '../core/units/unitRoot.ts';
import { loadRootTreeSync } from '../hosts/rootTree.ts';
import { jsonOf } from './answers.ts';
import { chosenRoot, chosenVersion } from './chosenRoot.ts';
import { oneOf, readOptions } from './options.ts';
import { securityAsText } from './report/security.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';
import { type UnitFolder, unitFolderAround } from './unitFolder.ts';

/** How exposed units are. */
export const security: Command = {
  usage: 'security UNIT... [--root DIR] [--systemd VERSION] [--format text|json]',
  summary: 'says how exposed a unit is, with the figure of systemd-analyze security, and why',
  help: `UNIT is a name such as ssh.service, or the path of a unit file. For a template an instance is made up. The figure goes
from 0 (all that can be shut is shut) to 10, and is that of systemd-analyze security --offline=yes.

  --root DIR          the system root (default: the one around the current folder, else /)
  --systemd VERSION   the version to judge by, such as 252 (default: that of the root, else the newest known)
  --format FORMAT     text (default) or json, an object for one unit and an array for several

Exit status: 0 all were judged, 2 a unit could not be.
`,
  run: runSecurity,
};

async function runSecurity(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, rest } = readOptions(args, ['root', 'systemd', 'format']);
  const format = oneOf('format', values.format, ['text', 'json'] as const, 'text');
  if (rest.length === 0) throw new UsageError('write the name of a unit, such as ssh.service.');
  const folder = await chosenRoot(values.root);
  const version = await chosenVersion(folder, values.systemd);
  const asked = rest.map((word) => ({ word, folder: word.includes('/') ? unitFolderAround(word, folder) : undefined }));
  const root = openRoot(folder, version, asked);
  const judged: UnitSecurity[] = [];
  for (const one of asked) {
    const found = judge(root, one);
    if (typeof found === 'string') terminal.error(`bootwright security: ${found}\n`);
    else judged.push(found);
  }
  if (format === 'text') terminal.out(judged.map((one) => securityAsText(one, terminal.colours)).join('\n'));
  else if (rest.length > 1) terminal.out(`${JSON.stringify(judged, null, 2)}\n`);
  else if (judged.length > 0) terminal.out(jsonOf(judged));
  return judged.length < rest.length ? 2 : 0;
}

/** A unit as it was asked for, and the folder around its file, when it was named by a path. */
interface Asked {
  readonly word: string;
  readonly folder: UnitFolder | undefined;
}

function judge(root: UnitRoot, { word, folder }: Asked): UnitSecurity | string {
  if (word.includes('/')) return folder ? unitSecurity(root, basename(word)) : `there is no file ${word}.`;
  return unitSecurity(root, unitNameMangle(word, root.version) ?? word);
}

/** The root with the folders of files that were named; those come first, as for systemd. */
function openRoot(folder: string, version: number, asked: readonly Asked[]): UnitRoot {
  const extra = asked.flatMap((one) => one.folder ?? []);
  const tree = applyChanges(
    loadRootTreeSync(folder),
    extra.flatMap(({ changes }) => changes),
  );
  return openOfflineRoot(
    tree,
    version,
    extra.map(({ path }) => path),
  );
}
