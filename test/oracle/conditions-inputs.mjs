// Random roots, machines and conditions.

const FOLDERS = ['/srv', '/srv/a', '/srv/a/b', '/srv/full', '/srv/hidden', '/opt', '/opt/x.d'];
const FILES = [
  'one',
  'two.conf',
  '.hidden',
  'back~',
  'old.dpkg-old',
  'skip.ignore',
  'sp ace',
  'empty',
  '[odd]',
  'é',
  'q?',
];
const TARGETS = [
  'one',
  '/srv/a',
  'b',
  '../full',
  '/srv/none',
  '.',
  'loop',
  '/proc/self',
  '/run/x',
  '/etc/os-release',
  '../../../..',
];
const PATH_KINDS = [
  'PathExists',
  'PathExists',
  'PathIsDirectory',
  'PathIsSymbolicLink',
  'PathIsMountPoint',
  'PathIsReadWrite',
  'PathIsEncrypted',
  'DirectoryNotEmpty',
  'DirectoryNotEmpty',
  'FileNotEmpty',
  'FileIsExecutable',
];
const GLOBS = [
  '*',
  '?ne',
  '*.conf',
  '[ot]*',
  '[!o]*',
  '.*',
  '{one,none}',
  '{a,full}/*',
  '\\[odd\\]',
  'q\\?',
  '*~',
  'é',
  '{a,{b,full}}',
  '{}',
  'a{',
];
const WORDS = [
  'quiet',
  'ro',
  'root=/dev/sda1',
  'systemd.unit=x.target',
  'rd.break',
  'a=b=c',
  '"b c"',
  "d='e f'",
  'esc\\aped',
  'x',
  'systemd.condition-needs-update=1',
  'systemd.condition_needs_update=no',
];
const OPERATORS = ['', '=', '==', '!=', '<', '<=', '>', '>=', '<>', '$=', '!$='];
const VERSIONS = [
  '5.4',
  '6.1',
  '6.12.9',
  '7.0',
  '6.1.0-28',
  '0',
  '6.*',
  '6.1*',
  '6.12~rc1',
  '6.12^a',
  'a',
  '262',
  '252.1',
  '2.36',
];

const chooser = (random) => ({
  pick: (list) => list[Math.floor(random() * list.length)],
  chance: (share) => random() < share,
  upTo: (most) => Math.floor(random() * (most + 1)),
});

/**
 * A root (path -> text, {mode, text}, {link} or null for a folder), what is said about the machine, and conditions as
 * [name, signs, parameter].
 */
