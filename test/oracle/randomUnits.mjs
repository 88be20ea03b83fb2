// The texts of the units of random trees; see randomTrees.mjs.

const RELATIONS = [
  ...['Wants', 'Wants', 'Wants', 'Requires', 'Requires', 'After', 'After', 'After', 'Before', 'Before'],
  ...['Requisite', 'BindsTo', 'PartOf', 'Upholds', 'Conflicts', 'OnFailure', 'OnSuccess', 'PropagatesReloadTo'],
  ...[
    'ReloadPropagatedFrom',
    'PropagatesStopTo',
    'StopPropagatedFrom',
    'JoinsNamespaceOf',
    'BindTo',
    'RequiresOverridable',
  ],
];
const SPECIFIED = [
  '%n',
  '%N.socket',
  '%p-x.service',
  'tpl@%i.service',
  'pair@%n.service',
  '%p@b.service',
  'tpl@%%.service',
  'foo-%j.target',
  'tpl@x%i.service',
];
const PATHS = [
  '/srv',
  '/srv/data',
  '/var/lib/x',
  '/tmp/a',
  '/home/u',
  '/mnt/a-b/c',
  '/',
  '/var/../etc',
  'relative',
  '"/srv/a b"',
  '/opt/%p',
];
const TYPES = ['simple', 'exec', 'oneshot', 'oneshot', 'oneshot', 'notify', 'forking', 'idle', 'dbus', 'nonsense'];
const OUTPUTS = [
  'journal',
  'inherit',
  'null',
  'kmsg',
  'journal+console',
  'syslog',
  'tty',
  'socket',
  'file:/var/log/x',
  'append:/var/log/y',
  'fd:foo',
  'nonsense',
];

/** `context`: {pick, chance, odd, name(), service(), dropIn?}. */
export function unitText(name, context) {
  const type = name.slice(name.lastIndexOf('.') + 1);
  const own = SECTIONS[type];
  const lines = unitSection(context);
  const section = own ? own(name, context) : [];
  const sectionName = `[${type[0].toUpperCase()}${type.slice(1)}]`;
  if (context.dropIn) {
    return context.chance(0.6) ? file(['[Unit]', ...lines.slice(0, 3)]) : file([sectionName, ...section.slice(-2)]);
  }
  return file(['[Unit]', ...lines, ...(own ? [sectionName, ...section] : [])]);
}

function file(lines) {
  return lines.map((line) => `${line}\n`).join('');
}

function unitSection(context) {
  const { pick, chance, odd } = context;
  const lines = [];
  const relations = Math.floor(Math.abs(chance(0.5) ? 4 : 2) * (chance(0.5) ? 1 : 0.5));
  for (let i = 0; i < relations; i++) lines.push(`${pick(RELATIONS)}=${words(context)}`);
  if (chance(0.25)) lines.push(`DefaultDependencies=${pick(['no', 'no', 'no', 'yes', 'maybe'])}`);
  if (chance(0.1)) lines.push(`RequiresMountsFor=${pick(PATHS)} ${chance(0.3) ? pick(PATHS) : ''}`);
  if (chance(0.05)) lines.push(`WantsMountsFor=${pick(PATHS)}`);
  if (chance(0.1)) lines.push(`AllowIsolate=${pick(['yes', 'no'])}`);
  if (chance(0.06)) lines.push(`IgnoreOnIsolate=${pick(['yes', 'no'])}`);
  if (chance(0.06)) lines.push(`StopWhenUnneeded=${pick(['yes', 'no'])}`);
  if (chance(0.06)) lines.push(`RefuseManualStart=${pick(['yes', 'no'])}`);
  if (chance(0.04)) lines.push(`OnFailureJobMode=${pick(['isolate', 'replace', 'fail', 'odd'])}`);
  if (chance(odd / 3))
    lines.push(
      pick([
        'After=',
        'Wants= ',
        'Unknown=1',
        '[Un"it]',
        'NoEquals',
        '# note',
        'Wants="alpha.service',
        'CollectMode=odd',
      ]),
    );
  return lines;
}

function words({ pick, chance, odd, name }) {
  const count = chance(0.6) ? 1 : 2 + (chance(0.3) ? 1 : 0);
  return Array.from({ length: count }, () => (chance(odd / 2 + 0.03) ? pick(SPECIFIED) : name())).join(' ');
}

