// Random units that combine the settings which count for `systemd-analyze security`.

const YES_NO = ['yes', 'no', 'true', 'off', '1', '0', '', 'maybe'];
const SWITCHES =
  'DynamicUser LockPersonality MemoryDenyWriteExecute NoNewPrivileges PrivateDevices PrivateMounts PrivateNetwork PrivateTmp PrivateUsers ProtectClock ProtectControlGroups ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables RemoveIPC RestrictRealtime RestrictSUIDSGID'.split(
    ' ',
  );
const CAPABILITIES =
  'CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_FSETID CAP_KILL CAP_SETGID CAP_SETUID CAP_SETPCAP CAP_LINUX_IMMUTABLE CAP_NET_BIND_SERVICE CAP_NET_BROADCAST CAP_NET_ADMIN CAP_NET_RAW CAP_IPC_LOCK CAP_IPC_OWNER CAP_SYS_MODULE CAP_SYS_RAWIO CAP_SYS_CHROOT CAP_SYS_PTRACE CAP_SYS_PACCT CAP_SYS_ADMIN CAP_SYS_BOOT CAP_SYS_NICE CAP_SYS_RESOURCE CAP_SYS_TIME CAP_SYS_TTY_CONFIG CAP_MKNOD CAP_LEASE CAP_AUDIT_WRITE CAP_AUDIT_CONTROL CAP_SETFCAP CAP_MAC_OVERRIDE CAP_MAC_ADMIN CAP_SYSLOG CAP_WAKE_ALARM CAP_BLOCK_SUSPEND CAP_AUDIT_READ CAP_PERFMON CAP_BPF CAP_CHECKPOINT_RESTORE cap_kill Cap_Bpf CAP_NONE 21 62 63 64 -1 0x15'.split(
    ' ',
  );
const FAMILIES =
  'AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET AF_CAN AF_VSOCK AF_LOCAL AF_ROUTE AF_FILE af_unix AF_NOTHING AF_BLUETOOTH AF_UNSPEC'.split(
    ' ',
  );
const NAMESPACES = 'user mnt ipc pid cgroup net uts time'.split(' ');
const CALLS =
  '@system-service @basic-io @file-system @default @known @privileged @resources @mount @swap @clock @debug @module @raw-io @reboot @obsolete @cpu-emulation @network-io @process @setuid @chown @sandbox @nothing read write open_tree mount swapon swapoff reboot ptrace personality ioperm iopl uselib bpf chown chown32 umount umount2 nice setpriority sched_setaffinity quotactl no_such_call vhangup acct query_module create_module clock_settime clock_settime64 settimeofday adjtimex modify_ldt vm86 perf_event_open lookup_dcookie rtas init_module mseal listns open_tree_attr move_mount _sysctl sysfs ustat'.split(
    ' ',
  );
const ACTIONS = ['', '', '', '', '', ':EPERM', ':kill', ':0', ':5', ':ENOTHING', ':5000', ':', ':log'];
const PREFIXES =
  'any localhost link-local multicast 127.0.0.1 127.0.0.0/8 127.0.0.1/7 10.0.0.0/8 0.0.0.0/0 ::/0 ::1 ::1/64 ::1/128 fe80::/64 1.2.3.4/0 fd00::1/0 ::ffff:127.0.0.1 0:0:0:0:0:0:0:1 10.0.0.256 foo.localhost LOCALHOST 300.1.1.1/8 ::1/129 2001:db8::5 ::0.0.0.1'.split(
    ' ',
  );
const ARCHITECTURES = 'native native native x86-64 x86 arm64 x32 loongarch64 nothing riscv64'.split(' ');
const DEVICES = [
  '/dev/null rw',
  'char-rtc',
  'char-* rwm',
  '/dev/sda x',
  '/etc/passwd r',
  'block-loop rwm',
  '/dev/../etc',
  '',
  '/dev/tty%i r',
  '/dev/null',
];

/** A source of whole numbers from 0 to below `n`; the same seed gives the same ones. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

/** Units of all kinds: {name, text, dropIns: texts of drop-ins}. Names differ. */
export function randomUnits(count, random) {
  const writer = new Writer(random);
  return Array.from({ length: count }, (_, index) => writer.unit(index));
}

class Writer {
  constructor(random) {
    this.random = random;
  }

  unit(index) {
    const type = this.chance(6) ? this.one(['socket', 'mount', 'swap', 'slice', 'timer', 'target', 'path']) : 'service';
    const name = this.name(type, index);
    const dropIns = Array.from({ length: this.chance(6) ? 1 + this.random(2) : 0 }, () => this.settings(type, 4));
    return { name, text: this.fragment(type, name), dropIns };
  }

  name(type, index) {
    if (type === 'mount') return `srv-r${index}.mount`;
    if (type === 'swap') return `dev-r${index}.swap`;
    if (type === 'service' && index === 3) return 'nobody.service';
    if (type === 'service' && index === 5) return 'root.service';
    return this.chance(10) ? `r${index}@${this.one(['a', 'nobody', '0', 'root'])}.${type}` : `r${index}.${type}`;
  }

  fragment(type, name) {
    const base = {
      service: '[Service]\nExecStart=/bin/true\n',
      socket: '[Socket]\nListenStream=/run/x.sock\nAccept=no\n',
      mount: `[Mount]\nWhat=/dev/x\nWhere=/${name.slice(0, -6).replaceAll('-', '/')}\n`,
      swap: `[Swap]\nWhat=/${name.slice(0, -5).replaceAll('-', '/')}\n`,
      slice: '[Slice]\n',
      timer: '[Timer]\nOnBootSec=1\n',
      target: '',
      path: '[Path]\nPathExists=/x\n',
    }[type];
    const early = this.chance(5) ? `[Unit]\nDefaultDependencies=${this.one(YES_NO)}\n` : '';
    return `${early}${base}${this.settings(type, this.one([3, 10, 25, 60]))}`;
  }

