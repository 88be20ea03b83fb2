// Random units for verify-rules.mjs: each type with the settings that its rules look at.

const repeated = (values, times) => values.flatMap((value) => Array(times).fill(value));
const YES_NO = ['yes', 'no', 'maybe', ''];
const SPANS = ['0', '5', '1min', '50ms', 'infinity', 'soon', ''];
const PATHS = ['/srv/data', '%t/foo', 'relative', '/a/../b', '/srv//x/', ''];
const EXEC = [
  ['User', ['root', 'daemon', '']],
  ['Group', ['root']],
  ['DynamicUser', ['yes', 'no', 'yes']],
  ['WorkingDirectory', ['~', '-~', '/srv', '/proc/self', '/dev', '-/sys/kernel', '']],
  ['PAMName', ['login', '', 'x']],
  ['KillMode', ['process', 'mixed', 'none', 'control-group', 'bogus', '']],
  ['PrivatePIDs', ['yes', 'no', 'maybe']],
  ['PrivateUsers', ['yes', 'self', 'managed', 'no', 'full', 'identity', 'bogus']],
  ['UserNamespacePath', ['/proc/1/ns/user', 'x', '']],
];
const NAMESPACE = [
  ['PrivateTmp', ['yes', 'no', 'disconnected', 'connected']],
  ['PrivateMounts', ['yes', 'no', '']],
  ['PrivateNetwork', ['yes', 'no']],
  ['NetworkNamespacePath', ['/run/netns/a']],
  ['ProtectSystem', ['yes', 'no', 'strict', 'bogus']],
  ['ProtectHome', ['tmpfs', 'no']],
  ['ProtectKernelTunables', ['yes', 'no']],
  ['ProtectKernelModules', ['yes', 'no']],
  ['ProtectKernelLogs', ['yes', 'no']],
  ['ProtectControlGroups', ['yes', 'no', 'private']],
  ['ProtectProc', ['invisible', 'default']],
  ['ProcSubset', ['pid', 'all']],
  ['PrivateBPF', ['yes', 'no']],
  ['PrivateDevices', ['yes', 'no']],
  ['PrivateIPC', ['yes', 'no']],
  ['IPCNamespacePath', ['/proc/1/ns/ipc', '']],
  ['MountFlags', ['shared', 'slave', 'bogus', '']],
  ['RootDirectory', ['/srv/root', '/', '']],
  ['MountAPIVFS', ['yes', 'no', '']],
  ['BindLogSockets', ['yes', 'no', '']],
  ['LogNamespace', ['foo', '']],
  ['StateDirectory', ['foo', 'foo::ro', 'foo:bar:ro', '/abs', '']],
  ['ReadWritePaths', ['/srv', 'x', '', '/srv x']],
  ['InaccessibleDirectories', ['/srv']],
  ['BindPaths', ['/a:/b', '']],
  ['BindReadOnlyPaths', ['/a', '']],
  ['TemporaryFileSystem', ['/var:ro', '']],
  ['MountImages', ['/a.img:/b']],
  ['ExtensionDirectories', ['/e', '']],
];
const UNIT = (name) => [
  ['OnFailure', ['a.service', 'a.service b.service', '%n', 'c@%i.service', name, 'bad name', 'a.service a.service']],
  ['OnSuccess', ['a.service', 'b.service a.service', name, '%p.service']],
  ['OnFailureJobMode', ['isolate', 'replace', 'fail', 'bogus', '']],
  ['OnSuccessJobMode', ['isolate', 'replace', 'lenient']],
  ['OnFailureIsolate', ['yes', 'no', 'x']],
  ['JobTimeoutSec', SPANS],
  ['JobRunningTimeoutSec', SPANS],
  ['Before', ['x.device', name, 'a.service', '%n', 'dev-sda.device a.service', '%p@.service', 'nonsense']],
  ['After', [name, 'a.service', 'x.device', '%n a.service', name.replace(/@[^.]*\./, '@.'), '%p.service']],
  ['Conflicts', [name, 'shutdown.target', '%n']],
  ['BindTo', [name, 'x.device']],
  ['PropagateReloadTo', [name]],
  ['SuccessAction', ['none', 'reboot', 'bogus', '']],
];
const SERVICE = (name) => [
  [
    'Type',
    [
      ...repeated(['oneshot', 'simple', 'forking'], 4),
      ...['exec', 'dbus', 'notify', 'notify-reload', 'idle', 'bogus', ''],
    ],
  ],
  [
    'ExecStart',
    [
      '/bin/true',
      '/bin/true',
      '-/bin/true ; /bin/true',
      '/bin/true ; /bin/true',
      '',
      '-',
      '-/bin/true ; -',
      '; /bin/true ;',
      '/bin/true \\; x',
      '/bin/true ";" y',
      '@/bin/true x',
      ';',
      'relative/x',
      '-relative/x',
    ],
  ],
  ['ExecStop', ['/bin/true', '']],
  ['ExecStartPost', ['/bin/true', '']],
  ['RemainAfterExit', YES_NO],
  ['Restart', ['always', 'on-success', 'on-failure', 'no', 'bogus', '']],
  ['RestartForceExitStatus', ['1', 'SIGHUP 3', 'bogus', '', 'bogus 3']],
  ['ExitType', ['main', 'cgroup', 'bogus']],
  ['BusName', [`org.example.${name.replace(/\W/g, '')}`, 'bad', '']],
  ['USBFunctionDescriptors', PATHS],
  ['USBFunctionStrings', PATHS],
  ['RuntimeMaxSec', SPANS],
  ['RuntimeRandomizedExtraSec', SPANS],
  ['RestartSec', SPANS],
  ['RestartSteps', ['0', '3', '-1', 'x', '']],
  ['RestartMaxDelaySec', SPANS],
  ['RestartRandomizedDelaySec', SPANS],
  ['LoadCredential', ['foo:/etc/foo', 'foo', '', 'a/b:/x']],
  ['SetCredential', ['foo:bar', 'foo', '']],
  ['SetCredentialEncrypted', ['foo:AAAA', 'foo:*', '']],
  ['ImportCredential', ['foo.*', '', 'a*b']],
  [
    'RefreshOnReload',
    ['yes', 'no', 'credentials', 'extensions', '~extensions', '~credentials', 'extensions credentials', 'bogus', ''],
  ],
  ['ExtensionDirectories', ['/e', '/e.v', '/e.v/x___', '', '/x___']],
  ['ExtensionImages', ['/e.raw', '/e.raw.v', '']],
];
const SOCKET = [
  ['ListenStream', ['80', '/run/a.sock', '@abstract', '[::1]:80', 'nonsense port', '', '%t/x', 'vsock::99']],
  ['ListenDatagram', ['53', '/run/d.sock', '']],
  ['ListenSequentialPacket', ['/run/s.sock', '80']],
  ['ListenFIFO', ['/run/fifo', 'relative', '']],
  ['ListenNetlink', ['kobject-uevent 1', 'bogus']],
  ['ListenSpecial', ['/dev/x', '/srv/x']],
  ['ListenMessageQueue', ['/queue', 'queue']],
  ['ListenUSBFunction', ['/srv/ffs']],
  ['Accept', YES_NO],
  ['MaxConnections', ['0', '5', '-3', 'x', '']],
  ['Service', ['a.service', 'a.socket', 'a b.service', '%p-x.service', '']],
  ['DeferTrigger', ['yes', 'no', 'patient', 'bogus']],
  ['Symlinks', ['/run/l', '/run/l /run/m', 'relative', '', '/run/l relative']],
  ['ExecStartPre', ['/bin/true']],
];
const where = (path) => [
  path,
  '/elsewhere',
  `${path}/`,
  `/${path}`,
  '',
  'relative',
  '%f',
  '/a/../b',
  `${path}/.`,
  '/',
  '"/x"',
];
const MOUNT = (path) => [
  ['What', ['/dev/sda1', '', 'UUID=abc', 'tmpfs', '%k']],
  ['Where', where(path)],
  ['Type', ['ext4', '']],
];
const AUTOMOUNT = (path) => [
  ['Where', where(path)],
  ['ExtraOptions', ['fd=3', 'x,indirect', 'fdx', 'a\\,fd,b', '', 'maxproto,', 'x=fd', 'pgrp', '%m,minproto=1']],
];
const SWAP = (path) => [
  [
    'What',
    [
      ...where(path).filter((value) => !value.includes('..')),
      'UUID=12-ab',
      'LABEL="a b"',
      'PARTLABEL=x/y',
      path.slice(1),
      'srv',
    ],
  ],
];
const TIMER = [
  ['OnCalendar', ['daily', 'bogus', '', '*:0/15', 'Mon 2020-01-01']],
  ['OnBootSec', SPANS],
  ['OnActiveSec', SPANS],
  ['OnUnitActiveSec', ['%i', '5min', '']],
  ['OnClockChange', YES_NO],
  ['OnTimezoneChange', YES_NO],
  ['Unit', ['x.device', 'a.service', '%n', 'x.device', 'nonsense']],
];
const PATH = [
  ['PathExists', PATHS],
  ['PathExistsGlob', ['/srv/*', '*']],
  ['PathChanged', PATHS],
  ['PathModified', PATHS],
  ['DirectoryNotEmpty', PATHS],
  ['MakeDirectory', YES_NO],
  ['Unit', ['x.device', 'a.service', '%n']],
];

