import { enumeration, enumValues } from '../../knowledge/enums.ts';
import { isKnownSyscall } from '../../values/resource/syscallNames.ts';

/** @mount had it before it went to @file-system. */
const LEFT_MOUNT = { call: 'open_tree', since: 262 } as const;

/**
 * Calls in the groups that are looked at which a 64-bit PC does not have. systemd asks the machine that it runs on; ours
 * is always a 64-bit PC.
 */
const NOT_ON_X86_64: ReadonlySet<string> = new Set([
  ...'bdflush break chown32 clock_adjtime64 clock_settime64 fchown32 ftime gtty idle lchown32 lock mpx nice'.split(' '),
  ...'pciconfig_iobase pciconfig_read pciconfig_write prof profil rtas s390_pci_mmio_read'.split(' '),
  ...'s390_pci_mmio_write s390_runtime_instr setfsuid32 setgroups32 setresuid32 setreuid32 setuid32'.split(' '),
  ...'sgetmask ssetmask stime stty subpage_prot switch_endian sys_debug_setcontext ulimit umount vm86 vm86old'.split(
    ' ',
  ),
]);

/** Whether the machine has the call: `seccomp_syscall_resolve_name` gives no number below zero. */
export function isNativeSyscall(call: string, version: number): boolean {
  return isKnownSyscall(call, version) && !NOT_ON_X86_64.has(call);
}

/**
 * The members of a group in the order of `syscall_filter_sets` of shared/seccomp-util.c; other groups are named there with
 * their `@`. Undefined when this version has no such group.
 */
export function syscallGroup(name: string, version: number): readonly string[] | undefined {
  if (name === '@known') return enumValues('syscall', version);
  if (!enumValues('syscall_group', version).includes(name)) return undefined;
  const known = groupsByVersion.get(version) ?? new Map<string, readonly string[]>();
  groupsByVersion.set(version, known);
  const members = known.get(name) ?? membersOf(name, version);
  known.set(name, members);
  return members;
}

const groupsByVersion = new Map<number, Map<string, readonly string[]>>();

function membersOf(name: string, version: number): readonly string[] {
  const table = enumeration('syscall_group') as SyscallGroups;
  const since = table.memberFirstSeenIn?.[name] ?? {};
  const members = (table.members?.[name] ?? []).filter((member) => version >= (since[member] ?? 0));
  if (name !== '@mount' || version >= LEFT_MOUNT.since || members.includes(LEFT_MOUNT.call)) return members;
  return [...members, LEFT_MOUNT.call].sort();
}

interface SyscallGroups {
  readonly members?: Readonly<Record<string, readonly string[]>>;
  readonly memberFirstSeenIn?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
