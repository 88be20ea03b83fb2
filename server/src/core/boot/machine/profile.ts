/**
 * What is known of the machine that boots, as JSON keeps it. What is left out is unknown, and no answer is built on a
 * guess about it. An empty list says that there are none.
 */
export interface MachineProfile {
  /** Major version of systemd. */
  readonly systemdVersion?: number;
  /** The kernel's command line. */
  readonly commandLine?: string;
  /** As systemd names it: `x86-64`, `arm64`, ... */
  readonly architecture?: string;
  /** `none`, or what systemd-detect-virt(1) prints: `kvm`, `qemu`, `docker`, `systemd-nspawn`, ... */
  readonly virtualization?: string;
  readonly firstBoot?: boolean;
  /** Names below `/dev`, paths, or names of device units: `ttyS0`, `/dev/sda1`, `dev-sda1.device`. */
  readonly devices?: readonly string[];
  /** Names below `/dev` of the consoles that the kernel prints to. */
  readonly consoles?: readonly string[];
  /** Paths of which it is known whether something stands there, such as some in /sys; they win over the root. */
  readonly paths?: Readonly<Record<string, boolean>>;
  readonly hostname?: string;
  /** 32 hexadecimal digits. */
  readonly machineId?: string;
  /** As `uname -r` prints it. */
  readonly kernelVersion?: string;
  readonly glibcVersion?: string;
  readonly cpus?: number;
  /** Flags of the processor, in small letters. */
  readonly cpuFeatures?: readonly string[];
  /** In bytes. */
  readonly memory?: number;
  readonly acPower?: boolean;
  /** Those that process 1 may have: `CAP_SYS_ADMIN`, ... */
  readonly capabilities?: readonly string[];
  /** What of systemd.unit(5), ConditionSecurity= is there: `selinux`, `apparmor`, `tpm2`, ... */
  readonly security?: readonly string[];
  readonly firmware?: 'uefi' | 'device-tree' | 'bios';
  /** Names of credentials; their texts where units come from them. */
  readonly credentials?: readonly string[] | Readonly<Record<string, string>>;
  /** Modules that are loaded or built into the kernel. */
  readonly kernelModules?: readonly string[];
  /** Which hierarchy of control groups is mounted. */
  readonly controlGroups?: 'v1' | 'v2';
  /** The controllers that the kernel has. */
  readonly controllers?: readonly string[];
  /** Variables in the environment of process 1. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The names of a profile's credentials; undefined when they are unknown. */
export function credentialNames({ credentials }: MachineProfile): readonly string[] | undefined {
  return credentials === undefined || Array.isArray(credentials)
    ? (credentials as readonly string[] | undefined)
    : Object.keys(credentials);
}
