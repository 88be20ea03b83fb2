import { describe, expect, it } from 'vitest';
import { bootMenu } from '../../../../server/src/core/boot/loader/menu.ts';
import { tree } from '../root.ts';

const entry = (lines: string) => `title T\n${lines}\nlinux /vmlinuz-6.1\noptions quiet\n`;

describe('systemd-boot', () => {
  const ids = (files: Record<string, string>, profile = {}) => {
    const menu = bootMenu(tree(files), { systemdVersion: 262, ...profile });
    return [menu.entry?.id, menu.entries.map(({ id }) => id)];
  };
  const at = (name: string) => `/boot/loader/entries/${name}`;

  it('reads an entry', () => {
    const text =
      '# x\ntitle  Wren OS\nversion 6.1.2\nlinux /wren/6.1.2/vmlinuz-6.1.2\ninitrd /a.img\ninitrd /b.img\noptions root=/dev/a\noptions "x y" quiet\n';
    expect(bootMenu(tree({ [at('w.conf')]: text }), {}).entry).toMatchObject({
      id: 'w.conf',
      title: 'Wren OS',
      kernel: '/boot/wren/6.1.2/vmlinuz-6.1.2',
      initrds: ['/boot/a.img', '/boot/b.img'],
      commandLine: 'root=/dev/a "x y" quiet',
      kernelVersion: '6.1.2',
      source: { path: at('w.conf'), line: 4 },
    });
  });

  it.each<[string, Record<string, string>, string, string[]]>([
    ['names, newest first', { 'a-1.2.conf': '', 'a-1.10.conf': '' }, 'a-1.10.conf', ['a-1.10.conf', 'a-1.2.conf']],
    [
      'sort keys first, then versions',
      { 'z.conf': '', 'a.conf': 'sort-key m\nversion 1', 'b.conf': 'sort-key m\nversion 2', 'c.conf': 'sort-key a' },
      'c.conf',
      ['c.conf', 'b.conf', 'a.conf', 'z.conf'],
    ],
    ['spent tries come last', { 'b+0-3.conf': '', 'a+2-1.conf': '' }, 'a.conf', ['a.conf', 'b.conf']],
    [
      'other architectures are left out',
      { 'a.conf': 'architecture aa64', 'b.conf': 'architecture X64' },
      'b.conf',
      ['b.conf'],
    ],
  ])('%s', (_, files, chosen, order) => {
    const named = Object.entries(files).map(([name, lines]) => [at(name), entry(lines)]);
    expect(ids(Object.fromEntries(named), { architecture: 'x86-64' })).toEqual([chosen, order]);
  });

  it.each([
    ['default b.conf', 262, 'b.conf'],
    ['default B*', 262, 'b.conf'],
    ['default b', 262, 'c.conf'],
    ['default x*\ndefault a.conf', 262, 'a.conf'],
    ['preferred a.*\ndefault b.conf', 262, 'a.conf'],
    ['preferred a.*\ndefault b.conf', 252, 'b.conf'],
    ['timeout 3', 262, 'c.conf'],
  ])('%s in %i: %s', (conf, systemdVersion, id) => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [at(`${name}.conf`), entry('')]));
    expect(ids({ ...files, '/boot/loader/loader.conf': `${conf}\n` }, { systemdVersion })[0]).toBe(id);
  });

  it('lists unified kernels, with the command line that they were made with', () => {
    const menu = bootMenu(tree({ '/efi/EFI/Linux/wren+3.efi': 'MZ', '/etc/kernel/cmdline': 'root=/dev/u\n' }), {});
    expect(menu.entry).toMatchObject({
      id: 'wren.efi',
      kind: 'unified-kernel',
      triesLeft: 3,
      commandLine: 'root=/dev/u',
    });
    expect(menu.unknown.join()).toContain('/etc/kernel/cmdline');
  });
});