/** A small generator of random numbers that gives the same row for the same seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Settings that one rule looks at together; by themselves random units would seldom hold all of them. */
const THEMES = {
  service: [
    ['Type', 'Restart'],
    ['Type', 'RestartForceExitStatus'],
    ['Type', 'ExitType'],
    ['Type', 'BusName'],
    ['Type', 'PrivatePIDs', 'PAMName'],
    ['Type', 'ExecStart'],
    ['Type', 'ExecStartPost', 'LoadCredential', 'SetCredential', 'ImportCredential'],
    ['Type', 'RuntimeMaxSec', 'RuntimeRandomizedExtraSec'],
    ['ExecStop', 'RemainAfterExit', 'SuccessAction'],
    ['USBFunctionDescriptors', 'USBFunctionStrings'],
    ['RestartSteps', 'RestartMaxDelaySec', 'RestartSec', 'RestartRandomizedDelaySec'],
    ['RefreshOnReload', 'ExtensionDirectories', 'LoadCredential', 'ExtensionImages'],
  ],
  socket: [
    ['Accept', 'ListenDatagram', 'ListenFIFO'],
    ['Accept', 'Service'],
    ['Accept', 'MaxConnections'],
    ['Accept', 'DeferTrigger'],
    ['Symlinks', 'ListenStream', 'ListenFIFO'],
    ['ListenStream', 'Accept'],
  ],
  exec: [
    ['PAMName', 'KillMode'],
    ['DynamicUser', 'WorkingDirectory'],
    ['PrivateUsers', 'User', 'Group', 'DynamicUser', 'PAMName'],
    ['PrivateUsers', 'UserNamespacePath'],
    ['PrivatePIDs', 'PAMName'],
  ],
  unit: [
    ['OnFailure', 'OnFailureJobMode', 'OnFailureIsolate'],
    ['OnSuccess', 'OnSuccessJobMode'],
    ['JobTimeoutSec', 'JobRunningTimeoutSec'],
    ['Before', 'After', 'Conflicts'],
  ],
};

