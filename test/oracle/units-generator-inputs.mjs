// Random input for systemd's generators.

/** By generator: random numbers -> {files: path -> text or {text, mode} or {link}, commandLine}. */
export const inputs = { fstab, 'rc-local': rcLocal };

const chooser = (random) => ({
  pick: (list) => list[Math.floor(random() * list.length)],
  chance: (share) => random() < share,
  upTo: (most) => Math.floor(random() * (most + 1)),
});

const WHATS = [
  '/dev/sda1',
  '/dev/sda2',
  '/dev/mapper/a-b',
  'UUID=1234-ABCD',
  'LABEL=data',
  'LABEL="my\\040disk"',
  'PARTUUID=0a',
  'PARTLABEL=p/q%',
  'tmpfs',
  'server:/export',
  '//host/share',
  '/srv/image.raw',
  '/dev',
  '/sys/x',
  'overlay',
  '/dev/disk/by-id/x',
];
const WHERES = [
  '/',
  '/usr',
  '/home',
  '/mnt/a',
  '/mnt/a\\040b',
  '/mnt//c/',
  '/srv/./x',
  '/proc',
  '/run',
  '/dev/shm',
  '/mnt/../x',
  'none',
  'rel/ative',
  '/mnt/%d',
  '/boot/efi',
  '/var/lib/x-y',
  '/sys/fs/cgroup/x',
  '/mnt/é',
];
const KINDS = [
  'ext4',
  'xfs',
  'auto',
  'swap',
  'swap',
  'nfs',
  'nfs4',
  'cifs',
  'tmpfs',
  'vfat',
  'btrfs',
  'fuse.sshfs',
  'autofs',
  'bind',
  'squashfs',
  'overlay',
  '9p',
  'ext2',
];
const OPTIONS = [
  'defaults',
  'rw',
  'noauto',
  'auto',
  'nofail',
  'fail',
  '_netdev',
  'bind',
  'rbind',
  'bg',
  'fg',
  'sw',
  'pri=3',
  'x-systemd.automount',
  'comment=systemd.automount',
  'x-systemd.idle-timeout=1min',
  'x-systemd.idle-timeout=0',
  'x-systemd.mount-timeout=30',
  'x-systemd.mount-timeout=never',
  'x-systemd.device-timeout=5s',
  'x-systemd.device-timeout=0',
  'x-systemd.device-timeout=soon',
  'comment=systemd.device-timeout=7',
  'x-systemd.requires=foo.service',
  'x-systemd.requires=/mnt/a',
  'x-systemd.after=bar',
  'x-systemd.after=/dev/sdz',
  'x-systemd.before=b\\,c.service',
  'x-systemd.wants=w.service',
  'x-systemd.requires-mounts-for=/a%b',
  'x-systemd.wants-mounts-for=/c',
  'x-systemd.wanted-by=w.target',
  'x-systemd.required-by=r.target',
  'x-systemd.wanted-by',
  'x-systemd.makefs',
  'x-systemd.growfs',
  'x-systemd.rw-only',
  'x-systemd.validatefs',
  'x-initrd.mount',
  'usrquota',
  'quota',
  'subvol=@',
  'opt=100%',
  'a\\,b',
  'q\\\\',
  'x=\\z',
];

function fstab(random) {
  const { pick, chance, upTo } = chooser(random);
  const lines = Array.from({ length: 1 + upTo(7) }, () => {
    if (chance(0.06))
      return pick([
        '# comment',
        '',
        '   ',
        '  # x',
        '/dev/sdq',
        '/dev/sdq /mnt/q',
        '/dev/sdq /mnt/q ext4',
        '/dev/sdq /mnt/q ext4 rw x',
      ]);
    const kind = pick(KINDS);
    const options = Array.from({ length: 1 + upTo(3) }, () => pick(OPTIONS)).join(',');
    const numbers = pick(['', ' 0 0', ' 0 1', ' 0 2', '\t1\t2 ', ' 0']);
    return `${pick(WHATS)}${pick([' ', '\t', '  '])}${kind === 'swap' ? pick(['none', 'swap', '/x']) : pick(WHERES)} ${kind} ${options}${numbers}`;
  });
  const words = Array.from({ length: upTo(2) }, () => pick(COMMAND_LINE));
  return { files: { '/etc/fstab': `${lines.join('\n')}${chance(0.9) ? '\n' : ''}` }, commandLine: words.join(' ') };
}

const COMMAND_LINE = [
  'quiet',
  'fstab=no',
  'fstab=1',
  'rd.fstab=no',
  'systemd.swap=no',
  'systemd.swap',
  'systemd.swap=maybe',
  'systemd.volatile=state',
  'systemd.volatile',
  'systemd.mount-extra=/dev/sdx:/mnt/x:ext4:nofail',
  'systemd.mount-extra=LABEL=y:/mnt/y',
  'systemd.mount-extra=/dev/sdx',
  'systemd.mount-extra=a:/b:c:d:e',
  'rd.systemd.mount-extra=/dev/sdr:/mnt/r',
  'systemd.swap-extra=/dev/sdw',
  'systemd.swap-extra=/dev/sdv:nofail',
  'root=/dev/sda1',
  '"systemd.mount-extra=/dev/sdx:/mnt/a b::ro"',
];

function rcLocal(random) {
  const { pick } = chooser(random);
  const mode = pick([0o755, 0o644, 0o700]);
  const script = pick([{ text: '#!/bin/sh\n', mode }, { link: 'rc.other' }, { link: 'gone' }, undefined]);
  const other = { '/etc/rc.other': { text: '#!/bin/sh\n', mode } };
  return { files: script ? { '/etc/rc.local': script, ...other } : other, commandLine: '' };
}
