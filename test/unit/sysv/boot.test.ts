import { describe, expect, it } from 'vitest';
import { sysvBoot } from '../../../server/src/core/sysv/boot.ts';
import { fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { bootwright as inTerminal } from '../cli/terminal.ts';
import { fill, stage } from '../install/disk.ts';

type Files = Readonly<Record<string, TreeNode>>;

const SCRIPT = fileNode('#!/bin/sh\n', true);
const INITTAB = [
  'id:3:initdefault:',
  'si::sysinit:/etc/rc.d/rc.sysinit',
  'l3:3:wait:/etc/rc.d/rc 3',
  'l5:5:wait:/etc/rc.d/rc 5',
  'up:3:once:/sbin/update',
  '1:2345:respawn:/sbin/mingetty tty1',
  'T0:5:respawn:/sbin/agetty ttyS0',
  'xx:3:nonsense:/bin/false',
  '',
].join('\n');
const REDHAT: Files = {
  '/etc/redhat-release': fileNode('x'),
  '/etc/inittab': fileNode(INITTAB),
  '/etc/rc.d/rc.sysinit': SCRIPT,
  '/etc/rc.d/init.d/web': SCRIPT,
  '/etc/rc.d/rc3.d/S90web': linkNode('../init.d/web'),
  '/etc/rc.d/rc3.d/S95gone': linkNode('../init.d/gone'),
};
const DEBIAN: Files = {
  '/etc/debian_version': fileNode('12'),
  '/etc/init.d/mount': SCRIPT,
  '/etc/init.d/web': SCRIPT,
  '/etc/rcS.d/S01mount': linkNode('../init.d/mount'),
  '/etc/rc2.d/S01web': linkNode('../init.d/web'),
};

function phases(files: Files, level?: string) {
  const boot = sysvBoot(treeOf(Object.entries(files)), level);
  return boot?.phases.map(({ title, steps, skipped }) => [
    title,
    ...steps.map(({ action, name, by }) => `${action} ${name} (${by})`),
    ...skipped.map(({ link }) => `skip ${link}`),
  ]);
}

describe('sysvBoot', () => {
  it("runs Red Hat's script, the links of the runlevel that inittab names, other lines, and logins", () => {
    expect(phases(REDHAT)).toEqual([
      ['System initialization', 'run /etc/rc.d/rc.sysinit (si)'],
      ['Runlevel 3', 'start web (S90web)', 'run /sbin/update (up)', 'skip S95gone'],
      ['Kept running by init', 'run /sbin/mingetty tty1 (1)'],
    ]);
  });

  it('boots into another runlevel when it is told to', () => {
    expect(phases(REDHAT, '5')).toEqual([
      ['System initialization', 'run /etc/rc.d/rc.sysinit (si)'],
      ['Kept running by init', 'run /sbin/mingetty tty1 (1)', 'run /sbin/agetty ttyS0 (T0)'],
    ]);
  });

  it("runs the links of Debian's rcS.d, and of runlevel 2 where inittab names none", () => {
    expect(phases(DEBIAN)).toEqual([
      ['System initialization', 'start mount (S01mount)'],
      ['Runlevel 2', 'start web (S01web)'],
    ]);
    expect(sysvBoot(treeOf(Object.entries(DEBIAN)))).toMatchObject({ runlevel: '2', named: false });
  });

  it('has nothing to say of roots with systemd, and of those without scripts', () => {
    const systemd = { '/sbin/init': linkNode('/lib/systemd/systemd'), '/lib/systemd/systemd': fileNode('', true) };
    expect(phases({ ...DEBIAN, ...systemd })).toBeUndefined();
    expect(phases({ ...DEBIAN, '/usr/lib/systemd/system/x.target': fileNode('[Unit]\n') })).toBeUndefined();
    expect(phases({ '/etc/systemd/system/x.service': fileNode('') })).toBeUndefined();
  });

  it('leaves a sysvinit that has units besides to sysvinit', () => {
    const both = {
      ...REDHAT,
      '/sbin/init': fileNode('', true),
      '/usr/lib/systemd/system/x.target': fileNode('[Unit]\n'),
    };
    expect(phases(both)?.[0]?.[0]).toBe('System initialization');
  });
});

describe('bootwright boot and rc of such a root', () => {
  const bootwright = (...words: string[]) => inTerminal(words);
  const folder = () =>
    fill(stage(), {
      'etc/redhat-release': 'x\n',
      'etc/inittab': INITTAB,
      'etc/rc.d/init.d/web': '#!/bin/sh\n',
      'etc/rc.d/rc3.d/K90web': '-> ../init.d/web',
    });

  it('shows the sequence as text and as JSON', async () => {
    const { status, out } = await bootwright('boot', '--root', folder());
    expect(status).toBe(0);
    expect(out).toContain('sysvinit (redhat), runlevel 3\n');
    expect(out).toContain('K90web: not up');
    const json = JSON.parse((await bootwright('boot', '5', '--root', folder(), '--format', 'json')).out);
    expect(json).toMatchObject({ init: 'sysvinit', runlevel: '5', named: true });
  });

  it.each([
    [['boot', 'graphical.target'], 'knows no unit graphical.target'],
    [['boot', '--why', 'web.service'], '--why means nothing'],
    [['boot', '--format', 'dot'], 'not as dot'],
  ])('%j is refused', async (words, complaint) => {
    const { status, error } = await bootwright(...words, '--root', folder());
    expect(status).toBe(2);
    expect(error).toContain(complaint);
  });

  it('changes to the runlevel of inittab when none is named', async () => {
    const { out } = await bootwright('rc', '--root', folder(), '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ from: 'N', to: '3' });
    const empty = await bootwright('rc', '--root', stage());
    expect(empty.status).toBe(2);
    expect(empty.error).toContain('write a runlevel');
  });
});
