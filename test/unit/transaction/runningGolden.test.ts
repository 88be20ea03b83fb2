import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { simulateBoot } from '../../../server/src/core/transaction/running/simulateBoot.ts';
import { DIRECTORY, fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { loadGraph } from '../../../server/src/core/units/dependencies/index.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';

/**
 * What `test/oracle/live-trees.mjs` kept of a systemd that really ran: only the units of the tree are in `active`. Trees
 * whose outcome hangs on more units of the image than `BASE` has were taken out.
 */
interface Recording {
  readonly systemd: number;
  readonly trees: readonly {
    readonly seed: number;
    readonly files: Readonly<Record<string, string | { readonly link: string }>>;
    readonly commands: readonly string[];
    /** After the boot, and after each command. */
    readonly active: readonly (readonly string[])[];
  }[];
}

const FOLDER = new URL('../../golden/live/', import.meta.url);

/** The units around the tree, as far as they matter to it. */
const BASE: Readonly<Record<string, string>> = {
  'basic.target':
    'Requires=sysinit.target\nWants=sockets.target timers.target paths.target slices.target\n' +
    'After=sysinit.target sockets.target paths.target slices.target',
  'sysinit.target': 'Wants=local-fs.target swap.target\nAfter=local-fs.target swap.target',
  'multi-user.target':
    'Requires=basic.target\nConflicts=rescue.service rescue.target\nAfter=basic.target rescue.service rescue.target\nAllowIsolate=yes',
  'rescue.target': 'Requires=sysinit.target rescue.service\nAfter=sysinit.target rescue.service\nAllowIsolate=yes',
  'rescue.service':
    'DefaultDependencies=no\nConflicts=shutdown.target\nBefore=shutdown.target\nAfter=sysinit.target\n[Service]\nType=idle\nExecStart=-/bin/true',
  'local-fs.target':
    'DefaultDependencies=no\nConflicts=shutdown.target\nOnFailure=emergency.target\nOnFailureJobMode=replace-irreversibly',
  'swap.target': '',
  'sockets.target': '',
  'timers.target': 'DefaultDependencies=no\nConflicts=shutdown.target',
  'paths.target': '',
  'slices.target': 'DefaultDependencies=no\nConflicts=shutdown.target',
  'umount.target': 'DefaultDependencies=no\nRefuseManualStart=yes',
  'shutdown.target': 'DefaultDependencies=no\nRefuseManualStart=yes',
};
const PROGRAMS = ['true', 'false', 'sleep', 'sh', 'echo'];

function rootOf(files: Recording['trees'][number]['files'], version: number) {
  const nodes: [string, TreeNode][] = PROGRAMS.map((name) => [`/bin/${name}`, fileNode('#!', true)]);
  nodes.push(['/etc/passwd', fileNode('root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n')]);
  nodes.push(['/etc/group', fileNode('root:x:0:\n')], ['/run', DIRECTORY]);
  for (const [name, text] of Object.entries(BASE)) {
    nodes.push([`/usr/lib/systemd/system/${name}`, fileNode(`[Unit]\n${text}\n`)]);
  }
  for (const [path, content] of Object.entries(files)) {
    nodes.push([path, typeof content === 'string' ? fileNode(content) : linkNode(content.link)]);
  }
  return openUnitRoot(treeOf(nodes), version);
}

const recordings = readdirSync(FOLDER).map(
  (name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Recording,
);

test('there are recordings of two versions at least', () => {
  expect(new Set(recordings.map(({ systemd }) => systemd)).size).toBeGreaterThanOrEqual(2);
  for (const { trees } of recordings) expect(trees.length).toBeGreaterThanOrEqual(40);
});

describe.each(recordings)('units that a systemd $systemd had active', ({ systemd, trees }) => {
  test.each(trees)('tree $seed', ({ files, commands, active }) => {
    const root = rootOf(files, systemd);
    const anchor = 'multi-user.target';
    const profile = { virtualization: 'container-other', firstBoot: false, devices: [], consoles: [], commandLine: '' };
    const running = simulateBoot(loadGraph(root, [anchor]), { anchor, root, profile });
    const own = (list: readonly string[]) => list.filter((unit) => `/etc/systemd/system/${unit}` in files);
    const mine = [own(running.active), ...commands.map((command) => own(running.command(command).active))];
    expect(mine).toEqual(active);
  });
});
