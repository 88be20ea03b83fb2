/** The first version that falls back to units of its own when the root has no file for them. */
const BUILT_IN_SINCE = 262;

interface Power {
  readonly name: string;
  readonly description: string;
  /** Whether `ctrl-alt-del.target` may be an alias of it. */
  readonly onKeys: boolean;
}

/** The ways to end the system; each has a target, and a service that does it. */
const POWER: readonly Power[] = [
  { name: 'exit', description: 'Exit the Container', onKeys: true },
  { name: 'halt', description: 'System Halt', onKeys: true },
  { name: 'kexec', description: 'Reboot via kexec', onKeys: true },
  { name: 'poweroff', description: 'System Power Off', onKeys: true },
  { name: 'reboot', description: 'System Reboot', onKeys: true },
  { name: 'soft-reboot', description: 'Reboot System Userspace', onKeys: false },
];

const TARGETS: Readonly<Record<string, readonly string[]>> = {
  'basic.target': [
    'Description=Basic System',
    'Requires=sysinit.target',
    'Wants=sockets.target timers.target paths.target slices.target',
    'After=sysinit.target sockets.target paths.target slices.target tmp.mount',
    'RequiresMountsFor=/var /var/tmp',
    'Wants=tmp.mount',
  ],
  'final.target': [
    'Description=Late Shutdown Services',
    'DefaultDependencies=no',
    'RefuseManualStart=yes',
    'After=shutdown.target umount.target',
  ],
  'graphical.target': [
    'Description=Graphical Interface',
    'Requires=multi-user.target',
    'Wants=display-manager.service',
    'Conflicts=rescue.service rescue.target',
    'After=multi-user.target rescue.service rescue.target display-manager.service',
    'AllowIsolate=yes',
  ],
  'multi-user.target': [
    'Description=Multi-User System',
    'Requires=basic.target',
    'Conflicts=rescue.service rescue.target',
    'After=basic.target rescue.service rescue.target',
    'AllowIsolate=yes',
  ],
  'shutdown.target': ['Description=System Shutdown', 'DefaultDependencies=no', 'RefuseManualStart=yes'],
  'sigpwr.target': ['Description=Power Failure'],
  'sysinit.target': [
    'Description=System Initialization',
    'Wants=local-fs.target swap.target',
    'After=local-fs.target swap.target',
    'Conflicts=emergency.service emergency.target',
    'Before=emergency.service emergency.target',
  ],
  'umount.target': ['Description=Unmount All Filesystems', 'DefaultDependencies=no', 'RefuseManualStart=yes'],
};

const UNITS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(TARGETS).map(([name, lines]) => [name, section('Unit', lines)] as const),
  ...POWER.flatMap(powerUnits),
]);

/**
 * The settings of a unit that systemd brings along, as a unit file; undefined when it has none of that name:
 * load-fragment.c, `builtin_unit_lookup`. Files and masks in the root win over it.
 *
 * @param version major version of systemd
 */
export function builtInUnit(name: string, version: number): string | undefined {
  return version >= BUILT_IN_SINCE ? UNITS.get(name) : undefined;
}

/** The names of these units. */
export function builtInUnitNames(version: number): readonly string[] {
  return version >= BUILT_IN_SINCE ? [...UNITS.keys()] : [];
}

function powerUnits({ name, description, onKeys }: Power): (readonly [string, string])[] {
  const service = `systemd-${name}.service`;
  const target = section('Unit', [
    `Description=${description}`,
    'DefaultDependencies=no',
    `Requires=${service}`,
    `After=${service}`,
    'AllowIsolate=yes',
    'JobTimeoutSec=30min',
    `JobTimeoutAction=${name}-force`,
  ]);
  const doer = section('Unit', [
    `Description=${description}`,
    'DefaultDependencies=no',
    'Requires=shutdown.target umount.target final.target',
    'After=shutdown.target umount.target final.target',
    `SuccessAction=${name}-force`,
  ]);
  const install = onKeys ? section('Install', ['Alias=ctrl-alt-del.target']) : '';
  return [
    [`${name}.target`, target + install],
    [service, doer],
  ];
}

function section(name: string, lines: readonly string[]): string {
  return `[${name}]\n${lines.join('\n')}\n`;
}
