import { describe, expect, it } from 'vitest';
import { hasInitScripts, runlevelTable } from '../../../server/src/core/sysv/runlevelTable.ts';
import { DIRECTORY, fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { planRunlevel, runlevelCommand, runlevelSummary } from '../../../server/src/lsp/runlevels.ts';
import type { RootTree } from '../../../server/src/lsp/trees.ts';
import type { RunlevelParams } from '../../../server/src/protocol/planning.ts';

type Files = Readonly<Record<string, TreeNode>>;

const SCRIPT = fileNode('#!/bin/sh\n# chkconfig: 35 90 10\n# description: serves\n', true);
const LSB = fileNode(
  '#!/bin/sh\n### BEGIN INIT INFO\n# Provides: web\n# Required-Start:\n# Required-Stop:\n# Default-Start: 2 3\n# Default-Stop: 0 1\n# Short-Description: serves\n### END INIT INFO\n',
  true,
);
/** A link of which a browser cannot tell where it leads. */
const UNREAD: TreeNode = { type: 'symlink', target: undefined };
const REDHAT: Files = {
  '/etc/redhat-release': fileNode('x'),
  '/etc/rc.d/init.d/web': SCRIPT,
  '/etc/rc.d/init.d/log': SCRIPT,
  '/etc/rc.d/init.d/functions': fileNode('x', true),
  '/etc/rc.d/init.d/killall': SCRIPT,
  '/etc/rc.d/rc3.d/S90web': linkNode('../init.d/web'),
  '/etc/rc.d/rc3.d/K20gone': linkNode('../init.d/gone'),
  '/etc/rc.d/rc5.d/K10web': linkNode('../init.d/web'),
  '/etc/inittab': fileNode('id:3:initdefault:\n'),
};
const DEBIAN: Files = {
  '/etc/debian_version': fileNode('12'),
  '/etc/init.d/web': LSB,
  '/etc/init.d/README': fileNode('x', true),
  ...Object.fromEntries([...'01'].map((level) => [`/etc/rc${level}.d/K01web`, linkNode('../init.d/web')])),
  ...Object.fromEntries([...'23'].map((level) => [`/etc/rc${level}.d/S01web`, linkNode('../init.d/web')])),
  ...Object.fromEntries([...'456S'].map((level) => [`/etc/rc${level}.d`, DIRECTORY])),
};

function rootOf(files: Files): RootTree {
  const tree = treeOf(Object.entries(files));
  return { uri: 'file:///srv/image', system: true, systemdVersion: 262, tree } as unknown as RootTree;
}

function rows(files: Files): string[] {
  const { rows: all } = runlevelTable(treeOf(Object.entries(files)));
  const mark = { on: '+', off: '-' } as const;
  return all.map(
    ({ service, cells }) => `${service} ${cells.map(({ state }) => (state ? mark[state] : '.')).join('')}`,
  );
}

describe('runlevelTable', () => {
  it('has scripts and links of services, sorted', () => {
    expect(rows(REDHAT)).toEqual(['gone ...-...', 'log .......', 'web ...+.-.']);
    expect(runlevelTable(treeOf(Object.entries(REDHAT)))).toMatchObject({ flavor: 'redhat', defaultLevel: '3' });
    expect(rows(DEBIAN)).toEqual(['web --++...']);
  });

  it('has a column S where there are links for the boot', () => {
    const files = { ...DEBIAN, '/etc/rcS.d/S01web': linkNode('../init.d/web') };
    expect(runlevelTable(treeOf(Object.entries(files))).levels.at(-1)).toBe('S');
  });

  it('names the unit that takes the place of a script', () => {
    const files = { ...DEBIAN, '/usr/lib/systemd/system/web.service': fileNode('[Service]\n') };
    expect(runlevelTable(treeOf(Object.entries(files))).rows[0]?.unit).toBe('web.service');
  });

  it('tells roots without init scripts', () => {
    expect(hasInitScripts(treeOf(Object.entries(DEBIAN)))).toBe(true);
    expect(hasInitScripts(treeOf([['/etc/init.d/README', fileNode('x', true)]]))).toBe(false);
    expect(hasInitScripts(treeOf([['/etc/systemd/system/x.service', fileNode('')]]))).toBe(false);
  });

  it('goes by names where links cannot be read', () => {
    const files = { ...REDHAT, '/etc/rc.d/rc3.d/S90web': UNREAD };
    expect(rows(files)).toContain('web ...+.-.');
  });
});

describe('turning services on and off', () => {
  const plan = (files: Files, change: Omit<RunlevelParams, 'root' | 'verb'>) => {
    const root = rootOf(files);
    const params: RunlevelParams = { root: root.uri, verb: 'runlevel', ...change };
    const planned = planRunlevel(root, params);
    return {
      changes: planned.changes.map(({ op, path }) => `${op === 'symlink' ? '+' : '-'} ${path}`),
      command: runlevelCommand(root, params, '/srv/image'),
      summary: runlevelSummary(root, params, planned),
      status: planned.exitStatus,
    };
  };

  it('is left to chkconfig on Red Hat', () => {
    expect(plan(REDHAT, { service: 'web', change: 'on', levels: ['5'] })).toEqual({
      changes: ['- /etc/rc.d/rc5.d/K10web', '+ /etc/rc.d/rc5.d/S90web'],
      command: 'chroot /srv/image chkconfig --level 5 web on',
      summary: ['web will be started in runlevel 5.'],
      status: 0,
    });
    expect(plan(REDHAT, { service: 'log', change: 'add' }).summary).toEqual([
      'log will be started in runlevels 3 5.',
      'log will be stopped in runlevels 0 1 2 4 6.',
    ]);
    expect(plan(REDHAT, { service: 'web', change: 'remove' }).command).toBe('chroot /srv/image chkconfig --del web');
  });

  it('is left to update-rc.d on Debian', () => {
    expect(plan(DEBIAN, { service: 'web', change: 'off', levels: ['2'] })).toEqual({
      changes: ['- /etc/rc2.d/S01web', '+ /etc/rc2.d/K01web'],
      command: 'chroot /srv/image update-rc.d web disable 2',
      summary: ['web will be stopped in runlevel 2.'],
      status: 0,
    });
    expect(plan(DEBIAN, { service: 'web', change: 'off' }).summary).toEqual(['web will be stopped in runlevels 2 3.']);
    expect(plan(DEBIAN, { service: 'web', change: 'remove' }).summary).toEqual([
      'web will have no link any more in runlevels 0 1 2 3.',
    ]);
  });

  it('says what the tool refuses', () => {
    expect(plan(DEBIAN, { service: 'web', change: 'on', levels: ['5'] })).toMatchObject({ changes: [], status: 1 });
    expect(plan(REDHAT, { service: 'nobody', change: 'on' })).toMatchObject({ changes: [], status: 1 });
  });
});