describe('GRUB', () => {
  const CONFIG = `
if [ -s $prefix/grubenv ]; then
  load_env
fi
if [ "\${next_entry}" ] ; then
   set default="\${next_entry}"
else
   set default="DEFAULT"
fi
function load_video {
  insmod all_video
}
if [ x$feature_timeout_style = xy ] ; then
  set timeout=7
fi
menuentry 'Wren GNU/Linux' --class wren $menuentry_id_option 'gnulinux-simple-1' {
	load_video
	echo	'Loading Linux 6.1.0-9-amd64 ...'
	linux	/boot/vmlinuz-6.1.0-9-amd64 root=UUID=1 ro quiet "a b" $odd
	initrd	/boot/initrd.img-6.1.0-9-amd64
}
submenu 'Advanced options' $menuentry_id_option 'gnulinux-advanced-1' {
	menuentry 'Wren, 6.1.0-9' --class x $menuentry_id_option 'gnulinux-6.1.0-9-advanced-1' {
		linux	/boot/vmlinuz-6.1.0-9-amd64 root=UUID=1 ro
	}
	menuentry 'Wren, 6.1.0-9 (recovery)' {
		linux	/boot/vmlinuz-6.1.0-9-amd64 root=UUID=1 ro single
	}
}
menuentry "Other" { chainloader +1 ; }
`;
  const menu = (wanted: string, more: Record<string, string> = {}) =>
    bootMenu(tree({ '/boot/grub/grub.cfg': CONFIG.replace('DEFAULT', wanted), ...more }), {});

  it('reads the menu', () => {
    const { entries, entry, timeout, source, unknown } = menu('0');
    expect(entries.map(({ title }) => title)).toEqual([
      'Wren GNU/Linux',
      'Wren, 6.1.0-9',
      'Wren, 6.1.0-9 (recovery)',
      'Other',
    ]);
    expect(entry).toMatchObject({
      id: 'gnulinux-simple-1',
      kernel: '/boot/vmlinuz-6.1.0-9-amd64',
      initrds: ['/boot/initrd.img-6.1.0-9-amd64'],
      commandLine: 'BOOT_IMAGE=/boot/vmlinuz-6.1.0-9-amd64 root=UUID=1 ro quiet a b',
      kernelVersion: '6.1.0-9-amd64',
      source: { path: '/boot/grub/grub.cfg', line: 19 },
    });
    expect({ timeout, source }).toEqual({ timeout: 7, source: { path: '/boot/grub/grub.cfg', line: 8 } });
    expect(unknown.join()).toContain('$odd');
  });

  it.each([
    ['0', 'Wren GNU/Linux'],
    ['2', 'Other'],
    ['1>1', 'Wren, 6.1.0-9 (recovery)'],
    ['Advanced options>Wren, 6.1.0-9', 'Wren, 6.1.0-9'],
    ['gnulinux-advanced-1>gnulinux-6.1.0-9-advanced-1', 'Wren, 6.1.0-9'],
    ['Other', 'Other'],
    ['no such entry', 'Wren GNU/Linux'],
    ['9', 'Wren GNU/Linux'],
  ])('default %s: %s', (wanted, title) => {
    expect(menu(wanted).entry?.title).toBe(title);
  });

  it.each([
    ['saved_entry=Other', 'Other'],
    ['saved_entry=1>0\nnext_entry=1>1', 'Wren, 6.1.0-9 (recovery)'],
    ['', 'Wren GNU/Linux'],
  ])('a saved entry: %s', (lines, title) => {
    const environment = `# GRUB Environment Block\n${lines}\n${'#'.repeat(50)}`;
    expect(menu(`$${'{saved_entry}'}`, { '/boot/grub/grubenv': environment }).entry?.title).toBe(title);
  });

  it('takes loader entries where it is told to', () => {
    const files = {
      '/boot/grub2/grub.cfg': 'set default="$saved_entry"\ninsmod blscfg\nblscfg\n',
      '/boot/grub2/grubenv': 'saved_entry=m-6.1\nkernelopts=root=/dev/k ro\n',
      '/boot/loader/entries/m-6.2.conf': 'title New\nlinux /vmlinuz-6.2\noptions $kernelopts\n',
      '/boot/loader/entries/m-6.1.conf': 'title Old\nlinux /vmlinuz-6.1\noptions $kernelopts $tuned_params\n',
    };
    const { entry, entries, unknown } = bootMenu(tree(files), {});
    expect(entries.map(({ title }) => title)).toEqual(['New', 'Old']);
    expect(entry?.commandLine).toBe('BOOT_IMAGE=/boot/vmlinuz-6.1 root=/dev/k ro');
    expect(unknown).toHaveLength(1);
  });

  it('is foretold from /etc/default/grub', () => {
    const files = {
      '/etc/default/grub': 'GRUB_TIMEOUT=2\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX="a=b"\n',
      '/etc/default/grub.d/50-x.cfg': 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX c"\n',
      '/etc/fstab': 'UUID=7 / ext4 defaults 0 1\n',
      '/boot/vmlinuz-6.1.9': '',
      '/boot/vmlinuz-6.1.10': '',
      '/boot/initrd.img-6.1.10': '',
    };
    const { entry, timeout } = bootMenu(tree(files), {});
    expect(timeout).toBe(2);
    expect(entry).toMatchObject({
      commandLine: 'BOOT_IMAGE=/boot/vmlinuz-6.1.10 root=UUID=7 ro a=b c quiet',
      initrds: ['/boot/initrd.img-6.1.10'],
      kernelVersion: '6.1.10',
    });
  });
});

it('reads extlinux.conf', () => {
  const text = `DEFAULT two
TIMEOUT 50
LABEL one
  KERNEL /vmlinuz-1.0
LABEL two
  MENU LABEL ^Second
  LINUX ../vmlinuz-2.0
  APPEND root=/dev/x initrd=/a.img,/b.img ro
`;
  expect(bootMenu(tree({ '/boot/extlinux/extlinux.conf': text }), {})).toMatchObject({
    loader: 'extlinux',
    timeout: 5,
    entry: {
      id: 'two',
      title: 'Second',
      initrds: ['/a.img', '/b.img'],
      commandLine: 'root=/dev/x initrd=/a.img,/b.img ro',
    },
  });
});

it('says so when there is nothing', () => {
  expect(bootMenu(tree({}), {})).toMatchObject({ loader: undefined, entry: undefined, entries: [] });
});
