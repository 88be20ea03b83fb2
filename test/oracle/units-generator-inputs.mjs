// Random input for systemd's generators.

/** By generator: random numbers -> {files: path -> text or {text, mode} or {link}, commandLine, credentials}. */
export const inputs = { crypttab, debug, fstab, getty, 'rc-local': rcLocal, run, sysv };

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

const VOLUMES = ['root', 'usr', 'home', 'a-b', 'odd%name', 'luks-0a1b', 'swap0', 'n/m'];
const UUID = '01234567-89ab-cdef-0123-456789abcdef';
const SOURCES = [
  '/dev/sda5',
  `UUID=${UUID}`,
  `/dev/disk/by-uuid/${UUID}`,
  'LABEL=x',
  '/srv/file.img',
  '/srv/p%c',
  'PARTLABEL=a\\b',
  'rel',
];
const KEYS = [
  'none',
  '-',
  '/etc/key',
  '/dev/urandom',
  '/dev/sdk',
  '/key:/dev/sdk1',
  '/key:LABEL=keys',
  '/a:b',
  'UUID=77',
  '/etc/k%y',
  '/dev/null',
];
const CRYPT_OPTIONS = [
  'luks',
  'swap',
  'tmp',
  'tmp=xfs',
  'nofail',
  'noauto',
  '_netdev',
  'discard',
  'x-initrd.attach',
  'header=/boot/h',
  'header=/h:/dev/sdh',
  'header=/h%:LABEL=q',
  'keyfile-timeout=10s',
  'keyfile-timeout=0',
  'keyfile-timeout=bad',
  'x-systemd.device-timeout=5',
  'cipher=a%b',
  'a\\,b',
  'header=/dev/sdh',
];
const LUKS = [
  'quiet',
  'luks=no',
  'luks.crypttab=no',
  `luks.uuid=${UUID}`,
  `luks.uuid=luks-${UUID}`,
  `luks.name=${UUID}=named`,
  `luks.options=${UUID}=discard,nofail`,
  `luks.options=${UUID}=header=/h:/dev/sdh`,
  'luks.options=timeout=9',
  `luks.key=${UUID}=/k:LABEL=key`,
  'luks.key=/def/key',
  `luks.data=${UUID}=/dev/sdd`,
  'luks.name=zz',
  'rd.luks.name=x',
  'luks.uuid',
];

function crypttab(random) {
  const { pick, chance, upTo } = chooser(random);
  const lines = Array.from({ length: upTo(4) }, () => {
    if (chance(0.08)) return pick(['# x', '', 'lonely', ' # y', 'a b c d e']);
    const options = Array.from({ length: 1 + upTo(3) }, () => pick(CRYPT_OPTIONS)).join(',');
    return [pick(VOLUMES), pick(SOURCES), pick(KEYS), options].slice(0, pick([2, 3, 4, 4, 4])).join(pick([' ', '\t']));
  });
  const words = Array.from({ length: pick([0, 0, 1, 2, 3]) }, () => pick(LUKS));
  return { files: { '/etc/crypttab': `${lines.join('\n')}\n` }, commandLine: words.join(' ') };
}

const SCRIPT_NAMES = [
  'alpha',
  'beta.sh',
  'gamma',
  'delta-one',
  'e@x',
  'ep.service',
  'odd name',
  'zeta.sh',
  'native',
  'masked',
  'x.bak',
  'network',
];
const FACILITY_NAMES = [
  'alpha',
  'beta',
  'gamma',
  'zeta',
  '$network',
  '$local_fs',
  '$remote_fs',
  '$syslog',
  '$time',
  '$named',
  '$portmap',
  '$all',
  '$x-display-manager',
  'mail-transport-agent',
  'network',
  'delta-one',
  'other.sh',
  '"q r"',
  'x.target',
  'x.mount',
  '+mysql',
];

