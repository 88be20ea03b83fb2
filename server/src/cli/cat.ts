import { effectiveUnit } from '../core/units/effective.ts';
import { unitNameMangle } from '../core/units/mangle.ts';
import { openUnitRoot, type UnitRoot } from '../core/units/unitRoot.ts';
import { loadRootTreeSync } from '../hosts/rootTree.ts';
import { chosenRoot, chosenVersion } from './chosenRoot.ts';
import { oneOf, readOptions } from './options.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';

/** Prints effective units. */
export const cat: Command = {
  usage: 'cat UNIT... [--root DIR] [--systemd VERSION] [--format text|json]',
  summary: 'shows a unit with all its drop-ins, as systemd puts it together',
  help: `UNIT is a name such as ssh.service; without a suffix a service, and a path stands for its mount or device.

  --root DIR          the system root (default: the one around the current folder, else /)
  --systemd VERSION   the version that loads the unit, such as 252 (default: that of the root, else the newest known)
  --format FORMAT     text (default), as systemctl cat prints it, or json, with the origin of each line

Exit status: 0 shown, 1 a unit has no files, 2 it could not be done.
`,
  run: runCat,
};

async function runCat(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, rest } = readOptions(args, ['root', 'systemd', 'format']);
  const format = oneOf('format', values.format, ['text', 'json'] as const, 'text');
  if (rest.length === 0) throw new UsageError('write the name of a unit, such as ssh.service.');
  const root = await openRoot(values.root, values.systemd);
  const shown = rest.map((word) => ({ word, name: unitNameMangle(word, root.version) }));
  if (format === 'json') return asJson(root, shown, terminal);
  let first = true;
  let status = 0;
  for (const { word, name } of shown) {
    const unit = name === undefined ? undefined : effectiveUnit(root, name);
    if (!unit || unit.text === '') {
      terminal.error(`bootwright cat: the root has no file for ${name ?? word}.\n`);
      status = 1;
      continue;
    }
    terminal.out(first || unit.origins.length === 1 ? unit.text : `\n${unit.text}`);
    first = unit.origins.length === 1 && first;
    for (const path of unit.unread) terminal.error(`bootwright cat: ${path} cannot be read.\n`);
  }
  return status;
}

function asJson(
  root: UnitRoot,
  shown: readonly { word: string; name: string | undefined }[],
  terminal: Terminal,
): number {
  const units = shown.map(({ word, name }) => {
    const unit = name === undefined ? undefined : effectiveUnit(root, name);
    if (!unit) return { unit: name ?? word, load: 'not-found', lines: [] };
    const lines = unit.text.split('\n').slice(0, -1);
    return {
      unit: name,
      load: unit.loadState,
      lines: lines.map((text, index) => ({ text, ...unit.origins[index] })),
    };
  });
  terminal.out(`${JSON.stringify({ systemd: root.version, units }, null, 2)}\n`);
  return units.some(({ lines }) => lines.length === 0) ? 1 : 0;
}

async function openRoot(given: string | undefined, systemd: string | undefined): Promise<UnitRoot> {
  const folder = await chosenRoot(given);
  return openUnitRoot(loadRootTreeSync(folder), await chosenVersion(folder, systemd));
}
