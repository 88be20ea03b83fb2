import { describe, expect, it } from 'vitest';
import { foreignGenerators, runGenerators, withGenerators } from '../../../server/src/core/units/generators/index.ts';
import { PLAIN_MACHINE } from '../../../server/src/core/units/generators/profile.ts';
import { loadUnit } from '../../../server/src/core/units/load.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';
import { tree as rootOf } from '../boot/root.ts';
import { type Files, tree } from './tree.ts';

const FSTAB = '/dev/sda1 / ext4 rw 0 1\n/dev/sda2 /home ext4 nofail 0 2\n';
const paths = (files: Files, version = 262) =>
  runGenerators(tree(files), version, { ...PLAIN_MACHINE, hasProgram: () => true })
    .map(({ path }) => path.replace('/run/systemd/', ''))
    .sort();

describe('generators', () => {
  const fromFstab = [
    'generator/-.mount',
    'generator/home.mount',
    'generator/local-fs.target.requires/-.mount',
    'generator/local-fs.target.wants/home.mount',
    'generator/local-fs.target.wants/systemd-fsck-root.service',
    'generator/local-fs.target.wants/systemd-remount-fs.service',
  ];

  it('all run in a root that has no folder for them', () => {
    expect(paths({ '/etc/fstab': FSTAB })).toEqual(fromFstab);
  });

  it('of others are named, unless they are masked', () => {
    const files = {
      '/usr/lib/systemd/system-generators/systemd-fstab-generator': '#!',
      '/usr/lib/systemd/system-generators/b-generator': '#!',
      '/usr/lib/systemd/system-generators/off-generator': '#!',
      '/usr/lib/systemd/system-generators/README': 'no program',
      '/etc/systemd/system-generators/a-generator': '-> /opt/a',
      '/opt/a': '#!',
      '/etc/systemd/system-generators/off-generator': '-> /dev/null',
    };
    expect(foreignGenerators(rootOf(files))).toEqual(['a-generator', 'b-generator']);
    expect(foreignGenerators(tree({}))).toEqual([]);
  });

  it('run when the root has them', () => {
    const own = '/usr/lib/systemd/system-generators/systemd-fstab-generator';
    expect(paths({ '/etc/fstab': FSTAB, [own]: 'program' })).toEqual(fromFstab);
    const other = '/usr/lib/systemd/system-generators/other-generator';
    expect(paths({ '/etc/fstab': FSTAB, [other]: 'program' })).toEqual([]);
  });

  it('do not run when they are masked', () => {
    const mask = '/etc/systemd/system-generators/systemd-fstab-generator';
    const own = '/usr/lib/systemd/system-generators/systemd-fstab-generator';
    expect(paths({ '/etc/fstab': FSTAB, [own]: 'program', [mask]: '-> /dev/null' })).toEqual([]);
  });

  it('make units that load', () => {
    const made = withGenerators(tree({ '/etc/fstab': FSTAB }), 252, { ...PLAIN_MACHINE, hasProgram: () => true });
    const home = loadUnit(openUnitRoot(made, 252), 'home.mount');
    expect(home).toMatchObject({ loadState: 'loaded', fragmentPath: '/run/systemd/generator/home.mount' });
    const set = home?.assignments.map(({ section, node }) => `${section}.${node.key}=${node.value.text}`);
    expect(set).toContain('Mount.What=/dev/sda2');
    expect(set).toContain('Unit.Requires=systemd-fsck@dev-sda2.service');
  });

  it('replace what they wrote the last time', () => {
    const old = { '/etc/fstab': '', '/run/systemd/generator/old.mount': '[Mount]\nWhat=x\n' };
    expect(withGenerators(tree(old), 262).node('/run/systemd/generator/old.mount')).toBeUndefined();
  });

  it('put gettys on consoles that are no virtual terminals, and one on the console of a container', () => {
    const profile = { ...PLAIN_MACHINE, consoles: ['tty0', 'ttyS0'], devices: ['hvc0'] };
    const serial = runGenerators(tree({}), 262, profile).map(({ path }) => path.split('/').at(-1));
    expect(serial.filter((name) => name?.includes('getty'))).toEqual([
      'serial-getty@ttyS0.service',
      'serial-getty@hvc0.service',
    ]);
    const container = runGenerators(tree({}), 262, { ...profile, container: true }).map(({ path }) =>
      path.split('/').at(-1),
    );
    expect(container.filter((name) => name?.includes('getty'))).toEqual(['console-getty.service']);
  });

  it.each([
    [257, true],
    [262, false],
  ])('in %i: init scripts count: %s', (version, counts) => {
    const made = runGenerators(tree({ '/etc/fstab': '', '/etc/rc.local': '' }), version).map(({ path }) => path);
    expect(made.some((path) => path.includes('rc-local'))).toBe(false);
    const script = { type: 'file', content: '#!/bin/sh\n', size: 10, executable: true } as const;
    const files = tree({ '/etc/init.d/other': '' });
    const withScript = { ...files, node: (path: string) => (path === '/etc/init.d/other' ? script : files.node(path)) };
    const changes = runGenerators(withScript, version);
    expect(changes.some(({ path }) => path === '/run/systemd/generator.late/other.service')).toBe(counts);
  });
});