function sysv(random) {
  const { pick, chance, upTo } = chooser(random);
  const files = {
    '/etc/systemd/system/native.service': '[Service]\nExecStart=/bin/true\n',
    '/etc/systemd/system/masked.service': { link: '/dev/null' },
  };
  const names = [...new Set(Array.from({ length: 1 + upTo(5) }, () => pick(SCRIPT_NAMES)))];
  const provided = new Set();
  for (const name of names) files[`/etc/init.d/${name}`] = { text: script(name), mode: chance(0.9) ? 0o755 : 0o644 };
  if (chance(0.1)) files['/etc/init.d/linked'] = { link: '../elsewhere' };
  files['/etc/elsewhere'] = { text: '#! /bin/sh\n# description: Elsewhere\n', mode: 0o755 };
  for (const name of names) {
    const levels = upTo(4);
    for (let i = 0; i < levels; i++) {
      const start = `${pick(['S', 'S', 'S', 'K', 's'])}${pick(['01', '05', '20', '20', '99', 'x1'])}`;
      files[`/etc/rc${pick(['1', '2', '3', '4', '5', '0', 'S'])}.d/${start}${name}`] = { link: `../init.d/${name}` };
    }
  }
  return { files, commandLine: '' };

  function words() {
    return Array.from({ length: upTo(3) }, () => pick(FACILITY_NAMES)).join(' ');
  }

  // What two scripts provide goes to the one that systemd happens to read first, so each name is given once.
  function provides(name) {
    const some = [name.replace(/\.sh$/, ''), ...words().split(' ')].filter(
      (word) => !provided.has(word) && word !== '',
    );
    for (const word of some) provided.add(word);
    return some.join(' ');
  }

  function script(name) {
    const lines = ['#! /bin/sh'];
    if (chance(0.3))
      lines.push(
        pick(['# description: Does %things', '# Description: one \\', '#description:', '# chkconfig: 2345 20 80']),
      );
    if (chance(0.3))
      lines.push(
        pick(['#   and two \\', '#   and three', '# pidfile: /run/x%.pid', '# PIDFILE:run/x.pid', '# processname: x']),
      );
    if (chance(0.7)) {
      lines.push('### BEGIN INIT INFO', `# Provides:          ${provides(name)}`);
      if (chance(0.7)) lines.push(`# Required-Start:    ${words()}`);
      if (chance(0.4)) lines.push(`# should-start: ${words()}`);
      if (chance(0.3)) lines.push(`# X-Start-Before: ${words()}`);
      if (chance(0.2)) lines.push(`# X-Start-After: ${words()}`);
      if (chance(0.5)) lines.push('# Default-Start:     2 3 4 5');
      if (chance(0.5)) lines.push('# Short-Description: Short one');
      if (chance(0.5))
        lines.push('# Description: Long one', pick(['#   goes on', '#\tgoes on', '# ends', ' #   indented', '#  ']));
      if (chance(0.2)) lines.push('#   further on');
      if (chance(0.95)) lines.push('### END INIT INFO');
    }
    if (chance(0.6))
      lines.push(
        pick([
          'echo "Usage: $0 {start|stop|reload}"',
          'echo "usage: x {start|RELOAD|stop}" >&2',
          'echo "Usage: x \\',
          'echo Usage {reloading}',
        ]),
      );
    if (chance(0.3)) lines.push(pick(['  {start|reload|stop}"', 'x']));
    return `${lines.join('\n')}\n`;
  }
}

function getty(random) {
  const { pick, upTo } = chooser(random);
  const words = [
    'systemd.getty_auto=no',
    'systemd.getty_auto',
    'systemd.getty-auto=0',
    'systemd.getty_auto=builtin',
    'systemd.getty_auto=console,credential',
    'systemd.getty_auto=x',
    'systemd.getty_auto=',
    'quiet',
  ];
  const devices = Array.from({ length: upTo(3) }, () =>
    pick(['hvc0', 'xvc0', 'ttysclp0', '3270/tty1', 'ttyS0', 'hvc1']),
  );
  return { files: {}, devices, commandLine: Array.from({ length: upTo(2) }, () => pick(words)).join(' ') };
}

const UNIT_WORDS = [
  'foo.service',
  'bar',
  'a@b.service',
  'tpl@.service',
  '/home/x',
  '/dev/sda',
  'odd name',
  'x.timer',
  'é',
  '',
];
const DEBUG_WORDS = [
  'quiet',
  'rd.systemd.mask=rd.service',
  'systemd.mask',
  'systemd.debug_shell',
  'systemd.debug-shell=1',
  'systemd.debug_shell=no',
  'systemd.debug_shell=ttyS1',
  'systemd.debug-shell=/dev/tty9',
  'systemd.debug_shell=/dev/ttyS0',
  'systemd.default_debug_tty=hvc0',
  'systemd.default-debug-tty=/dev//tty9',
  'systemd.default_debug_tty',
  'systemd.unit=rescue.target',
  'systemd.unit=other',
  'systemd.unit',
  'rd.systemd.unit=z.target',
  '3',
  '5=x',
  'single',
  '-b',
  'S',
  '6',
  'systemd.break',
  'systemd.break=pre-basic',
  'systemd.break=pre-udev,pre-basic',
  'systemd.break=pre-mount,x',
  'systemd.break=pre-basic,,pre-udev',
  '"systemd.wants=quo ted.service"',
  "'systemd.mask=single quoted",
];

function debug(random) {
  const { pick, chance, upTo } = chooser(random);
  const word = () =>
    chance(0.5) ? pick(DEBUG_WORDS) : `${pick(['systemd.mask', 'systemd.wants'])}=${pick(UNIT_WORDS)}`;
  const credentials = {};
  for (let i = pick([0, 0, 0, 1, 2, 4]); i > 0; i--) {
    const kind = pick(['systemd.extra-unit.', 'systemd.unit-dropin.', 'other.']);
    const name = pick(['foo.service', 'bar.service~10-x.y', 'a@b.timer~', 'baz', 'foo.service~z']);
    credentials[kind + name] = `[Unit]\nDescription=${i}${pick(['', '\n', '\n\n'])}`;
  }
  return { files: {}, commandLine: Array.from({ length: upTo(6) }, word).join(' '), credentials };
}

const RUN_WORDS = [
  'quiet',
  'systemd.run=/bin/true',
  '"systemd.run=/bin/echo 100% a"',
  'systemd.run',
  'systemd.run=',
  'rd.systemd.run=/bin/false',
  'systemd.run_success_action=none',
  'systemd.run-success-action=reboot',
  'systemd.run_success_action',
  'systemd.run_failure_action=none',
  'systemd.run_failure-action=poweroff',
  'systemd.run=\'/bin/sh -c "x; y"\'',
  'systemd.run=a\\x20b',
];

function run(random) {
  const { pick, upTo } = chooser(random);
  return { files: {}, commandLine: Array.from({ length: upTo(5) }, () => pick(RUN_WORDS)).join(' ') };
}