const SECTIONS = { service, socket, timer, path, mount, automount, swap, slice };

function service(_name, context) {
  const { pick, chance, odd, name } = context;
  const type = pick(TYPES);
  const lines = [];
  if (chance(0.8) && (type !== 'nonsense' || chance(odd))) lines.push(`Type=${type}`);
  if (type === 'dbus' ? chance(1 - odd) : chance(0.08))
    lines.push(`BusName=${pick(['org.a.B', 'org.c.D%i', 'org.e.F', 'bad', 'org.%p.X'])}`);
  lines.push(
    chance(1 - odd / 2)
      ? 'ExecStart=/bin/true'
      : pick(['ExecStart=relative/x y', 'ExecStart=-/bin/false', 'ExecStop=/bin/true', '']),
  );
  if (chance(0.3)) lines.push(`RemainAfterExit=${pick(['yes', 'no'])}`);
  if (chance(0.1))
    lines.push(`Sockets=${pick(['alpha.socket', 'beta.socket tpl.socket', '%p.socket', 'alpha.service', name()])}`);
  if (chance(0.08)) lines.push(`Restart=${pick(['no', 'on-failure', 'always'])}`);
  return [...lines, ...exec(context), ...slices(context)];
}

function exec({ pick, chance, odd }) {
  const lines = [];
  if (chance(0.12)) lines.push(`StandardOutput=${pick(OUTPUTS)}`);
  if (chance(0.08)) lines.push(`StandardError=${pick(OUTPUTS)}`);
  if (chance(0.06)) lines.push(`StandardInput=${pick(['null', 'tty', 'socket', 'data', 'fd:x', 'file:/x', 'odd'])}`);
  if (chance(0.1)) lines.push(`PrivateTmp=${pick(['yes', 'no', 'disconnected', 'connected', 'maybe'])}`);
  if (chance(0.06)) lines.push(`DynamicUser=${pick(['yes', 'no'])}`);
  if (chance(0.08))
    lines.push(
      `WorkingDirectory=${pick(['/srv', '-/srv/data', '~', '/var/lib/%p', chance(odd) ? 'relative' : '/home'])}`,
    );
  if (chance(0.04)) lines.push(`RootDirectory=${pick(['/srv/root', '/', '/mnt/a-b'])}`);
  if (chance(0.03)) lines.push(`RootImage=${pick(['/srv/x.raw', '/var/lib/images/%p.raw'])}`);
  if (chance(0.03)) lines.push(`DeviceAllow=${pick(['/dev/null r', 'char-pts', ''])}`);
  if (chance(0.03)) lines.push(`PrivateDevices=${pick(['yes', 'no'])}`);
  if (chance(0.03)) lines.push(`MountImages=${pick(['/srv/y.raw:/mnt', ''])}`);
  if (chance(0.1))
    lines.push(
      `${pick(['StateDirectory', 'RuntimeDirectory', 'CacheDirectory', 'LogsDirectory', 'ConfigurationDirectory'])}=${pick(['x', 'x/y z', '%p', 'a:b', 'private/x', '/abs', '', 'c::ro', '"a b"', 'x:y:z'])}`,
    );
  if (chance(0.04)) lines.push(`LogNamespace=${pick(['ns', 'n-%p', 'a/b', ''])}`);
  if (chance(0.03)) lines.push(`ManagedOOMSwap=${pick(['kill', 'auto'])}`);
  return lines;
}

function slices({ pick, chance, name }) {
  return chance(0.1)
    ? [`Slice=${pick(['side.slice', 'side-inner.slice', 'system-%p.slice', '-.slice', 'x.service', 'odd', name()])}`]
    : [];
}

function socket(_name, context) {
  const { pick, chance, odd, service } = context;
  const lines = [];
  const ports = chance(odd / 2) ? 0 : 1 + (chance(0.3) ? 1 : 0);
  for (let i = 0; i < ports; i++) {
    lines.push(
      pick([
        'ListenStream=/run/x.sock',
        'ListenStream=8080',
        'ListenDatagram=/run/y',
        'ListenFIFO=/var/run/fifo',
        'ListenSpecial=/dev/null',
        'ListenNetlink=route 1',
        'ListenStream=@abstract',
        'ListenMessageQueue=/mq',
        'ListenStream=/srv/data/s',
        'ListenSequentialPacket=/tmp/seq',
      ]),
    );
  }
  if (chance(0.2)) lines.push(`Accept=${pick(['yes', 'yes', 'no', 'maybe'])}`);
  if (chance(0.15)) lines.push(`Service=${pick([service(), service(), '%p.service', 'x.target'])}`);
  if (chance(0.08)) lines.push(`BindToDevice=${pick(['eth7', 'lo', 'eth7'])}`);
  if (chance(0.08)) lines.push(pick(['ExecStartPre=/bin/true', 'ExecStopPost=-/bin/true']));
  return [...lines, ...exec(context), ...slices(context)];
}

