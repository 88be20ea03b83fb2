import { capabilityMask } from '../capabilities.ts';
import { type Assessor, yesOrNo } from './assessor.ts';

/** The name of the check behind `~CAP_`, its field behind `_CAP_`, its weight, the capabilities, what they are for. */
type Row = readonly [name: string, field: string, weight: number, capabilities: string, what: string];

const ROWS: readonly Row[] = [
  ['SYS_ADMIN', 'SYS_ADMIN', 1500, 'SYS_ADMIN', 'administer the system'],
  [
    'SET(UID|GID|PCAP)',
    'SET_UID_GID_PCAP',
    1500,
    'SETUID SETGID SETPCAP',
    'take on other users, groups and capabilities',
  ],
  ['SYS_PTRACE', 'SYS_PTRACE', 1500, 'SYS_PTRACE', 'trace other processes'],
  ['SYS_TIME', 'SYS_TIME', 1000, 'SYS_TIME', 'set the system clock'],
  ['NET_ADMIN', 'NET_ADMIN', 1000, 'NET_ADMIN', 'configure the network'],
  ['SYS_RAWIO', 'SYS_RAWIO', 1000, 'SYS_RAWIO', 'use I/O ports and raw memory'],
  ['SYS_MODULE', 'SYS_MODULE', 1000, 'SYS_MODULE', 'load kernel modules'],
  ['AUDIT_*', 'AUDIT', 500, 'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE', 'use the audit system'],
  ['SYSLOG', 'SYSLOG', 500, 'SYSLOG', 'control the kernel log'],
  ['SYS_(NICE|RESOURCE)', 'SYS_NICE_RESOURCE', 500, 'SYS_NICE SYS_RESOURCE', 'raise priorities and resource limits'],
  ['MKNOD', 'MKNOD', 500, 'MKNOD', 'make device nodes'],
  [
    '(CHOWN|FSETID|SETFCAP)',
    'CHOWN_FSETID_SETFCAP',
    1000,
    'CHOWN FSETID SETFCAP',
    "change any file's owner, mode and capabilities",
  ],
  [
    '(DAC_*|FOWNER|IPC_OWNER)',
    'DAC_FOWNER_IPC_OWNER',
    1000,
    'DAC_OVERRIDE DAC_READ_SEARCH FOWNER IPC_OWNER',
    'pass over the permissions of files and IPC objects',
  ],
  ['KILL', 'KILL', 500, 'KILL', 'send signals to any process'],
  [
    'NET_(BIND_SERVICE|BROADCAST|RAW)',
    // The parenthesis is systemd's own slip, and part of the name by now.
    'NET_BIND_SERVICE_BROADCAST_RAW)',
    500,
    'NET_BIND_SERVICE NET_BROADCAST NET_RAW',
    'use low ports, broadcasts and raw sockets',
  ],
  ['SYS_BOOT', 'SYS_BOOT', 100, 'SYS_BOOT', 'reboot the machine'],
  ['MAC_*', 'MAC', 100, 'MAC_ADMIN MAC_OVERRIDE', 'change or pass over mandatory access control'],
  ['LINUX_IMMUTABLE', 'LINUX_IMMUTABLE', 75, 'LINUX_IMMUTABLE', 'make files immutable'],
  ['IPC_LOCK', 'IPC_LOCK', 50, 'IPC_LOCK', 'lock memory'],
  ['SYS_CHROOT', 'SYS_CHROOT', 50, 'SYS_CHROOT', 'change its root directory'],
  ['BLOCK_SUSPEND', 'BLOCK_SUSPEND', 25, 'BLOCK_SUSPEND', 'keep the machine awake'],
  ['WAKE_ALARM', 'WAKE_ALARM', 25, 'WAKE_ALARM', 'set timers that wake the machine'],
  ['LEASE', 'LEASE', 25, 'LEASE', 'take leases on files'],
  ['SYS_TTY_CONFIG', 'SYS_TTY_CONFIG', 25, 'SYS_TTY_CONFIG', 'hang up terminals'],
  ['SYS_PACCT', 'SYS_PACCT', 25, 'SYS_PACCT', 'switch process accounting'],
  ['BPF', 'BPF', 25, 'BPF', 'load BPF programs'],
];

/** Which capabilities may be had. */
export const capabilityBoundingSet: readonly Assessor[] = ROWS.map(capability);

/** `assess_capability_bounding_set`: any of them is bad. */
function capability([name, field, weight, capabilities, what]: Row): Assessor {
  const mask = capabilityMask(...capabilities.split(' ').map((one) => `CAP_${one}`));
  return yesOrNo(
    `CapabilityBoundingSet=~CAP_${name}`,
    weight,
    [`Cannot ${what}`, `Can ${what}`],
    (info) => (info.capabilityBoundingSet & mask) === 0n,
    `CapabilityBoundingSet_CAP_${field}`,
  );
}