/** Lines for some of the rows: those of a theme nearly always, once or twice, and the others with a small chance. */
function lines(random, rows, chance, theme = []) {
  const out = [];
  for (const [key, values] of rows) {
    const likely = theme.includes(key) ? 80 : chance;
    for (let more = likely; random(100) < more; more = likely / 3) out.push(`${key}=${values[random(values.length)]}`);
  }
  for (let i = out.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

function themeOf(random, group) {
  const themes = THEMES[group] ?? [];
  return themes.length > 0 ? themes[random(themes.length)] : [];
}

function unitText(random, type, name, path) {
  const own = {
    service: SERVICE(name),
    socket: SOCKET,
    mount: MOUNT(path),
    automount: AUTOMOUNT(path),
    swap: SWAP(path),
    timer: TIMER,
    path: PATH,
    slice: [],
    target: [],
    device: [],
  }[type];
  const section = type === 'target' || type === 'device' ? undefined : type[0].toUpperCase() + type.slice(1);
  const sure = [];
  if (type === 'service' && random(100) < 70) sure.push('ExecStart=/bin/true');
  if (type === 'socket' && random(100) < 50) sure.push('ListenStream=8080');
  if (type === 'mount' && random(100) < 75) sure.push('What=/dev/sda1');
  const exec = ['service', 'socket', 'mount', 'swap'].includes(type);
  const themed = random(3);
  const theme = [...themeOf(random, type), ...(themed === 1 ? themeOf(random, 'exec') : [])];
  const context = exec ? lines(random, EXEC, 2, theme) : [];
  if (exec && random(100) < 15) context.push('WorkingDirectory=/proc/self', ...lines(random, NAMESPACE, 4));
  const general = lines(random, UNIT(name), 2, themed === 2 ? themeOf(random, 'unit') : theme);
  const body = section
    ? [`[${section}]`, ...sure, ...lines(random, own, own.length > 10 ? 3 : 30, theme), ...context]
    : [];
  return `${[...(general.length > 0 ? ['[Unit]', ...general] : []), ...body].join('\n')}\n`;
}

const TYPES = [
  'service',
  'service',
  'service',
  'socket',
  'socket',
  'mount',
  'automount',
  'swap',
  'timer',
  'path',
  'slice',
  'target',
  'device',
];

/** Units of all types; those of one batch do not know each other. */
export function unitsOf(seed, count) {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, at) => {
    const type = TYPES[at % TYPES.length];
    const template = ['service', 'socket', 'timer', 'path', 'target'].includes(type) ? random(8) : 9;
    const base = ['mount', 'automount', 'swap'].includes(type) && random(8) === 0 ? `bw${at}-a\\x2db` : `bw${at}`;
    const name = template === 0 ? `${base}@.${type}` : template === 1 ? `${base}@in.${type}` : `${base}.${type}`;
    const path = `/${base.replace('-', '/').replace('\\x2d', '-')}`;
    return { name, text: unitText(random, type, name, path) };
  });
}