  settings(type, most) {
    if (['timer', 'target', 'path'].includes(type)) return '';
    const lines = Array.from({ length: 1 + this.random(most) }, () => this.setting());
    return `[${type[0].toUpperCase()}${type.slice(1)}]\n${lines.map((line) => `${line}\n`).join('')}`;
  }

  setting() {
    if (this.chance(2)) return `${this.one(SWITCHES)}=${this.one(this.chance(2) ? ['yes'] : YES_NO)}`;
    const kind = this.random(24);
    switch (kind) {
      case 0:
        return `CapabilityBoundingSet=${this.list(CAPABILITIES, 6)}`;
      case 1:
        return `AmbientCapabilities=${this.list(CAPABILITIES, 2)}`;
      case 2:
        return `RestrictAddressFamilies=${this.chance(6) ? 'none' : this.list(FAMILIES, 4)}`;
      case 3:
        return `RestrictNamespaces=${this.chance(3) ? this.one(YES_NO) : this.list(this.chance(9) ? ['x'] : NAMESPACES, 5)}`;
      case 4:
      case 5:
      case 6:
        return `SystemCallFilter=${this.list(CALLS, this.one([1, 3, 6]), () => this.one(ACTIONS))}`;
      case 7:
        return `SystemCallArchitectures=${this.words(ARCHITECTURES, 2)}`;
      case 8:
        return `IPAddressDeny=${this.words(this.chance(2) ? ['any'] : PREFIXES, 3)}`;
      case 9:
        return `IPAddressAllow=${this.words(PREFIXES, 3)}`;
      case 10:
        return `DeviceAllow=${this.one(DEVICES)}`;
      case 11:
        return `DevicePolicy=${this.one(['auto', 'closed', 'strict', '', 'open'])}`;
      case 12:
        return `UMask=${this.one(['0077', '077', '022', '0', '0027', '7777', '0002', '07', '88', '', '0o77', '-1', '0006', '0333'])}`;
      case 13:
        return `User=${this.one(['', 'root', '0', 'nobody', 'daemon', '65534', '%i', 'www-data', '%u', '1000'])}`;
      case 14:
        return `SupplementaryGroups=${this.one(['', 'audio', 'video audio', '4'])}`;
      case 15:
        return `ProtectHome=${this.one(['yes', 'no', 'read-only', 'tmpfs', '', 'full', 'on'])}`;
      case 16:
        return `ProtectSystem=${this.one(['yes', 'no', 'full', 'strict', '', 'tmpfs', 'off'])}`;
      case 17:
        return `${this.one(['RootDirectory', 'RootImage'])}=${this.one(['/', '', '/srv/root', '//', '/x/../y', '/%i', '/srv/./'])}`.replace(
          '/x/../y',
          '/x',
        );
      case 18:
        return `${this.one(['KeyringMode=private', 'KeyringMode=shared', 'KeyringMode=inherit', 'KeyringMode=', 'KeyringMode=x', 'ProcSubset=pid', 'ProcSubset=all', 'ProcSubset='])}`;
      case 19:
        return `ProtectProc=${this.one(['noaccess', 'invisible', 'ptraceable', 'default', '', 'x'])}`;
      case 20:
        return `${this.one(['NotifyAccess=all', 'NotifyAccess=main', 'NotifyAccess=exec', 'NotifyAccess=none', 'NotifyAccess=', 'Type=notify', 'WatchdogSec=5'])}`;
      case 21:
        return `Delegate=${this.one([...YES_NO, 'cpu memory', 'cpu nothing'])}`;
      case 22:
        return this.one([
          'IPIngressFilterPath=/sys/fs/bpf/a',
          'IPEgressFilterPath=',
          'IPEgressFilterPath=a',
          'MountImages=/a.raw:/b',
          'MountImages=/a.raw',
          'MountImages=',
          'LoadCredentialEncrypted=a:/b',
          'LoadCredential=a:/b',
          'LoadCredential=',
          'SetCredentialEncrypted=c: YWJj',
          'SetCredential=c:abc',
          'RootMStack=/srv/m',
        ]);
      default:
        return this.one([
          'PrivateTmp=connected',
          'PrivateTmp=disconnected',
          'PrivateUsers=self',
          'PrivateUsers=identity',
          'PrivateUsers=full',
          'ProtectControlGroups=private',
          'ProtectControlGroups=strict',
          'ProtectHostname=private',
          'ProtectHostname=yes:web',
          'ProtectHostname=no:web',
          'ProtectHostname=private:a..b',
          'ProtectHostname=private:%p',
        ]);
    }
  }

  /** A list that may begin with `~`, or be empty. */
  list(words, most, suffix = () => '') {
    if (this.chance(12)) return '';
    const head = this.chance(2) ? '~' : '';
    if (head && this.chance(10)) return head;
    return head + this.words(words, most, suffix);
  }

  words(words, most, suffix = () => '') {
    if (this.chance(15)) return '';
    return Array.from({ length: 1 + this.random(most) }, () => this.quote(this.one(words) + suffix())).join(' ');
  }

  quote(word) {
    if (!this.chance(40)) return word;
    return this.one([`"${word}"`, `"${word}`, `${word}\\`, `'${word}'`]);
  }

  one(list) {
    return list[this.random(list.length)];
  }

  /** True once in `n` times. */
  chance(n) {
    return this.random(n) === 0;
  }
}
