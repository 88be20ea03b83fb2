import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { conditionsIn } from '../../../server/src/core/boot/conditions/decide.ts';
import { bootMenu } from '../../../server/src/core/boot/loader/menu.ts';
import { presence } from '../../../server/src/core/tree/presence.ts';
import type { SystemTree } from '../../../server/src/core/tree/systemTree.ts';
import { loadUnit } from '../../../server/src/core/units/load.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';
import { diskHost } from '../../../server/src/hosts/disk.ts';
import { loadRootTreeSync } from '../../../server/src/hosts/rootTree.ts';
import { loadRootTree } from '../../../server/src/hosts/rootTreeHost.ts';
import { fill, stage } from './disk.ts';

const LINES = [
  'ConditionPathExists=/opt/there',
  'ConditionPathExists=/opt/missing',
  'ConditionPathExistsGlob=/opt/*.d/x*',
  'ConditionDirectoryNotEmpty=/opt/empty.d',
  'ConditionDirectoryNotEmpty=/opt/full.d',
  'ConditionFileIsExecutable=/opt/there',
  'ConditionPathExists=/opt/full.d/%i',
];
const FILES = {
  '/etc/systemd/system/a@.service': `[Unit]\n${LINES.join('\n')}\n`,
  '/opt/there': '',
  '/opt/empty.d': null,
  '/opt/full.d/xyz': '',
  '/boot/loader/entries/w.conf': 'linux /deep/down/kernel\noptions quiet\n',
  '/boot/deep/down/kernel': '',
};

function results(tree: SystemTree): Record<string, string> {
  const root = openUnitRoot(tree, 262);
  const { decisions } = conditionsIn(root, {})(loadUnit(root, 'a@xyz.service')!);
  return Object.fromEntries(decisions.map(({ directive, result }) => [directive, result]));
}

describe('a root from disk', () => {
  const known = { met: [0, 2, 4, 6], failed: [1, 3] };
  const expected = (executable: string) =>
    Object.fromEntries(LINES.map((line, i) => [line, i === 5 ? executable : known.met.includes(i) ? 'met' : 'failed']));

  it('has what conditions ask about', () => {
    expect(results(loadRootTreeSync(fill(stage(), FILES)))).toEqual(expected('failed'));
  });

  it('has the same through a host, which cannot tell what may be run', async () => {
    const folder = fill(stage(), FILES);
    expect(results(await loadRootTree(diskHost, pathToFileURL(folder).href))).toEqual(expected('unknown'));
  });

  it('has what the boot loader starts, and tells what was not read from what is not there', () => {
    const tree = loadRootTreeSync(fill(stage(), { ...FILES, '/srv/other': '' }));
    const { kernel } = bootMenu(tree, {}).entry!;
    expect(presence(tree, kernel!)).toBe('there');
    expect(presence(tree, '/opt/missing')).toBe('absent');
    expect(presence(tree, '/srv/other')).toBe('unknown');
  });

  it('reads of a large folder just a part, and does not take that for all', () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`/opt/many/n${n}`, '']));
    const unit = '[Unit]\nConditionPathExistsGlob=/opt/many/zz*\n';
    const tree = loadRootTreeSync(fill(stage(), { ...many, '/etc/systemd/system/a@.service': unit }));
    expect(Object.values(results(tree))).toEqual(['unknown']);
  });
});