/** One unit for each rule that random units meet seldom or never. */
const RARE = [
  ['race.service', 'Service', 'Type=simple', 'ExecStart=/bin/true', 'ExecStartPost=/bin/true', 'SetCredential=a:b'],
  ['cgroup.service', 'Service', 'Type=oneshot', 'ExecStart=/bin/true', 'ExitType=cgroup'],
  ['fork.service', 'Service', 'Type=forking', 'ExecStart=/bin/true', 'PrivatePIDs=yes'],
  ['start.service', 'Service', 'Type=exec', 'ExecStop=/bin/true'],
  ['force.service', 'Service', 'Type=oneshot', 'ExecStart=/bin/true', 'RestartForceExitStatus=3'],
  ['credentials.service', 'Service', 'ExecStart=/bin/true', 'RefreshOnReload=credentials'],
  ['versions.service', 'Service', 'ExecStart=/bin/true', 'RefreshOnReload=extensions', 'ExtensionImages=/e.raw'],
  [
    'main.service',
    'Service',
    'RemainAfterExit=yes',
    'ExecStop=/bin/true',
    'RefreshOnReload=extensions',
    'ExtensionImages=/e.raw.v',
  ],
  ['jitter.service', 'Service', 'ExecStart=/bin/true', 'RestartRandomizedDelaySec=infinity'],
  ['defer.socket', 'Socket', 'ListenStream=80', 'Accept=yes', 'DeferTrigger=patient'],
  ['managed.service', 'Service', 'ExecStart=/bin/true', 'PrivateUsers=managed', 'User=root'],
  ['root.automount', 'Automount', 'Where=/'],
  ['escape.service', 'Service', 'ExecStart=/bin/true a\\qb ; /bin/true'],
  ['swap.swap', 'Swap', 'What=LABEL=a b'],
  ['dev-disk-by\\x2dlabel-a\\x5cx20b.swap', 'Swap', 'What=LABEL="a b"'],
].map(([name, section, ...lines]) => ({ name, text: `[${section}]\n${lines.join('\n')}\n` }));

