#!/usr/bin/env node
// Compares the effective unit with what `systemctl cat` prints in an image that really runs.
//
//   units-cat.mjs IMAGE LIVE [--units DIR]
//
// LIVE is a script that boots IMAGE as process 1 and runs commands in it: LIVE IMAGE [--units DIR] -- COMMAND...
// --units lays a folder over /etc/systemd/system. Every unit of the image is asked for, templates and one instance of
// each. What generators make at boot is asked for at the end and laid over the tree. Exit 1 on a difference.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { loadUnits } from './units-core.mjs';
import { readTree } from './units-systemd.mjs';

const core = await loadUnits();
const [image, live, , units] = process.argv.slice(2);
const BATCH = 60;

const entries = [...readTree(image, ['etc', 'usr/lib/systemd', 'usr/local/lib', 'opt'])];
if (units)
  for (const [path, node] of readTree(units, ['.'])) entries.push([path.replace('/.', '/etc/systemd/system'), node]);
for (const path of ['/lib', '/etc/os-release']) {
  if (!existsSync(image + path) || !lstatSync(image + path).isSymbolicLink()) continue;
  entries.push([path, { type: 'symlink', target: readlinkSync(image + path) }]);
}
const found = core.unitNames(core.openUnitRoot(core.treeOf(entries), 252));
const names = [...new Set([...found, ...found.map((name) => name.replace(/@(?=\.)/, '@some-thing'))])].sort();

const commands = ['systemctl --version | head -1'];
commands.push('cd /run/systemd; find . -type l -printf "%P\\t%l\\n"');
commands.push(
  'cd /run/systemd; find . -path "*/generator*" -type f -exec sh -c \'for f; do echo "$f"; base64 -w0 "$f"; echo; done\' x {} +',
);
for (let i = 0; i < names.length; i += BATCH) {
  const some = names.slice(i, i + BATCH).map((name) => `'${name}'`);
  commands.push(
    `for n in ${some.join(' ')}; do echo "=== $n"; systemctl cat "$n" 2>/run/said >/run/printed; cat /run/printed; test -s /run/printed || grep '^No files' /run/said; done`,
  );
}
const options = units ? ['--units', units] : [];
const output = execFileSync(live, [image, ...options, '--', ...commands], { encoding: 'utf8', maxBuffer: 1 << 28 });
const parts = commands.map((command, i) => {
  const from = output.indexOf(`== ${command}\n`) + command.length + 4;
  const next = commands[i + 1];
  return output.slice(from, next === undefined ? undefined : output.indexOf(`== ${next}\n`));
});

const version = Number(/systemd (\d+)/.exec(parts[0])[1]);
for (const line of parts[1].split('\n').filter(Boolean)) {
  const [path, target] = line.split('\t');
  entries.push([`/run/systemd/${path}`, { type: 'symlink', target }]);
}
const generated = parts[2].split('\n').filter(Boolean);
for (let i = 0; i + 1 < generated.length; i += 2) {
  const content = Buffer.from(generated[i + 1], 'base64').toString('utf8');
  entries.push([`/run/systemd/${generated[i].slice(2)}`, core.fileNode(content)]);
}
const root = core.openUnitRoot(core.treeOf(entries), version);
let wrong = 0;
let asked = 0;
for (const part of parts.slice(3)) {
  for (const one of part.split(/^=== /m).slice(1)) {
    const name = one.slice(0, one.indexOf('\n'));
    const said = one.slice(name.length + 1);
    const ours = core.effectiveUnit(root, name);
    const mine = ours === undefined || ours.text === '' ? `No files found for ${name}.\n` : ours.text;
    asked++;
    if (said === mine) continue;
    wrong++;
    console.log(`${name}\n--- systemd\n${said.slice(0, 600)}\n--- ours\n${mine.slice(0, 600)}`);
  }
}
console.log(`systemd ${version}: ${asked} units, ${wrong} differ`);
process.exitCode = wrong === 0 ? 0 : 1;
