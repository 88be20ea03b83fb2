import { describe, expect, it } from 'vitest';
import { bootStages, type Stage } from '../../../../server/src/core/boot/loader/stages.ts';
import type { MachineProfile } from '../../../../server/src/core/boot/machine/profile.ts';
import { tree } from '../root.ts';

const ENTRY = 'title Wren\nlinux /vmlinuz-6.1\ninitrd /initrd.img\noptions root=/dev/a ro quiet 3\n';
const ROOT = {
  '/boot/loader/entries/wren.conf': ENTRY,
  '/boot/vmlinuz-6.1': '',
  '/etc/dracut.conf': '',
  '/sbin/init': '-> ../lib/systemd/systemd',
  '/lib/systemd/systemd': '#!',
};
const stages = (files: Record<string, string> = ROOT, profile: MachineProfile = {}) =>
  bootStages({ tree: tree(files), version: 262 }, profile);
const stage = (id: Stage['id'], files?: Record<string, string>, profile?: MachineProfile) =>
  stages(files, profile).find((one) => one.id === id);

describe('bootStages', () => {
  it('go from firmware to systemd', () => {
    expect(stages().map(({ id }) => id)).toEqual(['firmware', 'loader', 'kernel', 'initrd', 'switch-root', 'systemd']);
  });

  it('name the generators of others, of which nothing is known', () => {
    const all = bootStages({ tree: tree(ROOT), version: 262 }, { commandLine: '' }, ['a-generator', 'b-generator']);
    expect(all.at(-1)?.unknown).toEqual(['which units a-generator, b-generator would make, as nothing is run here']);
  });

  it('say what happens and where it says so', () => {
    expect(stage('loader')).toMatchObject({
      title: 'Boot loader: systemd-boot',
      path: '/boot/loader/entries/wren.conf',
    });
    expect(stage('kernel')).toEqual({
      id: 'kernel',
      title: 'Kernel 6.1',
      details: [
        '/boot/vmlinuz-6.1',
        'command line: root=/dev/a ro quiet 3',
        'root=/dev/a: is the root file system',
        'ro: the root file system is mounted read-only at first',
        'quiet: only failures are shown on the console',
        '3: multi-user.target is started instead of default.target',
      ],
      path: '/boot/loader/entries/wren.conf',
      line: 2,
      unknown: [],
    });
    expect(stage('initrd')?.details).toEqual(['/boot/initrd.img, which this root lacks', 'made by dracut']);
    expect(stage('switch-root')?.details).toEqual([
      'root file system: /dev/a, read-only at first',
      'process 1: /sbin/init -> /lib/systemd/systemd (systemd)',
    ]);
    expect(stage('systemd')?.details).toEqual(['goes to multi-user.target, as 3 on the command line says']);
  });

  it('follow a command line that is given', () => {
    const profile = { commandLine: 'systemd.unit=rescue.target systemd.mask=a.service init=/bin/sh' };
    const files = { ...ROOT, '/bin/sh': '-> dash', '/bin/dash': '#!' };
    expect(stage('systemd', files, profile)?.details).toEqual([
      'is not started: process 1 is a shell; what follows is what systemd would do',
      'goes to rescue.target, as systemd.unit=rescue.target on the command line says',
      'masked for this boot: a.service',
    ]);
    expect(stage('switch-root', files, profile)?.unknown).toEqual(['which file system is the root']);
  });

  it('are only the last one in a container', () => {
    expect(stages(ROOT, { virtualization: 'systemd-nspawn' }).map(({ id }) => id)).toEqual(['systemd']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['sysvinit', { '/sbin/init': '#!', '/etc/inittab': '' }, 'process 1: /sbin/init (sysvinit)'],
    [
      'busybox',
      { '/sbin/init': '-> /bin/busybox', '/bin/busybox': '#!' },
      'process 1: /sbin/init -> /bin/busybox (BusyBox init)',
    ],
    ['nothing', {}, 'process 1: /sbin/init, which this root lacks'],
  ])('know the init of %s', (_, files, text) => {
    expect(stage('switch-root', files)?.details).toContain(text);
  });

  it.each<[Record<string, string>, string]>([
    [{ '/usr/share/initramfs-tools/init': '' }, 'made by initramfs-tools, no systemd runs in it'],
    [{ '/etc/mkinitcpio.conf': 'HOOKS=(base systemd autodetect)\n' }, 'made by mkinitcpio, systemd runs in it'],
    [{ '/etc/mkinitcpio.conf': 'HOOKS=(base udev)\n' }, 'made by mkinitcpio, no systemd runs in it'],
    [{ '/usr/lib/dracut/x': '' }, 'made by dracut, systemd runs in it'],
  ])('know who makes initrds: %o', (files, text) => {
    expect(stage('initrd', files)?.details).toContain(text);
  });

  it('have no initrd where the entry has none', () => {
    const files = { '/boot/loader/entries/a.conf': 'linux /vmlinuz\noptions root=/dev/a\n' };
    expect(stages(files).map(({ id }) => id)).not.toContain('initrd');
    expect(stage('switch-root', files)?.title).toBe('Root file system');
  });

  it('are plain data', () => {
    expect(JSON.parse(JSON.stringify(stages()))).toEqual(stages());
  });
});