export function conditionInput(random, version, count = 40) {
  const { pick, chance, upTo } = chooser(random);
  const files = Object.fromEntries(FOLDERS.filter(() => chance(0.8)).map((path) => [path, null]));
  for (let i = upTo(14); i > 0; i--) {
    const path = `${pick(FOLDERS)}/${pick(FILES)}`;
    if (chance(0.25)) files[path] = { link: pick(TARGETS) };
    else files[path] = { text: chance(0.3) ? '' : 'x\n', mode: pick([0o644, 0o644, 0o755, 0o600, 0o010]) };
  }
  if (chance(0.2)) files['/srv/hidden/only~'] = { text: '', mode: 0o644 };
  if (chance(0.1)) files['/srv/loop'] = { link: 'loop' };
  if (chance(0.9)) files[pick(['/etc/os-release', '/usr-os-release'])] = { text: osRelease(), mode: 0o644 };
  delete files['/usr-os-release'];
  if (chance(0.5))
    files['/etc/machine-info'] = {
      text: `PRETTY_HOSTNAME=x\nTAGS=${pick(['a:b', '"web:db.1:-bad"', 'k=v:web', ''])}\n`,
      mode: 0o644,
    };
  const machineId = pick(['0123456789abcdef0123456789abcdef', 'ffffffffffffffffffffffffffffffff']);
  files['/etc/machine-id'] = { text: `${machineId}\n`, mode: 0o644 };
  const machine = {
    hostname: pick(['web', 'db-1', 'Host.example']),
    machineId,
    commandLine: Array.from({ length: upTo(5) }, () => pick(WORDS)).join(' '),
    firstBoot: chance(0.5),
    credentials: ['cred', 'my.cred', 'x'].filter(() => chance(0.5)),
  };
  const conditions = Array.from({ length: count }, () => [...condition(), pick(['', '!'])]);
  return { files, machine, conditions: conditions.map(([name, parameter, sign]) => [name, sign, parameter]) };

  function osRelease() {
    const lines = [
      'ID=debian',
      'VERSION_ID="12"',
      "NAME='Wren OS'",
      'BUILD_ID=2024.1 ',
      '# ID=x',
      'ODD=a\\b',
      'E="x\\"y\\$z"',
      'VARIANT_ID=',
    ];
    return `${lines.filter(() => chance(0.8)).join('\n')}\n`;
  }

  function condition() {
    if (chance(0.5)) return pathCondition();
    return pick([machineCondition, machineCondition, identityCondition, versionCondition])();
  }

  function somePath() {
    const known = Object.keys(files);
    const path = chance(0.6) && known.length > 0 ? pick(known) : `${pick(FOLDERS)}/${pick(FILES)}`;
    const tail = pick(['', '', '', '/', '/one', '/../a', '//', '/b/one']);
    return chance(0.06) ? pick(['/', '/etc', '/proc', '/run', '/sys', '/dev', 'relative', '/srv/../etc']) : path + tail;
  }

  function pathCondition() {
    if (chance(0.15))
      return ['PathExistsGlob', `${pick(['/srv', '/srv/a', '/srv/*', '/opt', '/*', '/srv/full'])}/${pick(GLOBS)}`];
    if (version >= 262 && chance(0.05)) return ['PathIsSocket', somePath()];
    if (chance(0.05)) return ['NeedsUpdate', pick(['/etc', '/var', '/srv', '/srv/a', 'rel'])];
    return [pick(PATH_KINDS), somePath()];
  }

  function machineCondition() {
    return pick([
      () => ['Architecture', pick(['x86-64', 'arm64', 'x86', 'native', 'pdp11', 'ppc64-le'])],
      () => ['CPUs', `${pick(OPERATORS)}${pick(['1', '2', '3', '4', '64', '0x2', ' 2', 'x', ''])}`],
      () => ['Memory', `${pick(OPERATORS)}${pick(['1', '1G', '2K', '100T', 'x', '1.5M'])}`],
      () => [
        'Capability',
        pick([
          'CAP_SYS_ADMIN',
          'cap_chown',
          'CAP_NET_RAW',
          'CAP_SYS_MODULE',
          'CAP_NOTHING',
          '12',
          '63',
          '64',
          '-1',
          'CAP_SYS_TIME',
        ]),
      ],
      () => ['FirstBoot', pick(['yes', 'no', '1', 'off', 'maybe'])],
      () => [
        'Firmware',
        pick([
          'uefi',
          'device-tree',
          'bios',
          'smbios-field(x',
          'device-tree-compatible(a',
          'smbios-field(bios_vendor $= *)',
        ]),
      ],
      () => [
        'Security',
        pick(['selinux', 'apparmor', 'nothing', 'cvm', 'measured-uki', 'measured-os', 'tpm2', 'smack']),
      ],
      () => [
        'Virtualization',
        pick(['yes', 'no', 'vm', 'container', 'docker', 'kvm', 'none', 'private-users', 'podman', 'nonsense', '0']),
      ],
      // Newer versions need the second version of control groups to be mounted, which a test machine may lack.
      () => [
        'ControlGroupController',
        pick(version < 262 ? ['v1', 'v2', 'nothing', 'nothing cpu', 'cpu', 'a b'] : ['v1', 'v2']),
      ],
      () => ['ACPower', pick(['yes', 'no', 'x'])],
      () => ['CPUFeature', pick(['sse2', 'SSE2', 'nothing', 'arm64.fp', 'pdp11.x', 'x86-64.sse2'])],
      ...(version >= 262 ? [() => ['KernelModuleLoaded', pick(['a/b', 'no-such', '..', ''])]] : []),
    ])();
  }

  function identityCondition() {
    return pick([
      () => [
        'Host',
        pick([
          'web',
          'WEB',
          'db-*',
          'host.*',
          '*',
          '[wd]*',
          'w?b',
          machine.machineId,
          '0123456789abcdef0123456789abcde0',
          '01234567-89ab-cdef-0123-456789abcdef',
          'x\\*',
          'w\\eb',
        ]),
      ],
      () => [
        'KernelCommandLine',
        pick([
          'quiet',
          'root',
          'root=/dev/sda1',
          'root=',
          'b c',
          'a=b',
          'a=b=c',
          'd=e f',
          'escaped',
          'esc\\aped',
          'rd.break',
          'sys',
          'x',
        ]),
      ],
      () => ['Credential', pick(['cred', 'my.cred', 'x', 'other', 'a/b', 'a:b', '..'])],
      () => ['User', pick(['root', '0', '1', '@system', 'nobody', '00', '+0', '65534', '-1'])],
      () => ['Group', pick(['0', 'root', '4242', '00'])],
      ...(version >= 262 ? [() => ['MachineTag', pick(['a', 'web', 'db*', 'k=*', '*', '-bad', 'k'])]] : []),
      ...(version >= 262
        ? [
            () => [
              'Fraction',
              pick([
                '0%',
                '100%',
                '50%',
                'tag 50%',
                'tag 25.5%',
                '1',
                'a b 3%',
                '101%',
                'x 99.99%',
                '0.01%',
                'rollout 75‰',
              ]),
            ],
          ]
        : []),
    ])();
  }

  function versionCondition() {
    const expression = () => `${pick(OPERATORS)}${pick(['', '', ' '])}${pick(VERSIONS)}`;
    const several = () => Array.from({ length: 1 + upTo(1) }, expression).join(' ');
    if (chance(0.5)) {
      const field = () =>
        `${pick(['ID', 'VERSION_ID', 'NAME', 'BUILD_ID', 'ODD', 'E', 'NOT_SET', 'VARIANT_ID', '1X', ''])}${pick(OPERATORS)}${pick(['debian', '12', '11', 'deb*', '"Wren OS"', 'ab', '', '2024.1', '?ebian', '2024.1~x'])}`;
      return [
        'OSRelease',
        Array.from({ length: 1 + upTo(1) }, () => (chance(0.2) ? `"${field().replaceAll('"', '')}"` : field())).join(
          ' ',
        ),
      ];
    }
    if (version < 262) return ['KernelVersion', several()];
    return [
      pick(['KernelVersion', 'Version']),
      `${pick(['', '', 'systemd ', 'systemd', 'kernel ', 'glibc '])}${several()}`,
    ];
  }
}

/** The lines of a run: all conditions, any of which may be met, and then some of them together. */
export function conditionAsks({ conditions }, random) {
  const lists = Array.from({ length: 4 }, () => {
    const from = Math.floor(random() * 36);
    const part = conditions.slice(from, from + 1 + Math.floor(random() * 4));
    return conditionLines(part, () => random() < 0.5);
  });
  return [conditionLines(conditions, () => true), ...lists];
}

function conditionLines(conditions, trigger) {
  return conditions.map(([name, sign, parameter]) => `Condition${name}=${trigger() ? '|' : ''}${sign}${parameter}`);
}