function timer(_name, { pick, chance, odd, name }) {
  const lines = [];
  if (!chance(odd / 2))
    lines.push(
      pick([
        'OnBootSec=1h',
        'OnCalendar=daily',
        'OnUnitActiveSec=5min',
        'OnCalendar=hourly',
        'OnStartupSec=1',
        'OnClockChange=yes',
        'OnCalendar=nonsense',
      ]),
    );
  if (chance(0.1)) lines.push('OnBootSec=', 'OnActiveSec=9h');
  if (chance(0.3)) lines.push(`Persistent=${pick(['yes', 'no', 'odd'])}`);
  if (chance(0.3)) lines.push(`Unit=${pick([name(), 'alpha.service', '%p.service', '%n'])}`);
  if (chance(0.05)) lines.push(`Unit=${name()}`);
  return lines;
}

function path(_name, { pick, chance, odd, name }) {
  const lines = [];
  if (!chance(odd / 2))
    lines.push(
      `${pick(['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'])}=${pick(['/srv/x', '/var/lib/y', '/tmp/*', 'relative', '/home/%p'])}`,
    );
  if (chance(0.2)) lines.push(`PathExists=${pick(['/srv/x', ''])}`);
  if (chance(0.3)) lines.push(`Unit=${pick([name(), 'alpha.service', '%n'])}`);
  return lines;
}

function mount(name, context) {
  const { pick, chance, odd } = context;
  const stem = name.slice(0, name.lastIndexOf('.'));
  const lines = [];
  const where = `/${stem.replaceAll('-', '/').replaceAll('\\x2d', '-')}`;
  if (chance(0.9)) lines.push(`Where=${chance(odd / 2) ? '/else/where' : where}`);
  if (!chance(odd / 2))
    lines.push(
      `What=${pick(['/dev/vdb1', '/dev/disk/by-label/x', 'tmpfs', 'server:/export', '/srv/file.img', 'UUID=12-34', '/dev/root', '/sys/x', 'LABEL=a b', '/home/../x'])}`,
    );
  if (chance(0.6)) lines.push(`Type=${pick(['ext4', 'tmpfs', 'nfs', 'xfs', 'bind', 'fuse.sshfs', 'btrfs', '9p'])}`);
  if (chance(0.5))
    lines.push(
      `Options=${pick(['nofail', 'bind', '_netdev', 'loop', 'usrquota', 'x-systemd.device-bound', 'x-systemd.device-bound=no', 'nofail,fail', 'x-initrd.mount', 'ro,quota', 'grpquota,nofail', 'a\\,nofail'])}`,
    );
  return [...lines, ...exec(context), ...slices(context)];
}

function automount(name, { pick, chance, odd }) {
  const where = `/${name.slice(0, name.lastIndexOf('.')).replaceAll('-', '/')}`;
  return [
    ...(chance(0.8) ? [`Where=${chance(odd / 2) ? '/else' : where}`] : []),
    ...(chance(0.2) ? [`TimeoutIdleSec=${pick(['5', 'odd'])}`] : []),
  ];
}

function swap(name, context) {
  const { pick, chance, odd } = context;
  const what = `/${name.slice(0, name.lastIndexOf('.')).replaceAll('-', '/')}`;
  const lines = chance(0.9) ? [`What=${chance(odd / 2) ? pick(['/else', 'UUID=1', 'rel']) : what}`] : [];
  if (chance(0.3)) lines.push(`Options=${pick(['discard', 'nofail', '_netdev'])}`);
  return [...lines, ...exec(context), ...slices(context)];
}

function slice(_name, { pick, chance }) {
  return chance(0.4)
    ? [pick(['CPUWeight=5', 'ManagedOOMMemoryPressure=kill', 'Slice=side.slice', 'MemoryMax=1G'])]
    : [];
}
