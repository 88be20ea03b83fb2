/** Namespaces that a service may be kept from creating; names as in unit files. */
export type Namespace = string;

/** What a filter of system calls lets through. */
export interface SyscallFilter {
  /** Whether only the listed calls are allowed; else all but the listed ones. */
  readonly allowList: boolean;
  readonly calls: ReadonlySet<string>;
}

/** `IPAddressAllow=`, `IPAddressDeny=` and the BPF programs that may take their place. */
export interface IpAccess {
  readonly denyAll: boolean;
  readonly allowLocalhost: boolean;
  readonly allowOther: boolean;
  readonly customFilters: boolean;
}

/** Which sockets a service is kept from opening. */
export interface RestrictedFamilies {
  readonly inet: boolean;
  readonly unix: boolean;
  readonly netlink: boolean;
  readonly packet: boolean;
  readonly other: boolean;
}

/** The settings that are simply on or off, whatever their words are. */
export const SWITCHES = [
  'LockPersonality',
  'MemoryDenyWriteExecute',
  'NoNewPrivileges',
  'PrivateDevices',
  'PrivateMounts',
  'PrivateNetwork',
  'PrivateTmp',
  'PrivateUsers',
  'ProtectClock',
  'ProtectControlGroups',
  'ProtectHostname',
  'ProtectKernelLogs',
  'ProtectKernelModules',
  'ProtectKernelTunables',
  'RemoveIPC',
  'RestrictRealtime',
  'RestrictSUIDSGID',
] as const;
export type Switch = (typeof SWITCHES)[number];

/** All that counts for the exposure of a unit: `SecurityInfo` of analyze/analyze-security.c. */
export interface SecurityInfo {
  readonly defaultDependencies: boolean;
  readonly on: Readonly<Record<Switch, boolean>>;
  readonly user: string | undefined;
  readonly dynamicUser: boolean;
  readonly hasSupplementaryGroups: boolean;
  readonly ambientCapabilities: bigint;
  readonly capabilityBoundingSet: bigint;
  readonly keyringMode: string | undefined;
  readonly notifyAccess: string | undefined;
  readonly protectHome: string | undefined;
  readonly protectSystem: string | undefined;
  readonly protectProc: string | undefined;
  readonly procSubset: string | undefined;
  readonly rootDirectory: string | undefined;
  readonly rootImage: string | undefined;
  readonly umask: number;
  /** The namespaces that may still be created; undefined for all. */
  readonly allowedNamespaces: ReadonlySet<Namespace> | undefined;
  readonly restrictedFamilies: RestrictedFamilies;
  readonly syscallArchitectures: ReadonlySet<string>;
  readonly syscallFilter: SyscallFilter;
  readonly ip: IpAccess;
  readonly delegate: boolean;
  readonly devicePolicy: string | undefined;
  /** How many devices are allowed by name. */
  readonly allowedDevices: number;
}

/** All 64 bits: no capability is taken away. */
export const ALL_CAPABILITIES = (1n << 64n) - 1n;

/** What holds for units that run no processes: `security_info_new`. */
export function securityInfoNew(): SecurityInfo {
  return {
    defaultDependencies: true,
    on: Object.fromEntries(SWITCHES.map((key) => [key, false])) as Record<Switch, boolean>,
    user: undefined,
    dynamicUser: false,
    hasSupplementaryGroups: false,
    ambientCapabilities: 0n,
    capabilityBoundingSet: ALL_CAPABILITIES,
    keyringMode: undefined,
    notifyAccess: undefined,
    protectHome: undefined,
    protectSystem: undefined,
    protectProc: undefined,
    procSubset: undefined,
    rootDirectory: undefined,
    rootImage: undefined,
    umask: 0o002,
    allowedNamespaces: undefined,
    restrictedFamilies: { inet: false, unix: false, netlink: false, packet: false, other: false },
    syscallArchitectures: new Set(),
    syscallFilter: { allowList: false, calls: new Set() },
    ip: { denyAll: false, allowLocalhost: false, allowOther: false, customFilters: false },
    delegate: false,
    devicePolicy: undefined,
    allowedDevices: 0,
  };
}