/** Units whose name decides; each is asked alone, since others depend on some of them. */
export function specialUnits() {
  const api = [
    'proc',
    'sys',
    'dev',
    'run',
    'dev-shm',
    'dev-pts',
    'dev-hugepages',
    'sys-kernel-security',
    'sys-kernel-debug',
    'sys-fs-smackfs',
    'sys-fs-cgroup',
    'sys-fs-cgroup-systemd',
    'sys-fs-pstore',
    'sys-fs-bpf',
    'sys-fs-selinux',
    'sys-firmware-efi-efivars',
    'dev-console',
    'proc-kmsg',
    'proc-sys',
    'proc-sys-kernel-random-boot_id',
    'proc-sys-fs-binfmt_misc',
    'run-host',
    'run-host-x',
    'run-credentials',
    'run-credentials-x.service',
    'run-user',
  ];
  const hash = `${'a'.repeat(200)}_0123456789abcdef`;
  return [
    ...RARE,
    ...api.map((name) => ({ name: `${name}.mount`, text: '[Mount]\nWhat=x\n' })),
    ...['-', 'a--b', 'a-', '-a', 'a-b', 'a-b-c', '--'].map((name) => ({ name: `${name}.slice`, text: '[Slice]\n' })),
    ...['-', 'a--b', 'a-', '-a', 'a\\x2', 'a\\x2db', 'a-..-b', '.a', hash].flatMap((name) => [
      { name: `${name}.mount`, text: '[Mount]\nWhat=x\n' },
      { name: `${name}.automount`, text: '[Automount]\nDirectoryMode=755\n' },
      { name: `${name}.swap`, text: '[Swap]\nPriority=1\n' },
      { name: `${name}.mount`, text: `[Mount]\nWhat=x\nWhere=/${'a'.repeat(250)}/b\n` },
    ]),
    { name: '-.mount', text: '[Unit]\nDescription=x\n' },
    { name: 'x.scope', text: '[Scope]\nRuntimeMaxSec=1\n' },
    ...['mount', 'automount', 'swap', 'slice', 'device', 'scope'].flatMap((type) => [
      { name: `x@.${type}`, text: '[Unit]\nDescription=x\n' },
      { name: `x@y.${type}`, text: '[Unit]\nDescription=x\n' },
    ]),
    { name: 'a b.service', text: '[Service]\nExecStart=/bin/true\n' },
    { name: 'empty.service', text: '' },
    { name: 'blank.service', text: '\n' },
    { name: 'open.service', text: '[Unit\nBefore=x.device\n[Service]\n' },
    { name: 'late.service', text: '[Unit]\nBefore=x.device\n[Service]\nUser=a/b\n[Unit]\nAfter=late.service\n' },
    { name: 'dots.swap', text: '[Swap]\nWhat=/a/../b\n' },
    { name: 'none.target', text: '[Service]\nType=dbus\n' },
  ];
}
